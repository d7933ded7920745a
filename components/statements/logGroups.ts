import { allow, type Statement } from "../../policypack/iam";
import { arn, type AwsLocation } from "../pattern/location";

/** The ARN of a log group in the form that flow logs use, without `:*`. */
export const logGroupArn = (location: AwsLocation, group: string): string =>
    arn(location, "logs", `log-group:${group}`);

/** The ARNs of the log groups and of their streams, but not of log groups whose name has one of them as a prefix. */
export const logGroupArns = (location: AwsLocation, groups: readonly string[]): readonly string[] =>
    groups.flatMap((group) => [logGroupArn(location, group), logGroupArn(location, `${group}:*`)]);

/** Allows writing to existing log groups. */
export const writeLogs = (location: AwsLocation, sid: string, groups: readonly string[]): Statement =>
    allow(
        sid,
        ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        logGroupArns(location, groups),
    );

/** Allows creating exactly these log groups. */
export const createLogGroups = (location: AwsLocation, sid: string, groups: readonly string[]): Statement =>
    allow(sid, ["logs:CreateLogGroup"], logGroupArns(location, groups));

/** Writers look up the log group first. The action supports no resource-level permissions. */
export const findLogGroups: Statement = allow("FindLogGroups", ["logs:DescribeLogGroups"], ["*"]);
