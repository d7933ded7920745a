/** The limits of what the two patterns of Automation take. */
import type { AutomationAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesLimits } from "../pattern/grantees";
import type { Limits, ValueLimit } from "../pattern/constraints";
import { rolePatternLimits } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
const sid: ValueLimit = {
    allowed: "a name of 1 to 64 letters and digits that begins with a capital letter",
    pattern: "[A-Z][A-Za-z0-9]{0,63}",
};

const action: ValueLimit = {
    allowed: 'an action such as "ec2:CreateImage", or the beginning of actions such as "ec2:Describe*"',
    pattern: "[a-z0-9-]+:[A-Za-z][A-Za-z0-9]*\\*?",
};

const resource: ValueLimit = {
    allowed: '"*" or the ARN of a resource, whose account is no wildcard and whose last part does not begin with one',
    pattern: "\\*|arn:[a-z-]+:[a-z0-9-]+:([a-z0-9-]*|\\*):(\\d{12}|aws|aws-marketplace)?:[^*?\\s]\\S*",
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operator: ValueLimit = {
    allowed: "a condition operator of IAM, such as StringEquals",
    pattern:
        "(For(AllValues|AnyValue):)?(String(Not)?(Equals(IgnoreCase)?|Like)|Arn(Not)?(Equals|Like)|Bool|BinaryEquals|(Not)?IpAddress|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?))(IfExists)?|Null",
};

const conditionKey: ValueLimit = {
    allowed: "a condition key, such as aws:ResourceTag/Environment",
    pattern: "[A-Za-z0-9-]+:[^*?]{1,200}",
};

const serviceName: ValueLimit = {
    allowed: "the first part of a service's principal, such as cloudformation",
    pattern: "[a-z0-9-]+(\\.(?!amazonaws)[a-z0-9-]+)*",
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html */
const approvalTopicArn: ValueLimit = {
    allowed: 'the ARN of one standard topic of this Region, whose name begins with "Automation"',
    pattern: "arn:[a-z-]+:sns:[a-z0-9-]+:\\d{12}:Automation[A-Za-z0-9_-]{0,246}",
};

const alarmName: ValueLimit = {
    allowed: 'the name of one alarm: 1 to 255 characters, without "*", "?" or "$"',
    pattern: "[^*?$\\s]([^*?$]{0,253}[^*?$\\s])?",
};

export const runbookVersion: ValueLimit = { allowed: "a version: a number from 1", pattern: "[1-9][0-9]*" };

export const automationLimits: Limits<Unwrap<AutomationAccessArgs>> = {
    properties: {
        ...rolePatternLimits,
        permissions: {
            atLeast: 1,
            keys: sid,
            values: {
                properties: {
                    actions: { atLeast: 1, each: action },
                    resources: { atLeast: 1, each: resource },
                    conditions: {
                        atLeast: 1,
                        keys: operator,
                        values: { atLeast: 1, keys: conditionKey, values: { atLeast: 1 } },
                    },
                },
            },
        },
        functionArns: { atLeast: 1, each: limit.functionArn },
        nested: {
            properties: {
                runbooks: { atLeast: 1, each: limit.documentName },
                assumeRoleArns: { atLeast: 1, each: limit.roleArn },
            },
        },
        instanceRoleArns: { atLeast: 1, each: limit.roleArn },
        passableRoles: {
            atLeast: 1,
            each: {
                properties: { service: serviceName, passableRoleArns: { atLeast: 1, each: limit.roleArn } },
            },
        },
        approvalTopicArn,
        approvalTopicKmsKeyArn: limit.kmsKeyArn,
        alarmNames: { atLeast: 1, each: alarmName },
        executionRegions: { atLeast: 1, each: limit.region },
        maxSessionSeconds: limit.sessionSeconds,
        starters: {
            properties: {
                grantees: granteesLimits,
                runbooks: { atLeast: 1, each: limit.documentName },
                versions: { atLeast: 1, each: runbookVersion },
            },
        },
        approvers: {
            properties: {
                grantees: granteesLimits,
                executionTags: { atLeast: 1, keys: limit.tagKey, values: { atLeast: 1, each: limit.tagValue } },
            },
        },
    },
};
