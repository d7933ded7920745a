import { allow, passRole, type Statement } from "../../policypack/iam";
import { bucketArn, documentArn, type Place } from "../pattern/location";
import type { Unverified } from "../pattern/pattern";
import { servicePrincipal } from "./servicePrincipal";
import { carryingTags, nodeArns, targetLimits, type TargetNodes } from "./targetNodes";
import * as limit from "../pattern/values";

/** Which documents are sent to which nodes, and what a command may name beside them. */
export interface Command extends TargetNodes {
    readonly documents: readonly string[];
    readonly outputBucketName?: string | undefined;
    readonly notificationRoleArns?: readonly string[] | undefined;
}

/** The limits of a command's properties. */
export const commandLimits = {
    documents: { atLeast: 1, each: limit.documentName },
    ...targetLimits,
    outputBucketName: limit.bucketName,
    notificationRoleArns: { atLeast: 1, each: limit.roleArn },
} as const;

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
    allow("SendToNodes", ["ssm:SendCommand"], nodeArns(place, command), carryingTags(command)),
    ...(command.outputBucketName === undefined
        ? []
        : [allow("SendOutputToBucket", ["ssm:SendCommand"], [bucketArn(place, command.outputBucketName)])]),
    ...(command.notificationRoleArns === undefined
        ? []
        : [passRole("PassNotificationRole", command.notificationRoleArns, servicePrincipal(place, "ssm"))]),
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
