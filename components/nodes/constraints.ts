import type { NodeBucket, NodeSourceBucket } from "./bucketsArgs";
import type { NodeCoreArgs, NodeFeaturesArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { awsBucketsConstraints } from "./awsBuckets";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { namedParameterConstraints } from "../statements/readParameters";
import { patchBaseline } from "../statements/patchBaselines";
import * as limit from "../pattern/values";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
const namespace: ValueConstraint = {
    description: 'a metric namespace: 1 to 255 letters, digits or any of "._/#-", not beginning with "AWS/"',
    pattern: "(?!AWS/)[A-Za-z0-9._/#-]{1,255}",
};

const directoryId: ValueConstraint = {
    description: 'a directory ID: "d-" and 10 hexadecimal digits',
    pattern: "d-[0-9a-f]{10}",
};

/** The key is part of an ARN, where a wildcard or policy variable would match more objects. */
const objectKey: ValueConstraint = {
    description: 'the key of one object: a key without a leading slash and without "*", "?" or "$"',
    pattern: "(?=.{1,1024}$)[A-Za-z0-9!_.'()-][A-Za-z0-9!_.'()/-]*",
};

/** A managed policy to attach to the role of nodes. */
export const managedPolicyArn: ValueConstraint = {
    ...limit.managedPolicyArn,
    description: "the ARN of one managed policy of AWS or of this account: arn:PARTITION:iam::ACCOUNT:policy/NAME",
};

const bucketConstraints = {
    bucketName: limit.bucketName,
    keyPrefix: limit.keyPrefix,
    kmsKeyArn: limit.kmsKeyArn,
    accountId: limit.accountId,
} as const;

const outputBucket: Constraints<Unwrap<NodeBucket>> = { properties: bucketConstraints };
const sourceBucket: Constraints<Unwrap<NodeSourceBucket>> = {
    properties: { ...bucketConstraints, keys: { atLeast: 1, each: objectKey } },
};

/** Constraints on the args of the core, for the constraints of a pattern. */
export const nodeCoreConstraints: Required<Constraints<Unwrap<NodeCoreArgs>>>["properties"] = {
    documents: { atLeast: 1, each: limit.documentName },
};

/** Constraints on the args of the features, for the constraints of a pattern. */
export const nodeFeaturesConstraints: Required<Constraints<Unwrap<NodeFeaturesArgs>>>["properties"] = {
    parameters: {
        properties: namedParameterConstraints,
        groups: [{ rule: "atLeastOne", of: ["paths", "names"] }],
    },
    cloudWatchAgent: {
        properties: {
            namespaces: { atLeast: 1, each: namespace },
            configurationParameterNames: { atLeast: 1, each: limit.parameterName },
        },
    },
    directoryIds: { atLeast: 1, each: directoryId },
    logs: { properties: { logGroupNames: { atLeast: 1, each: limit.logGroupName } } },
    outputBuckets: { atLeast: 1, each: outputBucket },
    sourceBuckets: { atLeast: 1, each: sourceBucket },
    awsBuckets: awsBucketsConstraints,
    patchBaselines: { atLeast: 1, each: patchBaseline },
    sessions: {
        properties: { kmsKeyArn: limit.kmsKeyArn, logGroupName: limit.logGroupName, bucket: outputBucket },
        groups: [{ rule: "atLeastOne", of: ["kmsKeyArn", "logGroupName", "bucket"] }],
    },
};
