/** Patch baselines by ID or ARN: constraints, ARNs and the actions that read them. */
import type { ValueConstraint } from "../pattern/constraints";
import { arn, type AwsLocation } from "../pattern/location";

const id = "pb-[0-9a-f]{17}";
const prefix = "arn:[a-z-]+:ssm:[a-z0-9-]+:\\d{12}:patchbaseline/";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetPatchBaseline.html */
export const patchBaseline: ValueConstraint = {
    description: 'a patch baseline: "pb-" and 17 hexadecimal digits, or its ARN',
    pattern: `(${prefix})?${id}`,
};

export const baselineId: ValueConstraint = {
    description: 'the ID of one baseline: "pb-" and 17 hexadecimal digits',
    pattern: id,
};

export const baselineArn: ValueConstraint = {
    description: "the ARN of one baseline: arn:PARTITION:ssm:REGION:ACCOUNT:patchbaseline/ID, without a wildcard",
    pattern: `${prefix}${id}`,
};

/** The ARNs of the baselines, by default of all baselines in the account. AWS-owned baselines are given by ARN. */
export const baselineArns = (location: AwsLocation, baselines: readonly string[] = ["*"]): readonly string[] =>
    baselines.map((one) => (one.startsWith("arn:") ? one : arn(location, "ssm", `patchbaseline/${one}`)));

/** The actions that read a baseline. */
export const readBaseline = ["ssm:DescribeEffectivePatchesForPatchBaseline", "ssm:GetPatchBaseline"] as const;
