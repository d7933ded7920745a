import type { ManagedInstanceAccessArgs, Unwrap } from "../args";
import { granteesLimits } from "./grantees";
import type { Limits, ValueLimit } from "./limits";
import { rolePatternLimits } from "./patternLimits";
import * as limit from "./valueLimits";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
const namespace: ValueLimit = {
    allowed: 'a metric namespace: 1 to 255 letters, digits or any of "._/#-", not beginning with "AWS/"',
    pattern: "(?!AWS/)[A-Za-z0-9._/#-]{1,255}",
};

const directoryId: ValueLimit = {
    allowed: 'a directory id: "d-" and 10 hexadecimal digits',
    pattern: "d-[0-9a-f]{10}",
};

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
    accountId: limit.accountId,
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
                paths: { atLeast: 1, each: limit.parameterPath },
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
        logs: { properties: { logGroupNames: { atLeast: 1, each: limit.logGroupName } } },
        outputBuckets: { atLeast: 1, each: { properties: bucketLimits } },
        sessions: {
            properties: {
                kmsKeyArn: limit.kmsKeyArn,
                logGroupName: limit.logGroupName,
                bucket: { properties: bucketLimits },
            },
            together: [{ rule: "atLeastOne", of: ["kmsKeyArn", "logGroupName", "bucket"] }],
        },
        managedPolicyArns: { atLeast: 1, each: managedPolicyArn },
        launchers: { properties: { grantees: granteesLimits } },
    },
};
