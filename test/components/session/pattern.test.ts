import * as assert from "node:assert/strict";
import type { SessionAccessArgs } from "../../../components/session/args";
import type { Unwrap } from "../../../components/pattern/args";
import { session } from "../../../components/session/pattern";
import { preferencesContent } from "../../../components/session/preferences";
import { planDocuments } from "../../../components/pattern/pattern";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { keyArn } from "../managedInstance/fixture";
import { everything, otherwise, preferences, users } from "./fixture";

type Args = Unwrap<SessionAccessArgs>;

const scope = namingScope("SessionAccess");
const statements = (args: Args, holder: "users" | "administrators" | "auditors", location = {}) =>
    planDocuments(session, namingScope("SessionAccess", location), args)[holder]?.document.Statement;
const tags = {
    StringEquals: { "ssm:resourceTag/Environment": ["dev"], "ssm:resourceTag/Team": ["web", "batch"] },
};
const nodes = [
    "arn:aws:ec2:eu-west-1:123456789012:instance/*",
    "arn:aws:ssm:eu-west-1:123456789012:managed-instance/*",
];
const allSessions = "arn:aws:ssm:eu-west-1:123456789012:session/*";
const ownSessions = "arn:aws:ssm:eu-west-1:123456789012:session/${aws:userid}-*";
const ownByTag = {
    StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": ["${aws:userid}", "${aws:userid}-*"] },
};
const document = "arn:aws:ssm:eu-west-1:123456789012:document/SSM-SessionManagerRunShell";

describe("SessionAccess documents", () => {
    it("have separate statements for nodes, documents and own sessions of users", () => {
        assert.deepEqual(statements({ users, preferences }, "users"), [
            {
                Sid: "StartOnNodes",
                Effect: "Allow",
                Action: ["ssm:StartSession"],
                Resource: nodes,
                Condition: { ...tags, BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } },
            },
            {
                Sid: "StartByDocuments",
                Effect: "Allow",
                Action: ["ssm:StartSession"],
                Resource: [document, "arn:aws:ssm:eu-west-1:123456789012:document/Acme-TailLogs"],
            },
            {
                Sid: "OpenDataChannels",
                Effect: "Allow",
                Action: ["ssmmessages:OpenDataChannel"],
                Resource: [allSessions],
            },
            {
                Sid: "KeepOwnSessions",
                Effect: "Allow",
                Action: ["ssm:ResumeSession", "ssm:TerminateSession"],
                Resource: [ownSessions],
            },
            {
                Sid: "KeepOwnSessionsByTag",
                Effect: "Allow",
                Action: ["ssm:ResumeSession", "ssm:TerminateSession"],
                Resource: [allSessions],
                Condition: ownByTag,
            },
            { Sid: "EncryptSessions", Effect: "Allow", Action: ["kms:GenerateDataKey"], Resource: [keyArn("a")] },
        ]);
    });

    it("contain the AWS-owned document of each allowed tunnel", () => {
        const started = (args: NonNullable<Args["users"]>) =>
            statements({ users: args }, "users")?.find(({ Sid }) => Sid === "StartByDocuments")?.Resource;
        const some = { grantees: users.grantees, nodeIds: ["i-01234567"] };
        const awsOwned = (name: string) => [`arn:aws:ssm:eu-west-1::document/${name}`];
        assert.deepEqual(started({ ...some, ssh: true }), awsOwned("AWS-StartSSHSession"));
        assert.deepEqual(started({ ...some, portForwarding: true }), awsOwned("AWS-StartPortForwardingSession"));
        assert.deepEqual(
            started({ ...some, remotePortForwarding: true }),
            awsOwned("AWS-StartPortForwardingSessionToRemoteHost"),
        );
    });

    it("follow the args that switch unverified facts", () => {
        const [start, , open, keep, keepByTag] = statements({ users: otherwise }, "users") ?? [];
        assert.deepEqual(start?.Resource, [
            "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
            "arn:aws:ssm:eu-west-1:123456789012:managed-instance/mi-0123456789abcdef0",
        ]);
        assert.equal(start.Condition, undefined);
        assert.deepEqual(open?.Resource, ["arn:aws:ssm:*:*:session/${aws:userid}-*"]);
        assert.deepEqual(keep?.Resource, ["arn:aws:ssm:*:*:session/${aws:userid}-*"]);
        assert.equal(keep.Condition, undefined);
        assert.deepEqual(keepByTag?.Resource, ["arn:aws:ssm:*:*:session/*"]);
        assert.deepEqual(keepByTag.Condition, ownByTag);
    });

    it("use the key of the users, which can be set without preferences", () => {
        const kms = (args: Args) => statements(args, "users")?.find(({ Sid }) => Sid === "EncryptSessions")?.Resource;
        assert.deepEqual(kms({ users: { ...users, kmsKeyArn: keyArn("c") } }), [keyArn("c")]);
        assert.equal(kms({ users, preferences: {} }), undefined);
    });

    it("require ssm:DocumentType only in partitions that support it", () => {
        const args = { administrators: { grantees: { roles: ["platform"] } } };
        const hasCondition = ["aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b"].map((partition) => {
            const location = { partition, region: "us-iso-east-1" };
            const planned = planDocuments(session, namingScope("SessionAccess", location), args).administrators;
            return planned?.document.Statement[0]?.Condition !== undefined;
        });
        assert.deepEqual(hasCondition, [true, true, false, false]);
    });

    it("allow administrators to change exactly one document, and to delete it only with deletePreferences", () => {
        const grantees = { roles: ["platform"] };
        const [change] = statements({ administrators: { grantees } }, "administrators") ?? [];
        assert.deepEqual(change?.Resource, [document]);
        assert.deepEqual(change.Condition, { StringEquals: { "ssm:DocumentType": "Session" } });
        assert.equal(change.Action.includes("ssm:DeleteDocument"), false);
        const args = {
            administrators: { grantees, deletePreferences: true },
            preferences: { documentName: "Acme-Shell" },
        };
        const [all] = statements(args, "administrators") ?? [];
        assert.deepEqual(all?.Resource, [document.replace("SSM-SessionManagerRunShell", "Acme-Shell")]);
        assert.equal(all.Action.includes("ssm:DeleteDocument"), true);
    });

    it("use the partition, account and Region of the location", () => {
        const location = { partition: "aws-cn", accountId: "210987654321", region: "cn-north-1" };
        for (const holder of ["users", "administrators", "auditors"] as const) {
            const text = JSON.stringify(statements({ ...everything, preferences: {} }, holder, location));
            assert.doesNotMatch(text.replaceAll(keyArn("b", "eu-central-1"), ""), /arn:aws:|123456789012|eu-west-1/);
        }
    });
});

describe("SessionAccess preferences", () => {
    it("set every input of the schema", () => {
        assert.deepEqual(JSON.parse(preferencesContent(preferences)), {
            schemaVersion: "1.0",
            description: "Preferences of Session Manager.",
            sessionType: "Standard_Stream",
            inputs: {
                s3BucketName: "acme-sessions",
                s3KeyPrefix: "web",
                s3EncryptionEnabled: true,
                cloudWatchLogGroupName: "/ssm/sessions",
                cloudWatchEncryptionEnabled: true,
                cloudWatchStreamingEnabled: true,
                kmsKeyId: keyArn("a"),
                runAsEnabled: true,
                runAsDefaultUser: "operator",
                idleSessionTimeout: "15",
                maxSessionDuration: "480",
                shellProfile: { windows: "", linux: "cd ~" },
            },
        });
    });

    it("default to AWS's defaults for every input", () => {
        const { inputs } = JSON.parse(preferencesContent({})) as { inputs: Record<string, unknown> };
        assert.deepEqual(inputs, {
            s3BucketName: "",
            s3KeyPrefix: "",
            s3EncryptionEnabled: true,
            cloudWatchLogGroupName: "",
            cloudWatchEncryptionEnabled: true,
            cloudWatchStreamingEnabled: true,
            kmsKeyId: "",
            runAsEnabled: false,
            runAsDefaultUser: "",
            idleSessionTimeout: "20",
            maxSessionDuration: "",
            shellProfile: { windows: "", linux: "" },
        });
    });

    it("have an ARN only if the component creates the document", () => {
        assert.deepEqual(session.names(scope, {}).preferences, { name: "SSM-SessionManagerRunShell" });
        assert.deepEqual(session.names(scope, { preferences: {} }).preferences.arn, document);
    });
});

describe("SessionAccess warnings", () => {
    const warningsFor = (args: object, component = "ManagedInstanceAccess", region = "eu-west-1"): readonly string[] =>
        (
            session.warnings?.({ preferences }, scope, [
                {
                    reference: "managedInstance.web",
                    component,
                    scope: namingScope(component, { region }),
                    args: { ...args },
                    names: {},
                },
            ]) ?? []
        ).map(({ path, message, fix }) => `${path} ${message}. ${fix}`);
    const all = { kmsKeyArn: keyArn("a"), logGroupName: "/ssm/sessions", bucket: { bucketName: "acme-sessions" } };

    it("report nodes without access to the resources of the preferences", () => {
        const [key = "", ...others] = warningsFor({});
        assert.match(key, /^preferences\.kmsKeyArn is not accessible to the nodes of managedInstance\.web, /);
        assert.match(key, /Set it as "sessions\.kmsKeyArn" in managedInstance\.web too\.$/);
        assert.deepEqual(
            others.map((text) => text.split(" ")[0]),
            ["preferences.logGroup.logGroupName", "preferences.bucket.bucketName"],
        );
        assert.equal(warningsFor({ sessions: { ...all, logGroupName: "/ssm/other" } }).length, 1);
    });

    it("are empty for nodes with access, nodes in another Region, and components without nodes", () => {
        assert.deepEqual(warningsFor({ sessions: all }), []);
        assert.deepEqual(warningsFor({}, "ManagedInstanceAccess", "us-east-1"), []);
        assert.deepEqual(warningsFor({}, "RunCommandAccess"), []);
        assert.deepEqual(session.warnings?.({ users }, scope, []), []);
    });
});

const forUsers = (given: Partial<NonNullable<Args["users"]>>): Args => ({ users: { ...users, ...given } });
const withPreferences = (given: NonNullable<Args["preferences"]>): Args => ({ preferences: given });

describeIssues("SessionAccess validation", session, scope, [
    ["all args", everything],
    ["no args", {}, /^ has neither "users" nor/],
    [
        "users without a kind of session",
        { users: { grantees: users.grantees, nodeIds: ["i-01234567"] } },
        /^users allows no kind of session/,
    ],
    [
        "users without nodes",
        { users: { grantees: users.grantees, ssh: true } },
        /^users has neither "targetTags" nor "nodeIds"$/,
    ],
    ["nodes by tag and by ID", forUsers({ nodeIds: ["i-01234567"] }), /^users has "targetTags" and "nodeIds"$/],
    ["an empty record of tags", forUsers({ targetTags: {} }), /^users\.targetTags has 0 keys$/],
    ["a wildcard document", forUsers({ documents: ["*"] }), /^users\.documents\[0\] is not the name of one document/],
    [
        "documents of unlogged tunnels",
        forUsers({
            documents: ["AWS-StartSSHSession", "arn:aws:ssm:eu-west-1::document/AWS-StartPortForwardingSession"],
        }),
        /^users\.documents\[0\] opens a tunnel/,
        /^users\.documents\[1\] opens a tunnel/,
    ],
    [
        "a key in another Region",
        {
            ...forUsers({ kmsKeyArn: keyArn("a", "us-east-1") }),
            ...withPreferences({ kmsKeyArn: keyArn("a", "us-east-1") }),
        },
        /^users\.kmsKeyArn is in Region us-east-1, but the policies are for eu-west-1$/,
        /^preferences\.kmsKeyArn is in Region us-east-1/,
    ],
    [
        "different keys of users and preferences",
        { ...forUsers({ kmsKeyArn: keyArn("a") }), ...withPreferences({ kmsKeyArn: keyArn("b") }) },
        /^users\.kmsKeyArn differs from preferences\.kmsKeyArn/,
    ],
    [
        "timeouts out of range",
        withPreferences({ idleSessionTimeoutMinutes: 61, maxSessionDurationMinutes: 0.5 }),
        /^preferences\.idleSessionTimeoutMinutes is not a whole number of minutes from 1 to 60$/,
        /^preferences\.maxSessionDurationMinutes is not a whole number of minutes from 1 to 1440$/,
    ],
    [
        "root as default user",
        withPreferences({ runAs: true, runAsDefaultUser: "root" }),
        /^preferences\.runAsDefaultUser is not a user that sessions can run as/,
    ],
    [
        "a default user without runAs",
        withPreferences({ runAsDefaultUser: "ann" }),
        /^preferences\.runAsDefaultUser has no effect/,
    ],
    [
        "a document name reserved by AWS",
        withPreferences({ documentName: "AWS-Shell" }),
        /^preferences\.documentName starts with a prefix that is reserved/,
    ],
    ["an empty shell profile", withPreferences({ shellProfile: {} }), /^preferences\.shellProfile has neither/],
    [
        "a shell profile of 513 characters",
        withPreferences({ shellProfile: { linux: "a".repeat(513) } }),
        /^preferences\.shellProfile\.linux is not a shell profile/,
    ],
    [
        "a wildcard log group",
        withPreferences({ logGroup: { logGroupName: "/ssm/*" } }),
        /^preferences\.logGroup\.logGroupName is not/,
    ],
    [
        "a wildcard bucket",
        withPreferences({ bucket: { bucketName: "*" } }),
        /^preferences\.bucket\.bucketName is not a bucket name/,
    ],
    [
        "grantees in another account",
        { auditors: { grantees: { roles: ["arn:aws:iam::210987654321:role/audit"] } } },
        /^auditors\.grantees\.roles\[0\] is in account 210987654321/,
    ],
    [
        "wildcards in the auditors' log groups and bucket",
        { auditors: { grantees: { groups: ["audit"] }, logGroupNames: ["*"], records: { bucketName: "acme-*" } } },
        /^auditors\.logGroupNames\[0\] is not/,
        /^auditors\.records\.bucketName is not/,
    ],
]);
