import type { Conditions } from "../../policypack/iam";
import { arn, type AwsLocation } from "../pattern/location";
import { requireTags } from "./tagConditions";
import * as limit from "../pattern/values";

/** Nodes by tag or by id; all of them where neither is given. */
export interface TargetNodes {
    readonly targetTags?: Readonly<Record<string, readonly string[]>> | undefined;
    readonly nodeIds?: readonly string[] | undefined;
}

/** The limits of what names nodes. */
export const targetConstraints = {
    // Without a key there would be no condition: every node.
    targetTags: { atLeast: 1, keys: limit.tagKey, values: { atLeast: 1, each: limit.tagValue } },
    nodeIds: { atLeast: 1, each: limit.nodeId },
} as const;

/**
 * `ssm:resourceTag`, not `aws:ResourceTag`: with a global key, `SendCommand` asks for a second statement under
 * `aws:ViaAWSService`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html
 */
export const nodesWithTags = ({ targetTags }: TargetNodes): Conditions | undefined =>
    requireTags("ssm:resourceTag", targetTags);

const nodeArn = (location: AwsLocation, id: string): string =>
    id.startsWith("mi-") ? arn(location, "ssm", `managed-instance/${id}`) : arn(location, "ec2", `instance/${id}`);

/** Every node of the location, of either kind. */
export const everyNode = (location: AwsLocation): readonly string[] => [
    arn(location, "ec2", "instance/*"),
    arn(location, "ssm", "managed-instance/*"),
];

/** The ARNs of the nodes; those by tag are told apart by a condition. */
export const nodeArns = (location: AwsLocation, { nodeIds }: TargetNodes): readonly string[] =>
    nodeIds?.map((id) => nodeArn(location, id)) ?? everyNode(location);
