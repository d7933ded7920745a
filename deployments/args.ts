/** The config of this program. All values are plain: no outputs, no secrets. */

/** Scheduled drift detection: finds changes made outside Pulumi. */
export interface DriftArgs {
    /** The schedule, as a cron expression of five fields in UTC: `0 6 * * *` is every day at 06:00. */
    scheduleCron: string;
    /**
     * Whether drift is remediated automatically, with the update role.
     *
     * @default false
     */
    autoRemediate?: boolean;
}

/** The expiry of a short-lived stack. */
export interface ExpiryArgs {
    /** When all resources of the stack are destroyed, in UTC: `2027-03-01T00:00:00Z`. */
    timestamp: string;
    /**
     * Whether the stack is deleted too, with its history and settings.
     *
     * @default false
     */
    deleteStack?: boolean;
}

/** How one stack is deployed. */
export interface EnvironmentArgs {
    /**
     * The branch: a push to it updates the stack, and pull requests to it are previewed.
     *
     * @default "main"
     */
    branch?: string;
    /** ARN of the role that updates assume: the output `updateRoleArn` of the stack's `DeploymentsAccess`. */
    updateRoleArn: string;
    /**
     * ARN of the role that previews, refreshes and drift detection assume: the output `previewRoleArn` of the same
     * component.
     *
     * @default - no previews and no drift detection.
     */
    previewRoleArn?: string;
    /**
     * Whether a pull request to the branch is previewed, with the result in a comment.
     *
     * @default - true if `previewRoleArn` is set.
     */
    previewPullRequests?: boolean;
    /**
     * Whether a push to the branch updates the stack.
     *
     * @default true
     */
    deployCommits?: boolean;
    /**
     * Makes the stack a template: each pull request gets its own review stack. The template itself is never deployed.
     * Roles trust a stack by its name, so `updateRoleArn` must be a role that trusts the names of the review stacks,
     * preferably in a dedicated account.
     *
     * @default false
     */
    pullRequestTemplate?: boolean;
    /**
     * Additional path filters, as globs over the whole path from the root of the repository: a change to a matching
     * file deploys the stack. A leading `!` excludes files.
     *
     * @default - the program, the components, the policy pack, and the stack's own file.
     */
    paths?: string[];
    /**
     * The container image that runs the deployment.
     *
     * @default - Pulumi's default image.
     */
    executorImage?: string;
    /**
     * The ID of a pool of customer-managed agents.
     *
     * @default - Pulumi-hosted runners.
     */
    agentPoolId?: string;
    /**
     * Drift detection, with the preview role.
     *
     * @default - no drift detection.
     */
    drift?: DriftArgs;
    /**
     * Destroys the stack at a given time. Its `DeploymentsAccess` must have `pulumiDeployments.destroy`.
     *
     * @default - the stack does not expire.
     */
    expiry?: ExpiryArgs;
}

/** How a policy group handles violations. */
export enum PolicyGroupMode {
    /** Violations are reported; nothing is blocked. */
    Audit = "audit",
    /** A mandatory violation blocks the update. */
    Preventative = "preventative",
}

/** A policy group: stacks on which the policy pack is enforced. */
export interface PolicyGroupArgs {
    /** Whether violations are only reported or also block updates. */
    mode: PolicyGroupMode;
    /** Environments of this config by name, and stacks of other projects as `project/stack`. */
    stacks: string[];
    /**
     * The version of the pack, for example an older version to roll back to.
     *
     * @default - the published version of this repository.
     */
    versionTag?: string;
    /**
     * The pack's configuration by rule, in the format of `--policy-pack-config`.
     *
     * @default - the defaults of every rule.
     */
    config?: Record<string, unknown>;
}

/** The whole config. */
export interface DeploymentsArgs {
    /** The Pulumi organization, in lower case as in its URL. */
    organization: string;
    /** The GitHub repository, as `OWNER/NAME`. The organization's GitHub app needs access to it. */
    repository: string;
    /**
     * The installation ID of the GitHub app, if the organization has several installations.
     *
     * @default - determined from the repository.
     */
    installationId?: string;
    /**
     * The Pulumi project of the environments.
     *
     * @default "ssm-access"
     */
    project?: string;
    /** How each stack is deployed, by stack name. */
    environments: Record<string, EnvironmentArgs>;
    /**
     * Whether the policy pack of this repository is published, in the version of its package.json.
     *
     * @default true
     */
    publishPolicyPack?: boolean;
    /**
     * The policy groups on which the pack is enforced, by name.
     *
     * @default - no policy group; every deployment still runs the pack of the repository.
     */
    policyGroups?: Record<string, PolicyGroupArgs>;
}
