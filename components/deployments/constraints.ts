import type { DeploymentsAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { namedActions } from "./boundaryActions";
import { deployedArn } from "./deployableArns";
import * as deployer from "./deployerConstraints";
import type { Limits, ValueLimit } from "../pattern/constraints";
import { patternLimits } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

const granteeArn: ValueLimit = {
    allowed: "the ARN of a user, group or role, without a wildcard",
    pattern: "arn:[a-z-]+:iam::\\d{12}:(user|group|role)/[^*?$]+",
};

/** A claim is compared literally, so a wildcard would be a trap; a colon would begin the next claim. */
const gitHubEnvironment: ValueLimit = {
    allowed: "an environment's name without a colon or wildcard",
    pattern: "[^:*?$]{1,255}",
};

export const deploymentsLimits: Limits<Unwrap<DeploymentsAccessArgs>> = {
    properties: {
        ...patternLimits,
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
                arns: { atLeast: 1, each: deployedArn },
                granteeArns: { atLeast: 1, each: granteeArn },
                windowNames: { atLeast: 1, each: limit.windowName },
                uses: {
                    each: {
                        properties: {
                            actions: {
                                atLeast: 1,
                                each: { allowed: `one of ${namedActions.join(", ")}`, pattern: namedActions.join("|") },
                            },
                            resources: { atLeast: 1, each: { allowed: 'an ARN or "*"', pattern: "arn:[^$]+|\\*" } },
                        },
                    },
                },
                passes: {
                    each: {
                        properties: {
                            roleArn: limit.roleArn,
                            service: {
                                allowed: "one service's principal, such as ssm.amazonaws.com",
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
                allowed: "one action of another service than iam, sts and organizations, such as ec2:StartInstances",
                pattern: "(?!(iam|sts|organizations):)[a-z0-9-]+:[A-Za-z0-9]+",
            },
        },
        deployerBoundaryArn: limit.permissionsBoundary,
        maxSessionSeconds: limit.sessionSeconds,
    },
    together: [{ rule: "atLeastOne", of: ["pulumiDeployments", "gitHubActions"] }],
};
