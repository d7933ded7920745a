import type { Input } from "@pulumi/pulumi";
import type { PatternArgs } from "../pattern/args";

/** Pulumi Deployments as the one who deploys. */
export interface PulumiDeployments {
    /** The Pulumi organization, in lower case as in its URL. */
    organization: string;
    /**
     * The Pulumi project whose stack is deployed.
     *
     * @default - this project.
     */
    project?: string;
    /**
     * The stack that is deployed.
     *
     * @default - this stack.
     */
    stack?: string;
    /**
     * Also let the operation `destroy` take the update role.
     *
     * @default false
     */
    destroy?: boolean;
    /**
     * Makes no OIDC provider, because the account has the one of `https://api.pulumi.com/oidc`: an account holds one of each URL.
     * It must name the audience of the organization's name.
     *
     * @default false
     */
    adoptProvider?: boolean;
}

/** GitHub Actions as the one who deploys. */
export interface GitHubActions {
    /** The repository, as `OWNER/NAME`. */
    repository: string;
    /**
     * The number of the repository's owner, in digits; together with `repositoryId`. Tokens of repositories that were made,
     * renamed or moved since July 15, 2026, or that opted in, name both numbers, so that nobody who takes over a name later
     * is let in.
     *
     * @default - its tokens name no numbers.
     * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
     */
    ownerId?: string;
    /**
     * The number of the repository, in digits; together with `ownerId`.
     *
     * @default - its tokens name no numbers.
     */
    repositoryId?: string;
    /** The GitHub environment whose jobs take the update role; protect it by required reviewers. */
    updateEnvironment: string;
    /**
     * The GitHub environment whose jobs take the preview role.
     *
     * @default - jobs of pull requests take it.
     */
    previewEnvironment?: string;
    /**
     * Makes no OIDC provider, because the account has the one of `https://token.actions.githubusercontent.com`: an account holds one of each URL.
     * It must name the audience `sts.amazonaws.com`.
     *
     * @default false
     */
    adoptProvider?: boolean;
}

/** A role that the deployed stack hands to a service. */
export interface PassedRole {
    /** ARN of the role. */
    roleArn: Input<string>;
    /** The service it is handed to, such as `ssm.amazonaws.com`. */
    service: Input<string>;
}

/** What the deployed stack's roles do to named resources. */
export interface UsedActions {
    /** Actions of those that the boundary allows on named resources only, such as `ssm:SendCommand`. */
    actions: Input<string>[];
    /** ARNs of the resources, or `*` where the stack's own documents say so. */
    resources: Input<string>[];
}

/** What the deployed stack is made of, by exact name. */
export interface DeployedResources {
    /**
     * ARNs of all that the stack makes and a deployer can be let change: roles, policies, instance profiles, topics, rules,
     * schedules and schedule groups, service settings, log groups, and buckets that get a policy.
     */
    arns: Input<string>[];
    /**
     * ARNs of the existing users, groups and roles that the stack attaches its policies to.
     *
     * @default - the stack attaches no policy.
     */
    granteeArns?: Input<string>[];
    /**
     * Names of the stack's maintenance windows, whose ids AWS decides.
     *
     * @default - the stack has no window.
     */
    windowNames?: Input<string>[];
    /**
     * Roles that the stack hands to services.
     *
     * @default - the stack hands no role to a service.
     */
    passes?: PassedRole[];
    /**
     * What the stack's roles do to named resources: the commands they send, the runbooks, functions and state machines they
     * start, the parameters, objects and keys they use, the topics they publish to. The boundary allows it nowhere else.
     *
     * @default - the stack's roles do none of it.
     */
    uses?: UsedActions[];
}

/** Who may preview and update a stack of these components without a stored key, and within which bounds. */
export interface DeploymentsAccessArgs extends PatternArgs {
    /**
     * Lets Pulumi Deployments in.
     *
     * @default - Pulumi Deployments is not let in.
     */
    pulumiDeployments?: PulumiDeployments;
    /**
     * Lets GitHub Actions in.
     *
     * @default - GitHub Actions is not let in.
     */
    gitHubActions?: GitHubActions;
    /**
     * What the deployed stack is made of.
     *
     * @default - in a stack's configuration: all that the stack's other patterns name. The class alone asks for it.
     */
    deployed?: DeployedResources;
    /**
     * Also lets the update role change the customer managed policies of the stack. They are attached to people, whom no
     * boundary holds: whoever may merge to the deployed branch could then give them any right. Without it an
     * administrator applies such a change.
     *
     * @default false
     */
    changePolicies?: boolean;
    /**
     * Also lets the update role make the stack's maintenance windows. AWS lets nobody tag what he makes without tagging what
     * others made: it could then change any window of the account, and so what runs there with other roles. Without it an
     * administrator makes a window; the update role changes it from then on.
     *
     * @default false
     */
    createWindows?: boolean;
    /**
     * Actions that the boundary allows the stack's roles, on every resource, beyond what the patterns need, such as
     * `ec2:StartInstances`; also what a managed policy of AWS on such a role needs. Never `iam:`, `sts:` or
     * `organizations:`.
     *
     * @default - what the patterns need.
     */
    boundaryActions?: Input<string>[];
    /**
     * ARN of the managed policy that bounds the preview and update roles themselves; not the boundary made here, under
     * which they could deploy nothing.
     *
     * @default - no permissions boundary.
     */
    deployerBoundaryArn?: Input<string>;
    /**
     * Longest session of either role, in seconds: 3600 to 43200.
     *
     * @default 3600
     */
    maxSessionSeconds?: number;
}
