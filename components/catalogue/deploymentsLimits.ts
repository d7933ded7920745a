import type { DeploymentsAccessArgs, Unwrap } from "../args";
import { namedActions } from "./boundaryActions";
import { deployedArn } from "./deployedArns";
import type { Limits, ValueLimit } from "./limits";
import { patternLimits } from "./patternLimits";
import * as limit from "./valueLimits";

const granteeArn: ValueLimit = {
    allowed: "the ARN of a user, group or role, without a wildcard",
    pattern: "arn:[a-z-]+:iam::\\d{12}:(user|group|role)/[^*?$]+",
};

/** A claim is compared literally, so a wildcard would be a trap; a colon would begin the next claim. */
const claim = (what: string, pattern: string): ValueLimit => ({ allowed: what, pattern });

export const deploymentsLimits: Limits<Unwrap<DeploymentsAccessArgs>> = {
    properties: {
        ...patternLimits,
        pulumiDeployments: {
            properties: {
                organization: claim("an organization in lower case", "[a-z0-9][a-z0-9_.-]*"),
                project: claim("a project's name", "[A-Za-z0-9_.-]{1,100}"),
                stack: claim("a stack's name", "[A-Za-z0-9_.-]{1,100}"),
            },
        },
        gitHubActions: {
            properties: {
                repository: claim("a repository as OWNER/NAME", "[A-Za-z0-9-]+/[A-Za-z0-9_.-]+"),
                ownerId: claim("a number in digits", "[1-9][0-9]*"),
                repositoryId: claim("a number in digits", "[1-9][0-9]*"),
                updateEnvironment: claim("an environment's name without a colon or wildcard", "[^:*?$]{1,255}"),
                previewEnvironment: claim("an environment's name without a colon or wildcard", "[^:*?$]{1,255}"),
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
