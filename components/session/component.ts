import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { SessionAccessArgs } from "./args";
import { session, sessionAccessLevels } from "./pattern";
import { preferencesContent } from "./preferences";
import { granteePolicies } from "../resources/granteePolicies";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    users: "Open sessions of Session Manager on the named nodes, and keep one's own.",
    administrators: "Change the preferences of Session Manager.",
    auditors: "See the sessions of Session Manager and read their logs.",
} as const;

/**
 * Grants permission to start sessions of Session Manager, defines the session preferences (logging, encryption,
 * duration), and grants permission to change the preferences and to audit sessions. Nodes need permission for the same
 * key, log group and bucket: set `sessions` in `ManagedInstanceAccess`.
 *
 * Before you use it:
 * - Without `runAs`, a shell user can become root on the node. Anyone who can change the preferences can run commands
 *   in every session by a shell profile.
 * - Session Manager does not log SSH and port forwarding, so each needs its own arg.
 * - AWS authorizes documents and nodes separately: a grantee of two of these components can start the sessions of one
 *   on the nodes of the other. Anyone who can tag nodes can widen a grant by tag.
 * - A session belongs to a user if its ID starts with the user's ID and a hyphen. Two users of the same role must not
 *   have session names like `ann` and `ann-marie`: `ann` could terminate the sessions of `ann-marie`.
 * - A Region has one default preferences document. If the console created it before, import it.
 *
 * @example
 * const access = new SessionAccess("shell", {
 *     users: {
 *         documents: ["SSM-SessionManagerRunShell"],
 *         targetTags: { Environment: ["dev"] },
 *         grantees: { groups: ["developers"] },
 *     },
 *     preferences: { idleSessionTimeoutMinutes: 15, logGroup: { logGroupName: "/ssm/sessions" } },
 * });
 * export const userPolicyArn = access.userPolicyArn;
 *
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-getting-started.html
 */
export class SessionAccess extends pulumi.ComponentResource {
    /** ARN of the users' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly userPolicyArn?: pulumi.Output<string>;
    /** Policy document of `users` as JSON; undefined unless the level is set without grantees. */
    readonly userPolicyJson?: pulumi.Output<string>;
    /**
     * ARN of the administrators' policy. Resolves once it is attached to all grantees. Undefined without a policy.
     */
    readonly administratorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `administrators` as JSON; undefined unless the level is set without grantees. */
    readonly administratorPolicyJson?: pulumi.Output<string>;
    /** ARN of the auditors' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly auditorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `auditors` as JSON; undefined unless the level is set without grantees. */
    readonly auditorPolicyJson?: pulumi.Output<string>;
    /** Name of the created session document. Resolves once it exists. Undefined without preferences. */
    readonly documentName?: pulumi.Output<string>;
    /** ARN of the created session document. Resolves once it exists. Undefined without preferences. */
    readonly documentArn?: pulumi.Output<string>;

    constructor(name: string, args: SessionAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:SessionAccess", name, validateArgs(session, name, args), opts);
        const { names, policies } = planComponent(this, session, name, args);

        if (args.preferences !== undefined) {
            const document = new ssm.Document(
                `${name}-preferences`,
                {
                    name: names.preferences.name,
                    documentType: "Session",
                    documentFormat: "JSON",
                    content: pulumi.output(args.preferences).apply(preferencesContent),
                    tags: args.tags,
                    region: args.region,
                },
                { parent: this },
            );
            this.documentName = resolveAfter(names.preferences.name, [document]);
            this.documentArn = resolveAfter(names.preferences.arn as pulumi.Output<string>, [document]);
        }

        const { users, administrators, auditors } = granteePolicies(this, name, sessionAccessLevels, {
            names,
            policies,
            descriptions,
            args,
        });
        this.userPolicyArn = users.arn;
        this.userPolicyJson = users.json;
        this.administratorPolicyArn = administrators.arn;
        this.administratorPolicyJson = administrators.json;
        this.auditorPolicyArn = auditors.arn;
        this.auditorPolicyJson = auditors.json;

        this.registerOutputs({
            userPolicyArn: this.userPolicyArn,
            userPolicyJson: this.userPolicyJson,
            administratorPolicyArn: this.administratorPolicyArn,
            administratorPolicyJson: this.administratorPolicyJson,
            auditorPolicyArn: this.auditorPolicyArn,
            auditorPolicyJson: this.auditorPolicyJson,
            documentName: this.documentName,
            documentArn: this.documentArn,
        });
    }
}
