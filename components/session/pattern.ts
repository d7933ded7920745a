import { allow, type Conditions } from "../../policypack/iam";
import type { SessionAccessArgs, SessionAdministrators, SessionAuditors } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameRegion } from "../pattern/sameAccountAndRegion";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import { logGroupArns } from "../statements/logGroups";
import type { NamingScope } from "../pattern/naming";
import { patternConstraints, severalRegionsConstraints } from "../pattern/commonConstraints";
import type { AwsLocation } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicies } from "../pattern/namedResources";
import { grantAcrossRegions } from "../statements/acrossRegions";
import { bucketConstraints, readBucket } from "../statements/readBucket";
import { preferencesDocument, preferencesConstraints, preferencesIssues, preferencesWarnings } from "./preferences";
import { openSessions, sessionUsersConstraints, sessionUsersIssues } from "./users";
import { everyNode } from "../statements/targetNodes";
import * as limit from "../pattern/values";

type Args = Unwrap<SessionAccessArgs>;
type NameArgs = Pick<SessionAccessArgs, "path" | "preferences">;

/** The access levels that have a policy of their own, by arg name. */
export const sessionAccessLevels = ["users", "administrators", "auditors"] as const;
type AccessLevel = (typeof sessionAccessLevels)[number];

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        ...severalRegionsConstraints,
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

/**
 * AWS supports this condition key in three partitions; in the others, requests lack it and the condition never matches.
 */
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

/** The component creates the preferences of its own Region only. */
const idleRegions = (args: Args): readonly ValidationIssue[] =>
    args.furtherRegions === undefined || sessionAccessLevels.some((level) => args[level] !== undefined)
        ? []
        : [
              {
                  path: "furtherRegions",
                  value: args.furtherRegions,
                  message: "has no effect without an access level: the preferences are those of one Region",
                  fix: `Remove it, or set ${sessionAccessLevels.map((level) => `"${level}"`).join(", ")}.`,
              },
          ];

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...sessionUsersIssues(args),
    ...(args.preferences === undefined ? [] : preferencesIssues(args.preferences)),
    ...idleRegions(args),
    ...requireSameRegion("users.kmsKeyArn", args.users?.kmsKeyArn, scope),
    ...requireSameRegion(
        "users.furtherKmsKeyArns",
        args.users?.furtherKmsKeyArns,
        scope,
        undefined,
        args.furtherRegions,
    ),
    ...requireSameRegion("preferences.kmsKeyArn", args.preferences?.kmsKeyArn, scope),
    ...granteesIssues(args, sessionAccessLevels, scope),
];

/** Who may start sessions, the session preferences, who may change them, and who may audit sessions. */
export const session: Pattern<
    Args,
    Record<AccessLevel, NamedResource> & {
        /** Has an ARN only if the component creates the document. */
        readonly preferences: { readonly name: string; readonly arn?: string };
    },
    Record<AccessLevel, PlannedDocument | undefined>,
    NameArgs
> = {
    component: "SessionAccess",
    summary:
        "Who may start which sessions on which nodes, the session preferences, and who may change them or audit sessions.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-run-as.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html",
    ],
    unverified: [
        {
            fact: "AWS removed the page that explains ssm:SessionDocumentAccessCheck but still lists the condition key. AWS does not document whether it is still needed.",
            arg: "users.documentAccessCheck",
            check: "As a user without a shell document and without the check, start a session that specifies no document. If a shell opens, the check is needed.",
        },
        {
            fact: "AWS's samples identify own sessions by ${aws:userid}-* in the ARN or by the tag aws:ssmmessages:session-id. Reports of users who assumed a role say that the ARN does not match, and one that the tag does. Resuming and terminating allow both; data channels have no tag, so those of all sessions are allowed.",
            arg: "users.ownDataChannelsOnly",
            check: "As a user who assumed a role, start, resume and terminate a session, and try to terminate another user's. If all but the last work with ownDataChannelsOnly: true, keep it.",
        },
        {
            fact: "AWS's samples have wildcards for Region and account in the ARN of own sessions. That a session's ARN has the Region and account of the session is inferred.",
            arg: "users.ownSessionsAnywhere",
            check: "Start and terminate a session as a user. If either is denied on the session, set ownSessionsAnywhere to true.",
        },
    ],
    constraints,
    children: {
        users: { kind: "policy", purpose: "grantees" },
        administrators: { kind: "policy", purpose: "grantees" },
        auditors: { kind: "policy", purpose: "grantees" },
        preferences: { kind: "document", nameArg: "preferences.documentName" },
    },
    validate,
    warnings: ({ preferences }, scope, siblings) =>
        preferences === undefined ? [] : preferencesWarnings(preferences, scope, siblings),
    names: (scope, explicit) => {
        const document = preferencesDocument(scope.location, explicit);
        return {
            ...namedPolicies(scope, sessionAccessLevels, explicit),
            preferences: explicit.preferences === undefined ? { name: document.name } : document,
        };
    },
    documents: {
        users: ({ location }, args) => {
            const { users, preferences } = args;
            return (
                users &&
                grantAcrossRegions(location, args, (regional) => openSessions(regional, users, preferences?.kmsKeyArn))
            );
        },
        administrators: ({ location }, args) => {
            const { administrators } = args;
            return (
                administrators &&
                grantAcrossRegions(location, args, (regional) =>
                    changePreferences(regional, preferencesDocument(regional, args), administrators),
                )
            );
        },
        auditors: ({ location }, args) => {
            const { auditors } = args;
            return (
                auditors &&
                grantAcrossRegions(location, args, (regional) =>
                    audit(regional, preferencesDocument(regional, args), auditors),
                )
            );
        },
    },
};
