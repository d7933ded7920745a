import * as deployer from "../components/deployments/deployerConstraints";
import type { Constraints, ValueConstraint } from "../components/pattern/constraints";
import { roleArn } from "../components/pattern/values";
import type { DeploymentsArgs, EnvironmentArgs, PolicyGroupArgs } from "./args";

/** Git forbids whitespace, `~^:?*[\` and `..`. A leading dash would be parsed as an option. */
const branch: ValueConstraint = {
    description: "a branch: a name such as main or refs/heads/main",
    pattern: "(?!-)(?!.*(\\.\\.|//|@\\{))[A-Za-z0-9_./+@=-]{1,244}",
};

const pathFilter: ValueConstraint = {
    description:
        'a path filter: a glob over the whole path from the root of the repository, such as "docs/**" or "!docs/**"',
    pattern: "!?(?!\\.{0,2}/)[^!\\s\\\\][^\\s\\\\]*",
};

/** Five fields; the service validates the values of each field. */
const cron: ValueConstraint = {
    description: "a cron expression: five fields in UTC, such as 0 6 * * *",
    pattern: "[0-9A-Z*/,-]+( [0-9A-Z*/,?L#-]+){4}",
};

const timestamp: ValueConstraint = {
    description: "a UTC timestamp: a time such as 2027-03-01T00:00:00Z",
    pattern: "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ",
};

const environment: Constraints<EnvironmentArgs> = {
    properties: {
        branch,
        updateRoleArn: roleArn,
        previewRoleArn: roleArn,
        paths: { atLeast: 1, each: pathFilter },
        executorImage: {
            description: "a container image: a name such as pulumi/pulumi:latest",
            pattern: "[a-z0-9][A-Za-z0-9._:/@-]{0,254}",
        },
        agentPoolId: {
            description: 'an agent pool ID: 1 to 100 letters, digits or "-"',
            pattern: "[A-Za-z0-9-]{1,100}",
        },
        drift: { properties: { scheduleCron: cron } },
        expiry: { properties: { timestamp } },
    },
};

const policyGroup: Constraints<PolicyGroupArgs> = {
    properties: {
        stacks: {
            atLeast: 1,
            each: {
                description: "a stack: an environment of this config, or project/stack for another project",
                pattern: `(${deployer.pulumiName}/)?${deployer.pulumiName}`,
            },
        },
        versionTag: { description: "a version tag: a version such as 0.1.0", pattern: deployer.pulumiName },
    },
};

/** Constraints that the types of the config do not express. */
export const constraints: Constraints<DeploymentsArgs> = {
    properties: {
        organization: deployer.organization,
        repository: deployer.repository,
        installationId: deployer.gitHubNumber,
        project: deployer.projectName,
        // A stack's name is part of the name of its file and of the subject of its OIDC tokens.
        environments: { atLeast: 1, keys: deployer.stackName, values: environment },
        policyGroups: {
            atLeast: 1,
            keys: deployer.nameOf("a policy group"),
            values: policyGroup,
        },
    },
};
