import { arn, type AwsLocation } from "../pattern/location";

/** How a node signs its calls: it decides which ARNs the calls are about, and which key tells that a node sent them. */
export interface NodeKind {
    /** The ARNs of all nodes of the kind in a location. */
    readonly arns: (location: AwsLocation) => readonly string[];
    /**
     * The keys that hold the ARN of the node that signs, either of them.
     *
     * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
     */
    readonly sourceKeys: readonly string[];
}

const instances = (location: AwsLocation): readonly string[] => [arn(location, "ec2", "instance/*")];

/** The keys of who signs: of an instance with its profile, and of any other node. A request has one of them at most. */
export const sourceInstanceKeys = ["ec2:SourceInstanceARN", "ssm:SourceInstanceARN"] as const;

/** An EC2 instance that signs with its instance profile. */
export const profiledInstance: NodeKind = { arns: instances, sourceKeys: [sourceInstanceKeys[0]] };

/** An EC2 instance that signs with the default role of its Region. AWS does not say which key it then sends. */
export const hostManagedInstance: NodeKind = { arns: instances, sourceKeys: sourceInstanceKeys };

/** A machine that was registered by an activation, on premises, in another cloud or at the edge: its id is `mi-…`. */
export const registeredNode: NodeKind = {
    arns: (location) => [arn(location, "ssm", "managed-instance/*")],
    sourceKeys: [sourceInstanceKeys[1]],
};
