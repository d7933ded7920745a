import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";

/**
 * Who may start which kinds of session on which nodes. Requires at least one of `documents`, `ssh`, `portForwarding`
 * and `remotePortForwarding`. AWS authorizes documents and nodes separately, so a principal with several such grants
 * can start every kind of session of all grants on every node of all grants.
 */
export interface SessionUsers extends AccessLevelArgs {
    /**
     * Principals that may start sessions. They may resume and terminate only their own sessions.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /**
     * Tags that select the nodes, both EC2 instances and managed instances: a node must have every key, with one of
     * the key's values. Anyone who can tag nodes can widen this grant. Exactly one of `targetTags` and `nodeIds`.
     *
     * @example { Environment: ["dev"] }
     * @default - the nodes of `nodeIds`.
     */
    targetTags?: Record<string, Input<string>[]>;
    /**
     * IDs of the nodes: `i-…` for an EC2 instance, `mi-…` for a managed instance. Exactly one of `targetTags` and
     * `nodeIds`.
     *
     * @default - the nodes of `targetTags`.
     */
    nodeIds?: Input<string>[];
    /**
     * Names or ARNs of session documents, without wildcards. `SSM-SessionManagerRunShell` opens a shell with the
     * preferences of the Region. A document with the session type `InteractiveCommands` limits users to its commands.
     *
     * @default - users may open no shell and run no commands.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html
     */
    documents?: Input<string>[];
    /**
     * Allow tunneling SSH and SCP to the node's SSH server. Session Manager does not log the traffic.
     *
     * @default false
     */
    ssh?: boolean;
    /**
     * Allow forwarding ports of the node itself. Session Manager does not log the traffic.
     *
     * @default false
     */
    portForwarding?: boolean;
    /**
     * Allow forwarding ports of any host that the node can reach: users get access to the node's network, including
     * databases. Session Manager does not log the traffic.
     *
     * @default false
     */
    remotePortForwarding?: boolean;
    /**
     * Allow listing all nodes and all users' sessions, which the Session Manager, Fleet Manager and EC2 consoles need
     * to start a session.
     *
     * @default false
     */
    console?: boolean;
    /**
     * ARN of the KMS key, in the component's Region, that encrypts session data according to the preferences.
     *
     * @default - the `kmsKeyArn` of `preferences`, else no key.
     */
    kmsKeyArn?: Input<string>;
    /**
     * ARNs of the KMS keys that encrypt session data in `furtherRegions`, each in its Region. A multi-Region key has an
     * ARN in each Region.
     *
     * @default - no key in other Regions.
     */
    furtherKmsKeyArns?: Input<string>[];
    /**
     * Require that AWS authorizes the document even if a request specifies none (`ssm:SessionDocumentAccessCheck`).
     * Such a request opens a shell, and AWS used to authorize it on the node only. Users of the AWS CLI must then pass
     * `--document-name`.
     *
     * @default true
     */
    documentAccessCheck?: boolean;
    /**
     * Allow data channels only of sessions whose ID starts with `aws:userid`, as AWS's samples do, instead of every
     * session of the account and Region. Users who assumed a role, including those of IAM Identity Center, are known to
     * be denied by it: their session IDs start with the role session name. A data channel also takes the token that AWS
     * returns to whoever started or resumed the session.
     *
     * @default false
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html
     */
    ownDataChannelsOnly?: boolean;
    /**
     * Allow any Region and account in the ARNs of sessions, as AWS's samples do, instead of only those of
     * this stack.
     *
     * @default false
     */
    ownSessionsAnywhere?: boolean;
}
