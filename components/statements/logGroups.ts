import { allow, type Statement } from "../../policypack/iam";
import { arn, type AwsLocation } from "../pattern/location";

/** The ARN of a log group, as flow logs name it. */
export const logGroupArn = (location: AwsLocation, group: string): string =>
    arn(location, "logs", `log-group:${group}`);

/** A group itself, and its streams; a name that only begins so is another group. */
export const logGroupArns = (location: AwsLocation, groups: readonly string[]): readonly string[] =>
    groups.flatMap((group) => [logGroupArn(location, group), logGroupArn(location, `${group}:*`)]);

/** Writing to log groups that exist. */
export const writeLogs = (location: AwsLocation, sid: string, groups: readonly string[]): Statement =>
    allow(
        sid,
        ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        logGroupArns(location, groups),
    );

/** Making exactly these log groups. */
export const createLogGroups = (location: AwsLocation, sid: string, groups: readonly string[]): Statement =>
    allow(sid, ["logs:CreateLogGroup"], logGroupArns(location, groups));

/** This action knows no resource; whoever writes to a group looks for it first. */
export const findLogGroups: Statement = allow("FindLogGroups", ["logs:DescribeLogGroups"], ["*"]);
