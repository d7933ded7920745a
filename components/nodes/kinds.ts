import { arn, type AwsLocation } from "../pattern/location";

/**
 * How a node signs its requests. This determines the ARNs of the nodes and the condition key that identifies a node.
 */
export interface NodeKind {
    /** The ARN patterns of all nodes of this kind in a location. */
    readonly arns: (location: AwsLocation) => readonly string[];
    /**
     * The condition keys that can contain the ARN of the signing node.
     *
     * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
     */
    readonly sourceKeys: readonly string[];
}

const instances = (location: AwsLocation): readonly string[] => [arn(location, "ec2", "instance/*")];

/**
 * The keys with the signing node: for an instance with a profile, and for any other node. A request has at most one.
 */
export const sourceInstanceKeys = ["ec2:SourceInstanceARN", "ssm:SourceInstanceARN"] as const;

/** An EC2 instance that signs with the role of its instance profile. */
export const profiledInstance: NodeKind = { arns: instances, sourceKeys: [sourceInstanceKeys[0]] };

/** An EC2 instance that signs with the default role of its Region. AWS does not document which key it sends. */
export const hostManagedInstance: NodeKind = { arns: instances, sourceKeys: sourceInstanceKeys };

/** A machine registered with an activation, on premises, in another cloud or at the edge. Its ID is `mi-…`. */
export const registeredNode: NodeKind = {
    arns: (location) => [arn(location, "ssm", "managed-instance/*")],
    sourceKeys: [sourceInstanceKeys[1]],
};
