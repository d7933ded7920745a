import { allow, passRole, type Conditions, type Statement } from "../../policypack/iam";
import { arn, bucketArn, documentArn, type Place } from "./place";
import { servicePrincipal } from "./servicePrincipals";
import * as limit from "./valueLimits";

/** Which documents are sent to which nodes, and what a command may name beside them. */
export interface Command {
    readonly documents: readonly string[];
    readonly targetTags?: Readonly<Record<string, readonly string[]>> | undefined;
    readonly nodeIds?: readonly string[] | undefined;
    readonly outputBucketName?: string | undefined;
    readonly notificationRoleArns?: readonly string[] | undefined;
}

/** The limits of a command's properties. */
export const commandLimits = {
    documents: { atLeast: 1, each: limit.documentName },
    // Without a key there would be no condition: every node.
    targetTags: { atLeast: 1, keys: limit.tagKey, values: { atLeast: 1, each: limit.tagValue } },
    nodeIds: { atLeast: 1, each: limit.nodeId },
    outputBucketName: limit.bucketName,
    notificationRoleArns: { atLeast: 1, each: limit.roleArn },
} as const;

/**
 * `ssm:resourceTag`, not `aws:ResourceTag`: with a global key, `SendCommand` asks for a second statement under
 * `aws:ViaAWSService`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html
 */
const carrying = (tags: Command["targetTags"]): Conditions | undefined =>
    tags && {
        StringEquals: Object.fromEntries(
            Object.entries(tags).map(([key, values]) => [`ssm:resourceTag/${key}`, values]),
        ),
    };

const nodeArn = (place: Place, id: string): string =>
    id.startsWith("mi-") ? arn(place, "ssm", `managed-instance/${id}`) : arn(place, "ec2", `instance/${id}`);

/** Every node of the place. */
const everyNode = (place: Place): readonly string[] => [
    arn(place, "ec2", "instance/*"),
    arn(place, "ssm", "managed-instance/*"),
];

/**
 * What sending named documents to named nodes takes. Documents and nodes stand apart, because a condition on a node's tag
 * denies every document, which has no such tag.
 */
export const sendCommand = (place: Place, command: Command): readonly Statement[] => [
    allow(
        "SendDocuments",
        ["ssm:SendCommand"],
        command.documents.map((name) => documentArn(place, name)),
    ),
    allow(
        "SendToNodes",
        ["ssm:SendCommand"],
        command.nodeIds?.map((id) => nodeArn(place, id)) ?? everyNode(place),
        carrying(command.targetTags),
    ),
    ...(command.outputBucketName === undefined
        ? []
        : [allow("SendOutputToBucket", ["ssm:SendCommand"], [bucketArn(place, command.outputBucketName)])]),
    ...(command.notificationRoleArns === undefined
        ? []
        : [passRole("PassNotificationRole", command.notificationRoleArns, servicePrincipal(place, "ssm"))]),
];
