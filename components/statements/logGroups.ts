import { allow, type Statement } from "../../policypack/iam";
import { arn, type Place } from "../pattern/location";

/** The ARN of a log group, as flow logs name it. */
export const logGroupArn = (place: Place, group: string): string => arn(place, "logs", `log-group:${group}`);

/** A group itself, and its streams; a name that only begins so is another group. */
export const logGroupArns = (place: Place, groups: readonly string[]): readonly string[] =>
    groups.flatMap((group) => [logGroupArn(place, group), logGroupArn(place, `${group}:*`)]);

/** Writing to log groups that exist. */
export const writeLogs = (place: Place, sid: string, groups: readonly string[]): Statement =>
    allow(sid, ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], logGroupArns(place, groups));

/** Making exactly these log groups. */
export const createLogGroups = (place: Place, sid: string, groups: readonly string[]): Statement =>
    allow(sid, ["logs:CreateLogGroup"], logGroupArns(place, groups));

/** This action knows no resource; whoever writes to a group looks for it first. */
export const findLogGroups: Statement = allow("FindLogGroups", ["logs:DescribeLogGroups"], ["*"]);
