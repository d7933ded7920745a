/** The limits of what the two patterns of Automation take. */
import type { AutomationAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesConstraints } from "../pattern/grantees";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
const sid: ValueConstraint = {
    description: "a name of 1 to 64 letters and digits that begins with a capital letter",
    pattern: "[A-Z][A-Za-z0-9]{0,63}",
};

const action: ValueConstraint = {
    description: 'an action such as "ec2:CreateImage", or the beginning of actions such as "ec2:Describe*"',
    pattern: "[a-z0-9-]+:[A-Za-z][A-Za-z0-9]*\\*?",
};

const resource: ValueConstraint = {
    description:
        '"*" or the ARN of a resource, whose account is no wildcard and whose last part does not begin with one',
    pattern: "\\*|arn:[a-z-]+:[a-z0-9-]+:([a-z0-9-]*|\\*):(\\d{12}|aws|aws-marketplace)?:[^*?\\s]\\S*",
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operator: ValueConstraint = {
    description: "a condition operator of IAM, such as StringEquals",
    pattern:
        "(For(AllValues|AnyValue):)?(String(Not)?(Equals(IgnoreCase)?|Like)|Arn(Not)?(Equals|Like)|Bool|BinaryEquals|(Not)?IpAddress|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?))(IfExists)?|Null",
};

const conditionKey: ValueConstraint = {
    description: "a condition key, such as aws:ResourceTag/Environment",
    pattern: "[A-Za-z0-9-]+:[^*?]{1,200}",
};

const serviceName: ValueConstraint = {
    description: "the first part of a service's principal, such as cloudformation",
    pattern: "[a-z0-9-]+(\\.(?!amazonaws)[a-z0-9-]+)*",
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html */
const approvalTopicArn: ValueConstraint = {
    description: 'the ARN of one standard topic of this Region, whose name begins with "Automation"',
    pattern: "arn:[a-z-]+:sns:[a-z0-9-]+:\\d{12}:Automation[A-Za-z0-9_-]{0,246}",
};

const alarmName: ValueConstraint = {
    description: 'the name of one alarm: 1 to 255 characters, without "*", "?" or "$"',
    pattern: "[^*?$\\s]([^*?$]{0,253}[^*?$\\s])?",
};

export const runbookVersion: ValueConstraint = { description: "a version: a number from 1", pattern: "[1-9][0-9]*" };

export const automationConstraints: Constraints<Unwrap<AutomationAccessArgs>> = {
    properties: {
        ...rolePatternConstraints,
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
                grantees: granteesConstraints,
                runbooks: { atLeast: 1, each: limit.documentName },
                versions: { atLeast: 1, each: runbookVersion },
            },
        },
        approvers: {
            properties: {
                grantees: granteesConstraints,
                executionTags: { atLeast: 1, keys: limit.tagKey, values: { atLeast: 1, each: limit.tagValue } },
            },
        },
    },
};
