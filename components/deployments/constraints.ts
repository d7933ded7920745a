import { actionAdvice } from "../pattern/advice";
import type { DeploymentsAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { namedActions } from "./boundaryActions";
import { deployableArn } from "./deployableArns";
import * as deployer from "./deployerConstraints";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { patternConstraints } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

const granteeArn: ValueConstraint = {
    description: "the ARN of a user, group or role, without a wildcard",
    pattern: "arn:[a-z-]+:iam::\\d{12}:(user|group|role)/[^*?$]+",
};

/** The version of a runbook or function can be `$DEFAULT` or `$LATEST`, but a policy variable would match anything. */
const usedResource: ValueConstraint = {
    description: 'an ARN without a policy variable, or "*"',
    pattern: "arn:([^$]|\\$(?!\\{))+|\\*",
};

/** Claims are compared literally, so a wildcard would never match. A colon would start the next part of the subject. */
const gitHubEnvironment: ValueConstraint = {
    description: "an environment's name without a colon or wildcard",
    pattern: "[^:*?$]{1,255}",
};

export const deploymentsConstraints: Constraints<Unwrap<DeploymentsAccessArgs>> = {
    properties: {
        ...patternConstraints,
        pulumiDeployments: {
            properties: {
                organization: deployer.organization,
                project: deployer.projectName,
                stack: deployer.stackName,
            },
        },
        gitHubActions: {
            properties: {
                repository: deployer.repository,
                ownerId: deployer.gitHubNumber,
                repositoryId: deployer.gitHubNumber,
                updateEnvironment: gitHubEnvironment,
                previewEnvironment: gitHubEnvironment,
            },
        },
        deployed: {
            properties: {
                arns: { atLeast: 1, each: deployableArn },
                granteeArns: { atLeast: 1, each: granteeArn },
                windowNames: { atLeast: 1, each: limit.windowName },
                assumeRoleArns: { atLeast: 1, each: limit.roleArn },
                uses: {
                    each: {
                        properties: {
                            actions: {
                                atLeast: 1,
                                each: {
                                    description: `one of ${namedActions.join(", ")}`,
                                    pattern: namedActions.join("|"),
                                },
                            },
                            resources: { atLeast: 1, each: usedResource },
                        },
                    },
                },
                passes: {
                    each: {
                        properties: {
                            roleArn: limit.roleArn,
                            service: {
                                description: "one service principal, such as ssm.amazonaws.com",
                                pattern: "[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?",
                            },
                        },
                    },
                },
            },
        },
        boundaryActions: {
            atLeast: 1,
            each: {
                description:
                    "one action of a service other than iam, sts and organizations, such as ec2:StartInstances",
                pattern: "(?!(iam|sts|organizations):)[a-z0-9-]+:[A-Za-z0-9]+",
                advise: actionAdvice,
            },
        },
        deployerBoundaryArn: limit.managedPolicyArn,
        maxSessionSeconds: limit.sessionSeconds,
    },
    groups: [{ rule: "atLeastOne", of: ["pulumiDeployments", "gitHubActions"] }],
};
