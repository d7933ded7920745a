import { allow, passRole, type Statement } from "../../policypack/iam";
import { bucketArn, documentArn, type AwsLocation } from "../pattern/location";
import type { Unverified } from "../pattern/pattern";
import { servicePrincipal } from "./servicePrincipal";
import { nodesWithTags, nodeArns, targetConstraints, type TargetNodes } from "./targetNodes";
import * as limit from "../pattern/values";

/** Which documents are sent to which nodes, and what a command may name beside them. */
export interface Command extends TargetNodes {
    readonly documents: readonly string[];
    readonly outputBucketName?: string | undefined;
    readonly notificationRoleArns?: readonly string[] | undefined;
}

/** The limits of a command's properties. */
export const commandConstraints = {
    documents: { atLeast: 1, each: limit.documentName },
    ...targetConstraints,
    outputBucketName: limit.bucketName,
    notificationRoleArns: { atLeast: 1, each: limit.roleArn },
} as const;

/**
 * What sending named documents to named nodes takes. Documents and nodes stand apart, because a condition on a node's tag
 * denies every document, which has no such tag.
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

/** Following commands knows no resource, so a star is the only form. */
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

/** What AWS leaves open about the output of commands. */
export const unverifiedOutputBucket: Unverified = {
    fact: "When ssm:SendCommand is judged on a bucket is not explained by AWS.",
    arg: "outputBucketName",
    check: "Send a command with an output bucket as an operator without the arg; denied means that it is needed.",
};
