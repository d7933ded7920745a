import { allow } from "../../policypack/iam";
import type { SessionAccessArgs } from "./args";
import type { SessionUsers } from "./usersArgs";
import type { Unwrap } from "../pattern/args";
import { granteesConstraints } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import { documentArn, type AwsLocation } from "../pattern/location";
import { grant, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { keepOwnSessions, openDataChannels } from "../statements/ownSessions";
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
