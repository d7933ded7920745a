import { allow, type Conditions } from "../../policypack/iam";
import type { SessionAccessArgs, SessionAdministrators, SessionAuditors } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameRegion } from "../pattern/sameAccountAndRegion";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import { logGroupArns } from "../statements/logGroups";
import type { NamingScope } from "../pattern/naming";
import { patternConstraints } from "../pattern/commonConstraints";
import type { AwsLocation } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicies } from "../pattern/namedResources";
import { bucketConstraints, readBucket } from "../statements/readBucket";
import { preferencesDocument, preferencesConstraints, preferencesIssues, preferencesWarnings } from "./preferences";
import { openSessions, sessionUsersConstraints, sessionUsersIssues } from "./users";
import { everyNode } from "../statements/targetNodes";
import * as limit from "../pattern/values";

type Args = Unwrap<SessionAccessArgs>;

/** Those who hold a policy of their own, by the arg that names them. */
export const sessionAccessLevels = ["users", "administrators", "auditors"] as const;
type AccessLevel = (typeof sessionAccessLevels)[number];

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        users: sessionUsersConstraints,
        preferences: preferencesConstraints,
        administrators: { properties: { grantees: granteesConstraints } },
        auditors: {
            properties: {
                grantees: granteesConstraints,
                logGroupNames: { atLeast: 1, each: limit.logGroupName },
                records: { properties: bucketConstraints },
            },
        },
    },
    groups: [{ rule: "atLeastOne", of: [...sessionAccessLevels, "preferences"] }],
};

/** AWS knows this key in three partitions; in any other no request ever carries it, and a condition would deny all. */
const ofSessions = ({ partition }: AwsLocation): Conditions | undefined =>
    ["aws", "aws-cn", "aws-us-gov"].includes(partition)
        ? { StringEquals: { "ssm:DocumentType": "Session" } }
        : undefined;

const changePreferences = (
    location: AwsLocation,
    document: NamedResource,
    { deletePreferences = false }: Unwrap<SessionAdministrators>,
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
            ofSessions(location),
        ),
    );

const audit = (
    location: AwsLocation,
    document: NamedResource,
    { logGroupNames, records }: Unwrap<SessionAuditors>,
): PlannedDocument =>
    grant(
        allow("ListSessions", ["ssm:DescribeSessions"], ["*"]),
        allow("AskWhetherNodesAnswer", ["ssm:GetConnectionStatus"], everyNode(location)),
        allow("ReadPreferences", ["ssm:DescribeDocument", "ssm:GetDocument"], [document.arn]),
        ...(logGroupNames === undefined
            ? []
            : [
                  allow(
                      "ReadSessionLogs",
                      ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"],
                      logGroupArns(location, logGroupNames),
                  ),
              ]),
        ...(records === undefined ? [] : readBucket(location, "Records", records)),
    );

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...sessionUsersIssues(args),
    ...(args.preferences === undefined ? [] : preferencesIssues(args.preferences)),
    ...requireSameRegion("users.kmsKeyArn", args.users?.kmsKeyArn, scope),
    ...requireSameRegion("preferences.kmsKeyArn", args.preferences?.kmsKeyArn, scope),
    ...granteesIssues(args, sessionAccessLevels, scope),
];

/** Sessions: who opens them, how they are kept, who may change that, who looks at them. */
export const session: Pattern<
    Args,
    Record<AccessLevel, NamedResource> & {
        /** With an ARN only where the document is made here. */
        readonly preferences: { readonly name: string; readonly arn?: string };
    },
    Record<AccessLevel, PlannedDocument | undefined>
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
    constraints,
    validate,
    warnings: ({ preferences }, scope, neighbours) =>
        preferences === undefined ? [] : preferencesWarnings(preferences, scope, neighbours),
    names: (scope, explicit) => {
        const document = preferencesDocument(scope, explicit);
        return {
            ...namedPolicies(scope, sessionAccessLevels, explicit),
            preferences: explicit.preferences === undefined ? { name: document.name } : document,
        };
    },
    documents: (scope, args) => {
        const { location } = scope;
        const document = preferencesDocument(scope, args);
        return {
            users: args.users && openSessions(location, args.users, args.preferences?.kmsKeyArn),
            administrators: args.administrators && changePreferences(location, document, args.administrators),
            auditors: args.auditors && audit(location, document, args.auditors),
        };
    },
};
