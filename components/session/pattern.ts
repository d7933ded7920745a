import { allow, type Conditions } from "../../policypack/iam";
import type { SessionAccessArgs, SessionAdministratorsArgs, SessionAuditorsArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { foreignRegion } from "../pattern/sameAccountAndRegion";
import { granteesLimits, granteesProblems } from "../pattern/grantees";
import type { Limits } from "../pattern/constraints";
import { logGroupArns } from "../statements/logGroups";
import type { Identity } from "../pattern/naming";
import { patternLimits } from "../pattern/commonConstraints";
import type { Place } from "../pattern/location";
import { grant, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { plannedPolicies } from "../pattern/namedResources";
import { bucketLimits, readBucket } from "../statements/readBucket";
import { preferencesDocument, preferencesLimits, preferencesProblems, preferencesWarnings } from "./preferences";
import { openSessions, sessionUsersLimits, sessionUsersProblems } from "./users";
import { everyNode } from "../statements/targetNodes";
import * as limit from "../pattern/values";

type Args = Unwrap<SessionAccessArgs>;

/** Those who hold a policy of their own, by the arg that names them. */
export const sessionHolders = ["users", "administrators", "auditors"] as const;
type Holder = (typeof sessionHolders)[number];

const limits: Limits<Args> = {
    properties: {
        ...patternLimits,
        users: sessionUsersLimits,
        preferences: preferencesLimits,
        administrators: { properties: { grantees: granteesLimits } },
        auditors: {
            properties: {
                grantees: granteesLimits,
                logGroupNames: { atLeast: 1, each: limit.logGroupName },
                records: { properties: bucketLimits },
            },
        },
    },
    together: [{ rule: "atLeastOne", of: [...sessionHolders, "preferences"] }],
};

/** AWS knows this key in three partitions; in any other no request ever carries it, and a condition would deny all. */
const ofSessions = ({ partition }: Place): Conditions | undefined =>
    ["aws", "aws-cn", "aws-us-gov"].includes(partition)
        ? { StringEquals: { "ssm:DocumentType": "Session" } }
        : undefined;

const changePreferences = (
    place: Place,
    document: Planned,
    { deletePreferences = false }: Unwrap<SessionAdministratorsArgs>,
): PlannedDocument =>
    grant(
        allow(
            "ChangePreferences",
            [
                "ssm:CreateDocument",
                "ssm:DescribeDocument",
                "ssm:GetDocument",
                "ssm:ListDocumentVersions",
                "ssm:UpdateDocument",
                "ssm:UpdateDocumentDefaultVersion",
                ...(deletePreferences ? ["ssm:DeleteDocument"] : []),
            ],
            [document.arn],
            ofSessions(place),
        ),
    );

const audit = (
    place: Place,
    document: Planned,
    { logGroupNames, records }: Unwrap<SessionAuditorsArgs>,
): PlannedDocument =>
    grant(
        allow("ListSessions", ["ssm:DescribeSessions"], ["*"]),
        allow("AskWhetherNodesAnswer", ["ssm:GetConnectionStatus"], everyNode(place)),
        allow("ReadPreferences", ["ssm:DescribeDocument", "ssm:GetDocument"], [document.arn]),
        ...(logGroupNames === undefined
            ? []
            : [
                  allow(
                      "ReadSessionLogs",
                      ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"],
                      logGroupArns(place, logGroupNames),
                  ),
              ]),
        ...(records === undefined ? [] : readBucket(place, "Records", records)),
    );

const problems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...sessionUsersProblems(args),
    ...(args.preferences === undefined ? [] : preferencesProblems(args.preferences)),
    ...foreignRegion("users.kmsKeyArn", args.users?.kmsKeyArn, identity),
    ...foreignRegion("preferences.kmsKeyArn", args.preferences?.kmsKeyArn, identity),
    ...granteesProblems(args, sessionHolders, identity),
];

/** Sessions: who opens them, how they are kept, who may change that, who looks at them. */
export const session: Pattern<
    Args,
    Record<Holder, Planned> & {
        /** With an ARN only where the document is made here. */
        readonly preferences: { readonly name: string; readonly arn?: string };
    },
    Record<Holder, PlannedDocument | undefined>
> = {
    component: "SessionAccess",
    summary:
        "Who may open which sessions on which nodes, the preferences of sessions, who may change and who may audit them.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-run-as.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html",
    ],
    unverified: [
        {
            fact: "AWS took away the page that explains ssm:SessionDocumentAccessCheck, but still lists the key; whether it is needed any more is not said.",
            arg: "users.documentAccessCheck",
            check: "As a user without the document of shells, and without the check, start a session that names no document. A shell means that the check is needed.",
        },
        {
            fact: "AWS writes own sessions with any Region and any account in their ARN; that they are of the session's own Region and account is inferred.",
            arg: "users.ownSessionsAnywhere",
            check: "Start and end a session as a user. Where either is denied on the session, set the arg.",
        },
    ],
    limits,
    problems,
    warnings: ({ preferences }, identity, neighbours) =>
        preferences === undefined ? [] : preferencesWarnings(preferences, identity, neighbours),
    names: (identity, explicit) => {
        const document = preferencesDocument(identity, explicit);
        return {
            ...plannedPolicies(identity, sessionHolders, explicit),
            preferences: explicit.preferences === undefined ? { name: document.name } : document,
        };
    },
    documents: (identity, args) => {
        const { place } = identity;
        const document = preferencesDocument(identity, args);
        return {
            users: args.users && openSessions(place, args.users, args.preferences?.kmsKeyArn),
            administrators: args.administrators && changePreferences(place, document, args.administrators),
            auditors: args.auditors && audit(place, document, args.auditors),
        };
    },
};
