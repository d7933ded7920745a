import { DeploymentSettings, DriftSchedule, TtlSchedule } from "@pulumi/pulumiservice";
import type { DeploymentsArgs, EnvironmentArgs } from "./args";
import { operationContext } from "./operation";

/**
 * The sources of a stack, as globs over the whole path. Excludes take precedence over includes, so no folder is
 * excluded here.
 *
 * @see https://www.pulumi.com/docs/deployments/concepts/settings/path-filtering/
 */
export const pathsOf = (stack: string, { paths = [] }: Pick<EnvironmentArgs, "paths">): readonly string[] => [
    "index.ts",
    "Pulumi.yaml",
    `Pulumi.${stack}.yaml`,
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "tsconfig.run.json",
    "components/**",
    "program/**",
    "policypack/**",
    "tools/build.ts",
    "!**/*.md",
    ...paths,
];

/** Creates the deployment settings of one stack, its drift schedule and its expiry. */
export const deployEnvironment = (config: DeploymentsArgs, name: string, args: EnvironmentArgs): DeploymentSettings => {
    const { organization, repository, installationId, project = "ssm-access" } = config;
    const isTemplate = args.pullRequestTemplate ?? false;
    const stack = { organization, project, stack: name };
    const settings = new DeploymentSettings(name, {
        ...stack,
        vcs: {
            provider: "github",
            repository,
            installationId,
            deployCommits: !isTemplate && (args.deployCommits ?? true),
            previewPullRequests: args.previewPullRequests ?? args.previewRoleArn !== undefined,
            pullRequestTemplate: isTemplate,
            paths: [...pathsOf(name, args)],
        },
        sourceContext: { git: { branch: args.branch ?? "main" } },
        operationContext: operationContext(args),
        executorContext: args.executorImage === undefined ? undefined : { executorImage: args.executorImage },
        agentPoolId: args.agentPoolId,
    });
    // A schedule triggers a deployment, which needs the settings.
    const opts = { dependsOn: settings };
    if (args.drift !== undefined) {
        const { scheduleCron, autoRemediate = false } = args.drift;
        new DriftSchedule(`${name}-drift`, { ...stack, scheduleCron, autoRemediate }, opts);
    }
    if (args.expiry !== undefined) {
        const { timestamp, deleteStack = false } = args.expiry;
        new TtlSchedule(`${name}-expiry`, { ...stack, timestamp, deleteAfterDestroy: deleteStack }, opts);
    }
    return settings;
};
