import type { ManagedInstanceAccessArgs, Unwrap } from "../args";
import { granteesLimits } from "./grantees";
import type { Limits, ValueLimit } from "./limits";
import { rolePatternLimits } from "./patternLimits";
import * as limit from "./valueLimits";

/**
 * `aws` and `ssm` are AWS's own, and no account can name a parameter so.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
 */
const parameterPath: ValueLimit = {
    allowed: "a path below the root, such as /app/prod, without a slash at its end and without a wildcard",
    pattern: "(?!/(aws|ssm)(/|$))(/[A-Za-z0-9_.-]+){1,14}",
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const logGroupName: ValueLimit = {
    allowed: 'the name of one log group: 1 to 512 letters, digits, or any of "_-/.#", without a wildcard',
    pattern: "[A-Za-z0-9_/.#-]{1,512}",
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
const namespace: ValueLimit = {
    allowed: 'a metric namespace: 1 to 255 letters, digits or any of "._/#-", not beginning with "AWS/"',
    pattern: "(?!AWS/)[A-Za-z0-9._/#-]{1,255}",
};

const directoryId: ValueLimit = {
    allowed: 'a directory id: "d-" and 10 hexadecimal digits',
    pattern: "d-[0-9a-f]{10}",
};

const accountId: ValueLimit = { allowed: "the 12 digits of an account", pattern: "\\d{12}" };

const managedPolicyArn: ValueLimit = {
    ...limit.permissionsBoundary,
    allowed: "the ARN of one managed policy, arn:PARTITION:iam::ACCOUNT:policy/NAME, of AWS or of this account",
};

const trustedPrincipal: ValueLimit = {
    allowed: "a service's host, an account or an ARN, as the trust policy writes it, without a wildcard",
    pattern: "[A-Za-z0-9+=,.@_:/-]+",
};

const bucketLimits = {
    bucketName: limit.bucketName,
    keyPrefix: limit.keyPrefix,
    kmsKeyArn: limit.kmsKeyArn,
    accountId,
} as const;

/** What the types of the args cannot say. */
export const managedInstanceLimits: Limits<Unwrap<ManagedInstanceAccessArgs>> = {
    properties: {
        ...rolePatternLimits,
        instanceProfileName: limit.instanceProfileName,
        existingRoleArn: limit.roleArn,
        acceptTrustedPrincipals: { atLeast: 1, each: trustedPrincipal },
        documents: { atLeast: 1, each: limit.documentName },
        parameters: {
            properties: {
                paths: { atLeast: 1, each: parameterPath },
                names: { atLeast: 1, each: limit.parameterName },
                kmsKeyArns: { atLeast: 1, each: limit.kmsKeyArn },
            },
            together: [{ rule: "atLeastOne", of: ["paths", "names"] }],
        },
        cloudWatchAgent: {
            properties: {
                namespaces: { atLeast: 1, each: namespace },
                configurationParameterNames: { atLeast: 1, each: limit.parameterName },
            },
        },
        directoryIds: { atLeast: 1, each: directoryId },
        logs: { properties: { logGroupNames: { atLeast: 1, each: logGroupName } } },
        outputBuckets: { atLeast: 1, each: { properties: bucketLimits } },
        sessions: {
            properties: { kmsKeyArn: limit.kmsKeyArn, logGroupName, bucket: { properties: bucketLimits } },
            together: [{ rule: "atLeastOne", of: ["kmsKeyArn", "logGroupName", "bucket"] }],
        },
        managedPolicyArns: { atLeast: 1, each: managedPolicyArn },
        launchers: { properties: { grantees: granteesLimits } },
    },
};
