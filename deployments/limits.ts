import * as deployer from "../components/deployments/deployerConstraints";
import type { Constraints, ValueConstraint } from "../components/pattern/constraints";
import { roleArn } from "../components/pattern/values";
import type { DeploymentsArgs, EnvironmentArgs, PolicyGroupArgs } from "./args";

/** Git forbids blanks, `~^:?*[\` and `..`; a leading dash would be an option. */
const branch: ValueConstraint = {
    description: "a branch, such as main or refs/heads/main",
    pattern: "(?!-)(?!.*(\\.\\.|//|@\\{))[A-Za-z0-9_./+@=-]{1,244}",
};

const pathFilter: ValueConstraint = {
    description: 'a glob over the whole path from the root of the repository, such as "docs/**" or "!docs/**"',
    pattern: "!?(?!\\.{0,2}/)[^!\\s\\\\][^\\s\\\\]*",
};

/** Five fields; which numbers a field takes is left to the service. */
const cron: ValueConstraint = {
    description: "a cron expression of five fields in UTC, such as 0 6 * * *",
    pattern: "[0-9A-Z*/,-]+( [0-9A-Z*/,?L#-]+){4}",
};

const timestamp: ValueConstraint = {
    description: "a time in UTC, such as 2027-03-01T00:00:00Z",
    pattern: "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ",
};

const environment: Constraints<EnvironmentArgs> = {
    properties: {
        branch,
        updateRoleArn: roleArn,
        previewRoleArn: roleArn,
        paths: { atLeast: 1, each: pathFilter },
        executorImage: { description: "the name of an image", pattern: "[a-z0-9][A-Za-z0-9._:/@-]{0,254}" },
        agentPoolId: { description: "the id of a pool", pattern: "[A-Za-z0-9-]{1,100}" },
        drift: { properties: { scheduleCron: cron } },
        expiry: { properties: { timestamp } },
    },
};

const policyGroup: Constraints<PolicyGroupArgs> = {
    properties: {
        stacks: {
            atLeast: 1,
            each: {
                description: "an environment of this config, or a stack of another project as project/stack",
                pattern: `(${deployer.pulumiName}/)?${deployer.pulumiName}`,
            },
        },
        versionTag: { description: "the tag of a version, such as 0.1.0", pattern: deployer.pulumiName },
    },
};

/** What the types of the config cannot say. */
export const constraints: Constraints<DeploymentsArgs> = {
    properties: {
        organization: deployer.organization,
        repository: deployer.repository,
        installationId: deployer.gitHubNumber,
        project: deployer.projectName,
        // The name of a stack stands in the name of its file and in the subject of its tokens.
        environments: { atLeast: 1, keys: deployer.stackName, values: environment },
        policyGroups: {
            atLeast: 1,
            keys: deployer.nameOf("a group"),
            values: policyGroup,
        },
    },
};
