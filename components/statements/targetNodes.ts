import type { Conditions } from "../../policypack/iam";
import { arn, type AwsLocation } from "../pattern/location";
import { requireTags } from "./tagConditions";
import * as limit from "../pattern/values";

/** Nodes by tag or ID; all nodes if neither is set. */
export interface TargetNodes {
    readonly targetTags?: Readonly<Record<string, readonly string[]>> | undefined;
    readonly nodeIds?: readonly string[] | undefined;
}

/** Constraints on node tags and IDs. */
export const targetConstraints = {
    // Without a key there would be no condition, and all nodes would match.
    targetTags: { atLeast: 1, keys: limit.matchedTagKey, values: { atLeast: 1, each: limit.tagValue } },
    nodeIds: { atLeast: 1, each: limit.nodeId },
} as const;

/**
 * Uses `ssm:resourceTag`, not `aws:ResourceTag`: with the global key, `SendCommand` needs a second statement with
 * `aws:ViaAWSService`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html
 */
export const nodesWithTags = ({ targetTags }: TargetNodes): Conditions | undefined =>
    requireTags("ssm:resourceTag", targetTags);

const nodeArn = (location: AwsLocation, id: string): string =>
    id.startsWith("mi-") ? arn(location, "ssm", `managed-instance/${id}`) : arn(location, "ec2", `instance/${id}`);

/** All nodes in the location: EC2 instances and managed instances. */
export const everyNode = (location: AwsLocation): readonly string[] => [
    arn(location, "ec2", "instance/*"),
    arn(location, "ssm", "managed-instance/*"),
];

/** The ARNs of the nodes. Nodes by tag are limited by a condition instead. */
export const nodeArns = (location: AwsLocation, { nodeIds }: TargetNodes): readonly string[] =>
    nodeIds?.map((id) => nodeArn(location, id)) ?? everyNode(location);
