/** Constraints of AutomationAccess args. */
import type { AutomationAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { actionAdvice } from "../pattern/advice";
import { granteesConstraints } from "../pattern/grantees";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { rolePatternConstraints, severalRegionsConstraints } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
const sid: ValueConstraint = {
    description: "a Sid: 1 to 64 letters and digits, starting with a capital letter",
    pattern: "[A-Z][A-Za-z0-9]{0,63}",
};

const action: ValueConstraint = {
    description: 'an action: SERVICE:ACTION, or a prefix such as "ec2:Describe*"',
    pattern: "[a-z0-9-]+:[A-Za-z][A-Za-z0-9]*\\*?",
    advise: actionAdvice,
};

const resource: ValueConstraint = {
    description:
        'a valid resource: "*", or an ARN with no wildcard in the account field or at the start of the resource field',
    pattern: "\\*|arn:[a-z-]+:[a-z0-9-]+:([a-z0-9-]*|\\*):(\\d{12}|aws|aws-marketplace)?:[^*?\\s]\\S*",
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operator: ValueConstraint = {
    description: "an IAM condition operator: a name such as StringEquals",
    pattern:
        "(For(AllValues|AnyValue):)?(String(Not)?(Equals(IgnoreCase)?|Like)|Arn(Not)?(Equals|Like)|Bool|BinaryEquals|(Not)?IpAddress|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?))(IfExists)?|Null",
};

const conditionKey: ValueConstraint = {
    description: "a condition key: a name such as aws:ResourceTag/Environment",
    pattern: "[A-Za-z0-9-]+:[^*?]{1,200}",
};

const serviceName: ValueConstraint = {
    description: "a service name: the first part of the service principal, such as cloudformation",
    pattern: "[a-z0-9-]+(\\.(?!amazonaws)[a-z0-9-]+)*",
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html */
const approvalTopicArn: ValueConstraint = {
    reference: { to: "topic" },
    description:
        'the ARN of an approval topic: a standard topic in this Region with a name that starts with "Automation"',
    pattern: "arn:[a-z-]+:sns:[a-z0-9-]+:\\d{12}:Automation[A-Za-z0-9_-]{0,246}",
};

const alarmName: ValueConstraint = {
    description: 'the name of one alarm: 1 to 255 characters, without "*", "?" or "$"',
    pattern: "[^*?$\\s]([^*?$]{0,253}[^*?$\\s])?",
};

export const runbookVersion: ValueConstraint = {
    description: "a version number: an integer from 1",
    pattern: "[1-9][0-9]*",
};

export const automationConstraints: Constraints<Unwrap<AutomationAccessArgs>> = {
    properties: {
        ...rolePatternConstraints,
        ...severalRegionsConstraints,
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
                executionTags: { atLeast: 1, keys: limit.matchedTagKey, values: { atLeast: 1, each: limit.tagValue } },
            },
        },
    },
};
