import { allow, type Statement } from "../../policypack/iam";
import type { SessionAccessArgs } from "./args";
import type { SessionUsers } from "./usersArgs";
import type { Unwrap } from "../pattern/args";
import { granteesConstraints } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import { arn, documentArn, type AwsLocation } from "../pattern/location";
import { grant, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { nodesWithTags, nodeArns, targetConstraints } from "../statements/targetNodes";
import * as limit from "../pattern/values";

/** Permission to start sessions: which kinds, on which nodes, and access to own sessions only. */

type Users = Unwrap<SessionUsers>;

export const sessionUsersConstraints: Constraints<Users> = {
    properties: {
        ...targetConstraints,
        grantees: granteesConstraints,
        documents: { atLeast: 1, each: limit.documentName },
        kmsKeyArn: limit.kmsKeyArn,
        furtherKmsKeyArns: { atLeast: 1, each: limit.kmsKeyArn },
    },
    groups: [{ rule: "exactlyOne", of: ["targetTags", "nodeIds"] }],
};

/** The AWS-owned documents of unlogged tunnels, by the arg that allows them. */
const tunnelDocuments = {
    ssh: "AWS-StartSSHSession",
    portForwarding: "AWS-StartPortForwardingSession",
    remotePortForwarding: "AWS-StartPortForwardingSessionToRemoteHost",
} as const;
const tunnels = ["ssh", "portForwarding", "remotePortForwarding"] as const;

const documentsOf = ({ documents = [], ...users }: Users): readonly string[] => [
    ...documents,
    ...tunnels.filter((tunnel) => users[tunnel] === true).map((tunnel) => tunnelDocuments[tunnel]),
];

const sessionArn = (location: AwsLocation, id: string, { ownSessionsAnywhere = false }: Users): string =>
    arn(location, "ssm", `session/${id}`, ownSessionsAnywhere ? { region: "*", accountId: "*" } : {});

const startedByCaller = "${aws:userid}-*";

/**
 * Allows resuming and terminating own sessions. The ID of a session starts with the user name or the role session name,
 * while `aws:userid` of a role is `AROA…:name`, so AWS's documented ARN is known to match nobody who assumed a role. The
 * tag that Systems Manager adds has been seen to match them. Neither matches other users' sessions, so both are allowed.
 * AWS's sample has a wildcard right after the user ID, which matches other users too: `ann*` matches `annabel`. In a
 * session ID, a hyphen follows the user ID.
 */
const keepOwnSessions = (location: AwsLocation, users: Users): readonly Statement[] => {
    const actions = ["ssm:ResumeSession", "ssm:TerminateSession"];
    return [
        allow("KeepOwnSessions", actions, [sessionArn(location, startedByCaller, users)]),
        allow("KeepOwnSessionsByTag", actions, [sessionArn(location, "*", users)], {
            StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": ["${aws:userid}", startedByCaller] },
        }),
    ];
};

/**
 * A data channel opens only with the token that AWS returned to whoever started or resumed the session. The tag of own
 * sessions does not apply to this action, and the ARN of own sessions does not match users who assumed a role.
 */
const openDataChannels = (location: AwsLocation, users: Users): Statement =>
    allow(
        "OpenDataChannels",
        ["ssmmessages:OpenDataChannel"],
        [sessionArn(location, users.ownDataChannelsOnly === true ? startedByCaller : "*", users)],
    );

/**
 * Nodes and documents need separate statements, because a condition on node tags would not match documents. The Session
 * Manager plugin requests the data key itself, so the key permission has no `kms:ViaService` condition.
 */
export const openSessions = (location: AwsLocation, users: Users, preferredKeyArn?: string): PlannedDocument => {
    const { console = false, documentAccessCheck = true, kmsKeyArn = preferredKeyArn, furtherKmsKeyArns = [] } = users;
    const keys = [...(kmsKeyArn === undefined ? [] : [kmsKeyArn]), ...furtherKmsKeyArns];
    const onNodes = nodesWithTags(users);
    return grant(
        allow(
            "StartOnNodes",
            ["ssm:StartSession"],
            nodeArns(location, users),
            documentAccessCheck ? { ...onNodes, BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } } : onNodes,
        ),
        allow(
            "StartByDocuments",
            ["ssm:StartSession"],
            documentsOf(users).map((name) => documentArn(location, name)),
        ),
        openDataChannels(location, users),
        ...keepOwnSessions(location, users),
        ...(keys.length === 0 ? [] : [allow("EncryptSessions", ["kms:GenerateDataKey"], keys)]),
        ...(console
            ? [
                  allow("AskWhetherNodesAnswer", ["ssm:GetConnectionStatus"], nodeArns(location, users), onNodes),
                  allow(
                      "ListNodesAndSessions",
                      ["ec2:DescribeInstances", "ssm:DescribeInstanceProperties", "ssm:DescribeSessions"],
                      ["*"],
                  ),
              ]
            : []),
    );
};

/** Validates the users' args against each other and against the preferences. */
export const sessionUsersIssues = (args: Unwrap<SessionAccessArgs>): readonly ValidationIssue[] => {
    const { users, preferences } = args;
    if (users === undefined) {
        return [];
    }
    const argsByDocument = Object.entries(tunnelDocuments);
    return [
        ...(documentsOf(users).length === 0
            ? [
                  {
                      path: "users",
                      message: "allows no kind of session",
                      fix: `Set "documents", ${tunnels.map((tunnel) => `"${tunnel}"`).join(" or ")}.`,
                  },
              ]
            : []),
        ...(users.documents ?? []).flatMap((value: unknown, i) =>
            argsByDocument.flatMap(([arg, name]) =>
                typeof value === "string" && (value === name || value.endsWith(`/${name}`))
                    ? [
                          {
                              path: `users.documents[${String(i)}]`,
                              value,
                              message: "opens a tunnel that Session Manager does not log",
                              fix: `Set "${arg}: true" instead.`,
                          },
                      ]
                    : [],
            ),
        ),
        ...(typeof users.kmsKeyArn === "string" &&
        typeof preferences?.kmsKeyArn === "string" &&
        users.kmsKeyArn !== preferences.kmsKeyArn
            ? [
                  {
                      path: "users.kmsKeyArn",
                      value: users.kmsKeyArn,
                      message: "differs from preferences.kmsKeyArn, so no session could start",
                      fix: "Remove it, or use the same key.",
                  },
              ]
            : []),
    ];
};
