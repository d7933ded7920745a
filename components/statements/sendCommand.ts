import { allow, passRole, type Statement } from "../../policypack/iam";
import { bucketArn, documentArn, type AwsLocation } from "../pattern/location";
import type { Unverified } from "../pattern/pattern";
import { servicePrincipal } from "./servicePrincipal";
import { nodesWithTags, nodeArns, targetConstraints, type TargetNodes } from "./targetNodes";
import * as limit from "../pattern/values";

/** The documents and nodes of a command, and what else it may use. */
export interface Command extends TargetNodes {
    readonly documents: readonly string[];
    readonly outputBucketName?: string | undefined;
    readonly notificationRoleArns?: readonly string[] | undefined;
}

/** Constraints on the properties of a command. */
export const commandConstraints = {
    documents: { atLeast: 1, each: limit.documentName },
    ...targetConstraints,
    outputBucketName: limit.bucketName,
    notificationRoleArns: { atLeast: 1, each: limit.roleArn },
} as const;

/**
 * Allows sending named documents to named nodes. Documents and nodes are in separate statements: a condition on node
 * tags would deny every document, because documents do not have these tags.
 */
export const sendCommand = (location: AwsLocation, command: Command): readonly Statement[] => [
    allow(
        "SendDocuments",
        ["ssm:SendCommand"],
        command.documents.map((name) => documentArn(location, name)),
    ),
    allow("SendToNodes", ["ssm:SendCommand"], nodeArns(location, command), nodesWithTags(command)),
    ...(command.outputBucketName === undefined
        ? []
        : [allow("SendOutputToBucket", ["ssm:SendCommand"], [bucketArn(location, command.outputBucketName)])]),
    ...(command.notificationRoleArns === undefined
        ? []
        : [passRole("PassNotificationRole", command.notificationRoleArns, servicePrincipal(location, "ssm"))]),
];

/** Allows following commands. The actions support no resource-level permissions. */
export const followCommands = (cancel = false): Statement =>
    allow(
        "FollowCommands",
        [
            "ssm:ListCommands",
            "ssm:ListCommandInvocations",
            "ssm:GetCommandInvocation",
            ...(cancel ? ["ssm:CancelCommand"] : []),
        ],
        ["*"],
    );

/** What AWS does not document about the output of commands. */
export const unverifiedOutputBucket: Unverified = {
    fact: "AWS does not document when it authorizes ssm:SendCommand on a bucket.",
    arg: "outputBucketName",
    check: "As an operator without the arg, send a command with an output bucket. If AWS denies it, the arg is needed.",
};
