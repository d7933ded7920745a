import { allow, type Conditions, type Statement } from "../../policypack/iam";
import { arn, type AwsLocation } from "../pattern/location";

/** Which sessions count as those of the caller. */
export interface OwnSessions {
    /** Whether they may be in any Region and account. */
    readonly ownSessionsAnywhere?: boolean | undefined;
    /** Whether data channels are limited to sessions whose ID starts with the user ID of the caller. */
    readonly ownDataChannelsOnly?: boolean | undefined;
}

const sessionArn = (location: AwsLocation, id: string, { ownSessionsAnywhere = false }: OwnSessions): string =>
    arn(location, "ssm", `session/${id}`, ownSessionsAnywhere ? { region: "*", accountId: "*" } : {});

const startedByCaller = "${aws:userid}-*";

/**
 * Allows resuming and terminating own sessions. The ID of a session starts with the user name or the role session name,
 * while `aws:userid` of a role is `AROA…:name`, so AWS's documented ARN is known to match nobody who assumed a role. The
 * tag that Systems Manager adds has been seen to match them. Neither matches other users' sessions, so both are allowed.
 * AWS's sample has a wildcard right after the user ID, which matches other users too: `ann*` matches `annabel`. In a
 * session ID, a hyphen follows the user ID.
 */
export const keepOwnSessions = (location: AwsLocation, own: OwnSessions = {}): readonly Statement[] => {
    const actions = ["ssm:ResumeSession", "ssm:TerminateSession"];
    return [
        allow("KeepOwnSessions", actions, [sessionArn(location, startedByCaller, own)]),
        allow("KeepOwnSessionsByTag", actions, [sessionArn(location, "*", own)], {
            StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": ["${aws:userid}", startedByCaller] },
        }),
    ];
};

/**
 * A data channel opens only with the token that AWS returned to whoever started or resumed the session. The tag of own
 * sessions does not apply to this action, and the ARN of own sessions does not match users who assumed a role.
 */
export const openDataChannels = (location: AwsLocation, own: OwnSessions = {}, conditions?: Conditions): Statement =>
    allow(
        "OpenDataChannels",
        ["ssmmessages:OpenDataChannel"],
        [sessionArn(location, own.ownDataChannelsOnly === true ? startedByCaller : "*", own)],
        conditions,
    );
