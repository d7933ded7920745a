/** What the config of this program says. Plain values: nothing here is an output or a secret. */

/** A regular look for what was changed past Pulumi. */
export interface DriftArgs {
    /** When, as a cron expression in UTC of five fields: `0 6 * * *` is every day at six. */
    scheduleCron: string;
    /**
     * Whether what was found is changed back at once, with the update role.
     *
     * @default false
     */
    autoRemediate?: boolean;
}

/** The end of a stack that was meant to be short-lived. */
export interface ExpiryArgs {
    /** When everything in the stack is destroyed, in UTC: `2027-03-01T00:00:00Z`. */
    timestamp: string;
    /**
     * Whether the stack goes too, with its history and its settings.
     *
     * @default false
     */
    deleteStack?: boolean;
}

/** How one stack is deployed. */
export interface EnvironmentArgs {
    /**
     * The branch whose pushes update the stack, and whose pull requests are previewed.
     *
     * @default "main"
     */
    branch?: string;
    /** ARN of the role that updates take: the output `updateRoleArn` of the stack's `DeploymentsAccess`. */
    updateRoleArn: string;
    /**
     * ARN of the role that previews, refreshes and looks for drift take: the output `previewRoleArn` of the same.
     *
     * @default - the stack is neither previewed nor looked at for drift here.
     */
    previewRoleArn?: string;
    /**
     * Whether a pull request to the branch is previewed, and told of it in a comment.
     *
     * @default - true where a preview role is given.
     */
    previewPullRequests?: boolean;
    /**
     * Whether a push to the branch updates the stack.
     *
     * @default true
     */
    deployCommits?: boolean;
    /**
     * Makes the stack a template: each pull request gets a stack of its own from it. The template itself is never
     * deployed. A stack's name is part of what its roles trust, so `updateRoleArn` is then a role that trusts the names of
     * review stacks, best of an account that holds nothing else.
     *
     * @default false
     */
    pullRequestTemplate?: boolean;
    /**
     * Further files whose change deploys the stack, as globs over the whole path from the root of the repository; with
     * `!` in front, files whose change does not.
     *
     * @default - the program, the components, the policy pack, and the stack's own file.
     */
    paths?: string[];
    /**
     * The image that the deployment runs in.
     *
     * @default - Pulumi's own.
     */
    executorImage?: string;
    /**
     * The pool of customer-managed runners.
     *
     * @default - Pulumi's own runners.
     */
    agentPoolId?: string;
    /**
     * Looks for drift, with the preview role.
     *
     * @default - nobody looks.
     */
    drift?: DriftArgs;
    /**
     * Destroys the stack at a time. Its `DeploymentsAccess` must have `pulumiDeployments.destroy`.
     *
     * @default - the stack stays.
     */
    expiry?: ExpiryArgs;
}

/** What a policy group does with a finding. */
export enum PolicyGroupMode {
    /** The finding is told; nothing is blocked. */
    Audit = "audit",
    /** A mandatory finding blocks the update. */
    Preventative = "preventative",
}

/** Stacks that are held to the policy pack. */
export interface PolicyGroupArgs {
    /** Whether findings block or are told. */
    mode: PolicyGroupMode;
    /** Environments of this config by name, and stacks of other projects as `project/stack`. */
    stacks: string[];
    /**
     * The version of the pack, such as an older one to return to.
     *
     * @default - the one in this repository, which is published.
     */
    versionTag?: string;
    /**
     * The pack's configuration by rule, as `--policy-pack-config` takes it.
     *
     * @default - every rule as the pack says.
     */
    config?: Record<string, unknown>;
}

/** The whole config. */
export interface DeploymentsArgs {
    /** The Pulumi organization, in lower case as in its URL. */
    organization: string;
    /** The repository on GitHub, as `OWNER/NAME`; the organization's GitHub app must see it. */
    repository: string;
    /**
     * The number of the GitHub app's installation, where the organization has several.
     *
     * @default - found by the repository.
     */
    installationId?: string;
    /**
     * The Pulumi project of the environments.
     *
     * @default "ssm-access"
     */
    project?: string;
    /** How each stack is deployed, by its name. */
    environments: Record<string, EnvironmentArgs>;
    /**
     * Whether the policy pack of this repository is published, in the version that its package.json says.
     *
     * @default true
     */
    publishPolicyPack?: boolean;
    /**
     * Which stacks are held to the pack, by the group's name.
     *
     * @default - no group; the pack of the repository still runs in every deployment.
     */
    policyGroups?: Record<string, PolicyGroupArgs>;
}
