import type { Input } from "@pulumi/pulumi";
import type { PatternArgs } from "../pattern/args";

/** Deployment by Pulumi Deployments. */
export interface PulumiDeployments {
    /** Name of the Pulumi organization, in lower case as in its URL. */
    organization: string;
    /**
     * Name of the Pulumi project whose stack is deployed: 1 to 100 letters, digits, `_`, `.` or `-`.
     *
     * @default - this project.
     */
    project?: string;
    /**
     * Name of the deployed stack: 1 to 100 letters, digits, `_`, `.` or `-`.
     *
     * @default - this stack.
     */
    stack?: string;
    /**
     * Allow the `destroy` operation to assume the update role as well.
     *
     * @default false
     */
    destroy?: boolean;
    /**
     * Use the account's existing OIDC provider for `https://api.pulumi.com/oidc` instead of creating one: an account
     * can have only one provider per URL. Its audiences must include the organization's name.
     *
     * @default false
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
     */
    adoptProvider?: boolean;
}

/** Deployment by GitHub Actions. */
export interface GitHubActions {
    /** The repository, as `OWNER/NAME`. */
    repository: string;
    /**
     * Numeric ID of the repository's owner, in digits; requires `repositoryId`. Tokens of repositories that were
     * created, renamed or transferred since July 15, 2026, or that opted in, contain both IDs, so that a later owner of
     * the same name cannot assume the roles.
     *
     * @default - the repository's tokens contain no IDs.
     * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
     */
    ownerId?: string;
    /**
     * Numeric ID of the repository, in digits; requires `ownerId`.
     *
     * @default - the repository's tokens contain no IDs.
     */
    repositoryId?: string;
    /**
     * Name of the GitHub environment whose jobs may assume the update role, without a colon or wildcard. Protect it
     * with required reviewers.
     */
    updateEnvironment: string;
    /**
     * Name of the GitHub environment whose jobs may assume the preview role, without a colon or wildcard.
     *
     * @default - jobs of pull requests may assume it.
     */
    previewEnvironment?: string;
    /**
     * Use the account's existing OIDC provider for `https://token.actions.githubusercontent.com` instead of creating
     * one: an account can have only one provider per URL. Its audiences must include `sts.amazonaws.com`.
     *
     * @default false
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
     */
    adoptProvider?: boolean;
}

/** A role that the deployed stack passes to a service. */
export interface PassedRole {
    /** ARN of the role. */
    roleArn: Input<string>;
    /** Principal of the service that the role is passed to, such as `ssm.amazonaws.com`. */
    service: Input<string>;
}

/** Actions of the deployed stack's roles on named resources. */
export interface UsedActions {
    /** Actions that the boundary allows on named resources only, such as `ssm:SendCommand`. */
    actions: Input<string>[];
    /** ARNs of the resources, or `*` where the stack's own policies use it. */
    resources: Input<string>[];
}

/** The resources of the deployed stack, by exact name. */
export interface DeployedResources {
    /**
     * ARNs of all resources that the stack creates and a deployer can be allowed to change: roles, policies, instance
     * profiles, topics, rules, schedules and schedule groups, service settings, documents, log groups, and buckets that
     * get a policy. Without wildcards.
     */
    arns: Input<string>[];
    /**
     * ARNs of the existing users, groups and roles that the stack attaches its policies to, without wildcards.
     *
     * @default - the stack attaches no policy.
     */
    granteeArns?: Input<string>[];
    /**
     * Names of the stack's maintenance windows. AWS assigns their IDs, so permissions match the name tag.
     *
     * @default - the stack has no maintenance window.
     */
    windowNames?: Input<string>[];
    /**
     * Roles that the stack passes to services.
     *
     * @default - the stack passes no role to a service.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
     */
    passes?: PassedRole[];
    /**
     * ARNs of the roles that the stack's providers assume to deploy into other accounts. Only the update role may assume
     * them: whoever assumes one can do there what it allows, so it is not for previews. Each of these roles must trust
     * the update role.
     *
     * @default - the stack assumes no role.
     */
    assumeRoleArns?: Input<string>[];
    /**
     * Actions of the stack's roles on named resources: the commands they send, the runbooks, functions and state
     * machines they start, the parameters, objects and keys they use, the topics they publish to. The boundary allows
     * these actions on no other resource.
     *
     * @default - the boundary allows none of these actions.
     */
    uses?: UsedActions[];
}

/**
 * Which CI/CD systems may preview and update a stack of these components without stored credentials, and within which
 * limits. Requires at least one of `pulumiDeployments` and `gitHubActions`.
 */
export interface DeploymentsAccessArgs extends PatternArgs {
    /**
     * Trust Pulumi Deployments.
     *
     * @default - the roles do not trust Pulumi Deployments.
     * @see https://www.pulumi.com/docs/deployments/deployments/oidc/aws/
     */
    pulumiDeployments?: PulumiDeployments;
    /**
     * Trust GitHub Actions.
     *
     * @default - the roles do not trust GitHub Actions.
     */
    gitHubActions?: GitHubActions;
    /**
     * The resources of the deployed stack. Required by the class, optional in a stack's configuration.
     *
     * @default - in a stack's configuration: all resources that the stack's other patterns name.
     */
    deployed?: DeployedResources;
    /**
     * Allow the update role to change the stack's customer managed policies and to attach them to grantees. No boundary
     * limits grantees: anyone who can merge to the deployed branch could then grant them any permission. If `false`, an
     * administrator deploys such a change.
     *
     * @default false
     */
    changePolicies?: boolean;
    /**
     * Allow the update role to create the stack's maintenance windows. AWS has no condition that allows tagging only
     * new windows: the role could then tag, and so change, any window of the account, including what other roles run
     * there. If `false`, an administrator creates a window and the update role changes it from then on.
     *
     * @default false
     */
    createWindows?: boolean;
    /**
     * Additional actions that the boundary allows the stack's roles on every resource, such as `ec2:StartInstances`.
     * Includes the actions that an AWS managed policy attached to such a role needs. Wildcards and actions of `iam`,
     * `sts` and `organizations` are rejected.
     *
     * @default - the boundary allows only what the patterns need.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
     */
    boundaryActions?: Input<string>[];
    /**
     * ARN of the managed policy that is the permissions boundary of the preview and update roles themselves. It cannot
     * be the boundary that this component creates, which would block every deployment.
     *
     * @default - no permissions boundary.
     */
    deployerBoundaryArn?: Input<string>;
    /**
     * Maximum session duration of both roles, in seconds: 3600 to 43200.
     *
     * @default 3600
     */
    maxSessionSeconds?: number;
}
