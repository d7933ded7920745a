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

/** Who opens sessions: which kinds, on which nodes, and that everybody keeps to his own. */

type Users = Unwrap<SessionUsers>;

export const sessionUsersConstraints: Constraints<Users> = {
    properties: {
        ...targetConstraints,
        grantees: granteesConstraints,
        documents: { atLeast: 1, each: limit.documentName },
        kmsKeyArn: limit.kmsKeyArn,
    },
    groups: [{ rule: "exactlyOne", of: ["targetTags", "nodeIds"] }],
};

/** The documents of AWS that each open a way of their own, by the arg that asks for it. */
const ways = {
    ssh: "AWS-StartSSHSession",
    portForwarding: "AWS-StartPortForwardingSession",
    remotePortForwarding: "AWS-StartPortForwardingSessionToRemoteHost",
} as const;
const wayNames = ["ssh", "portForwarding", "remotePortForwarding"] as const;

const documentsOf = ({ documents = [], ...users }: Users): readonly string[] => [
    ...documents,
    ...wayNames.filter((way) => users[way] === true).map((way) => ways[way]),
];

/** The id of a session begins with that of the identity that started it; the variable is true of every kind of identity. */
const ownSessions = (location: AwsLocation, { ownSessionsAnywhere = false }: Users): string =>
    arn(location, "ssm", "session/${aws:userid}-*", ownSessionsAnywhere ? { region: "*", accountId: "*" } : {});

/**
 * Resuming and ending, by the id or by the tag that Systems Manager puts on a session. AWS shows the tag with a star right after
 * the user's own id, which is the beginning of other users' ids too: `ann` is that of `annabel`. An id of a session goes on
 * with a hyphen.
 */
const keepOwnSessions = (location: AwsLocation, users: Users): Statement => {
    const actions = ["ssm:ResumeSession", "ssm:TerminateSession"];
    return users.ownSessionsByTag === true
        ? allow("KeepOwnSessions", actions, [arn(location, "ssm", "session/*")], {
              StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": ["${aws:userid}", "${aws:userid}-*"] },
          })
        : allow("KeepOwnSessions", actions, [ownSessions(location, users)]);
};

/**
 * Nodes and documents stand apart, because a condition on a node's tag denies every document. The plugin on the user's
 * machine asks for the data key itself, so no service stands between it and the key.
 */
export const openSessions = (location: AwsLocation, users: Users, preferredKeyArn?: string): PlannedDocument => {
    const { console = false, documentAccessCheck = true, kmsKeyArn = preferredKeyArn } = users;
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
        allow("OpenOwnSessions", ["ssmmessages:OpenDataChannel"], [ownSessions(location, users)]),
        keepOwnSessions(location, users),
        ...(kmsKeyArn === undefined ? [] : [allow("EncryptSessions", ["kms:GenerateDataKey"], [kmsKeyArn])]),
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

/** What is wrong with users of whom each arg looks right, or beside the preferences. */
export const sessionUsersIssues = (args: Unwrap<SessionAccessArgs>): readonly ValidationIssue[] => {
    const { users, preferences } = args;
    if (users === undefined) {
        return [];
    }
    const wanted = Object.entries(ways);
    return [
        ...(documentsOf(users).length === 0
            ? [
                  {
                      path: "users",
                      message: "lets users open no kind of session",
                      fix: `Give "documents", ${wayNames.map((way) => `"${way}"`).join(" or ")}.`,
                  },
              ]
            : []),
        ...(users.documents ?? []).flatMap((value: unknown, i) =>
            wanted.flatMap(([way, name]) =>
                typeof value === "string" && (value === name || value.endsWith(`/${name}`))
                    ? [
                          {
                              path: `users.documents[${String(i)}]`,
                              value,
                              message: "opens a way around the logs of sessions, which is asked for by name",
                              fix: `Write "${way}: true" instead.`,
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
                      message: "is another key than that of preferences, so that no session would open",
                      fix: "Take it away, or name the same key.",
                  },
              ]
            : []),
    ];
};
