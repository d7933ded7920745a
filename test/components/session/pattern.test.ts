import * as assert from "node:assert/strict";
import type { SessionAccessArgs } from "../../../components/session/args";
import type { Unwrap } from "../../../components/pattern/args";
import { session } from "../../../components/session/pattern";
import { preferencesContent } from "../../../components/session/preferences";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { keyArn } from "../managedInstance/fixture";
import { everything, otherwise, preferences, users } from "./fixture";

type Args = Unwrap<SessionAccessArgs>;

const scope = namingScope("SessionAccess");
const statements = (args: Args, holder: "users" | "administrators" | "auditors", location = {}) =>
    session.documents(namingScope("SessionAccess", location), args)[holder]?.document.Statement;
const tags = {
    StringEquals: { "ssm:resourceTag/Environment": ["dev"], "ssm:resourceTag/Team": ["web", "batch"] },
};
const nodes = [
    "arn:aws:ec2:eu-west-1:123456789012:instance/*",
    "arn:aws:ssm:eu-west-1:123456789012:managed-instance/*",
];
const own = "arn:aws:ssm:eu-west-1:123456789012:session/${aws:userid}-*";
const document = "arn:aws:ssm:eu-west-1:123456789012:document/SSM-SessionManagerRunShell";

describe("the documents of sessions", () => {
    it("keep nodes, documents and own sessions of users apart", () => {
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
            { Sid: "OpenOwnSessions", Effect: "Allow", Action: ["ssmmessages:OpenDataChannel"], Resource: [own] },
            {
                Sid: "KeepOwnSessions",
                Effect: "Allow",
                Action: ["ssm:ResumeSession", "ssm:TerminateSession"],
                Resource: [own],
            },
            { Sid: "EncryptSessions", Effect: "Allow", Action: ["kms:GenerateDataKey"], Resource: [keyArn("a")] },
        ]);
    });

    it("name a document of AWS for each way that is asked for", () => {
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

    it("follow the switches of what nobody has confirmed", () => {
        const [start, , open, keep] = statements({ users: otherwise }, "users") ?? [];
        assert.deepEqual(start?.Resource, [
            "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
            "arn:aws:ssm:eu-west-1:123456789012:managed-instance/mi-0123456789abcdef0",
        ]);
        assert.equal(start.Condition, undefined);
        assert.deepEqual(open?.Resource, ["arn:aws:ssm:*:*:session/${aws:userid}-*"]);
        assert.deepEqual(keep?.Resource, ["arn:aws:ssm:eu-west-1:123456789012:session/*"]);
        assert.deepEqual(keep.Condition, {
            StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": ["${aws:userid}", "${aws:userid}-*"] },
        });
    });

    it("take the key of the users over that of the preferences, which may be kept elsewhere", () => {
        const kms = (args: Args) => statements(args, "users")?.find(({ Sid }) => Sid === "EncryptSessions")?.Resource;
        assert.deepEqual(kms({ users: { ...users, kmsKeyArn: keyArn("c") } }), [keyArn("c")]);
        assert.equal(kms({ users, preferences: {} }), undefined);
    });

    it("ask administrators for the type of the document only where AWS knows it", () => {
        const args = { administrators: { grantees: { roles: ["platform"] } } };
        const asked = ["aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b"].map((partition) => {
            const location = { partition, region: "us-iso-east-1" };
            const planned = session.documents(namingScope("SessionAccess", location), args).administrators;
            return planned?.document.Statement[0]?.Condition !== undefined;
        });
        assert.deepEqual(asked, [true, true, false, false]);
    });

    it("let administrators change exactly one document, and delete it only when asked for", () => {
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

    it("speak of the place they stand in", () => {
        const location = { partition: "aws-cn", accountId: "210987654321", region: "cn-north-1" };
        for (const holder of ["users", "administrators", "auditors"] as const) {
            const text = JSON.stringify(statements({ ...everything, preferences: {} }, holder, location));
            assert.doesNotMatch(text.replaceAll(keyArn("b", "eu-central-1"), ""), /arn:aws:|123456789012|eu-west-1/);
        }
    });
});

describe("the preferences of sessions", () => {
    it("say every input that the schema knows", () => {
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

    it("are AWS's own where nothing is said, and never leave an input out", () => {
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

    it("have an ARN only where they are made, so that nobody delivers what is not of the stack", () => {
        assert.deepEqual(session.names(scope, {}).preferences, { name: "SSM-SessionManagerRunShell" });
        assert.deepEqual(session.names(scope, { preferences: {} }).preferences.arn, document);
    });
});

describe("the warnings of sessions", () => {
    const warned = (args: object, component = "ManagedInstanceAccess", region = "eu-west-1"): readonly string[] =>
        (
            session.warnings?.({ preferences }, scope, [
                {
                    reference: "managedInstance.web",
                    component,
                    scope: namingScope(component, { region }),
                    args: { ...args },
                },
            ]) ?? []
        ).map(({ path, message, fix }) => `${path} ${message}. ${fix}`);
    const all = { kmsKeyArn: keyArn("a"), logGroupName: "/ssm/sessions", bucket: { bucketName: "acme-sessions" } };

    it("tell of nodes that could not keep to the preferences, and of what they lack", () => {
        const [key = "", ...others] = warned({});
        assert.match(key, /^preferences\.kmsKeyArn is nothing that the nodes of managedInstance\.web may use, /);
        assert.match(key, /Name it in managedInstance\.web too, as "sessions\.kmsKeyArn"\.$/);
        assert.deepEqual(
            others.map((text) => text.split(" ")[0]),
            ["preferences.logGroup.logGroupName", "preferences.bucket.bucketName"],
        );
        assert.equal(warned({ sessions: { ...all, logGroupName: "/ssm/other" } }).length, 1);
    });

    it("say nothing where nodes have what they need, are of another Region, or are none", () => {
        assert.deepEqual(warned({ sessions: all }), []);
        assert.deepEqual(warned({}, "ManagedInstanceAccess", "us-east-1"), []);
        assert.deepEqual(warned({}, "RunCommandAccess"), []);
        assert.deepEqual(session.warnings?.({ users }, scope, []), []);
    });
});

const forUsers = (given: Partial<NonNullable<Args["users"]>>): Args => ({ users: { ...users, ...given } });
const kept = (given: NonNullable<Args["preferences"]>): Args => ({ preferences: given });

describeIssues("the problems of sessions", session, scope, [
    ["none", everything],
    ["nothing asked for", {}, /^ has neither "users" nor/],
    [
        "no kind of session",
        { users: { grantees: users.grantees, nodeIds: ["i-01234567"] } },
        /^users lets users open no/,
    ],
    ["no nodes", { users: { grantees: users.grantees, ssh: true } }, /^users has neither "targetTags" nor "nodeIds"$/],
    ["nodes by both", forUsers({ nodeIds: ["i-01234567"] }), /^users has "targetTags" and "nodeIds"$/],
    ["every node by an empty list of tags", forUsers({ targetTags: {} }), /^users\.targetTags has 0 keys$/],
    ["a document by pattern", forUsers({ documents: ["*"] }), /^users\.documents\[0\] is not the name of one document/],
    [
        "a way around the logs among documents",
        forUsers({
            documents: ["AWS-StartSSHSession", "arn:aws:ssm:eu-west-1::document/AWS-StartPortForwardingSession"],
        }),
        /^users\.documents\[0\] opens a way/,
        /^users\.documents\[1\] opens a way/,
    ],
    [
        "a key of another Region",
        { ...forUsers({ kmsKeyArn: keyArn("a", "us-east-1") }), ...kept({ kmsKeyArn: keyArn("a", "us-east-1") }) },
        /^users\.kmsKeyArn is of Region us-east-1, but the documents are of eu-west-1$/,
        /^preferences\.kmsKeyArn is of Region us-east-1/,
    ],
    [
        "two keys",
        { ...forUsers({ kmsKeyArn: keyArn("a") }), ...kept({ kmsKeyArn: keyArn("b") }) },
        /^users\.kmsKeyArn is another key than that of preferences/,
    ],
    [
        "times out of range",
        kept({ idleSessionTimeoutMinutes: 61, maxSessionDurationMinutes: 0.5 }),
        /^preferences\.idleSessionTimeoutMinutes is not a whole number of minutes from 1 to 60$/,
        /^preferences\.maxSessionDurationMinutes is not a whole number of minutes from 1 to 1440$/,
    ],
    [
        "root",
        kept({ runAs: true, runAsDefaultUser: "root" }),
        /^preferences\.runAsDefaultUser is not the name of a user/,
    ],
    ["a user that nothing runs as", kept({ runAsDefaultUser: "ann" }), /^preferences\.runAsDefaultUser has no effect/],
    ["a name of AWS", kept({ documentName: "AWS-Shell" }), /^preferences\.documentName begins as only/],
    ["an empty shell profile", kept({ shellProfile: {} }), /^preferences\.shellProfile has neither/],
    [
        "a long one",
        kept({ shellProfile: { linux: "a".repeat(513) } }),
        /^preferences\.shellProfile\.linux is not commands/,
    ],
    [
        "a log group by pattern",
        kept({ logGroup: { logGroupName: "/ssm/*" } }),
        /^preferences\.logGroup\.logGroupName is not/,
    ],
    [
        "a bucket by pattern",
        kept({ bucket: { bucketName: "*" } }),
        /^preferences\.bucket\.bucketName is not a bucket name/,
    ],
    [
        "strangers",
        { auditors: { grantees: { roles: ["arn:aws:iam::210987654321:role/audit"] } } },
        /^auditors\.grantees\.roles\[0\] is of account 210987654321/,
    ],
    [
        "logs and records by pattern",
        { auditors: { grantees: { groups: ["audit"] }, logGroupNames: ["*"], records: { bucketName: "acme-*" } } },
        /^auditors\.logGroupNames\[0\] is not/,
        /^auditors\.records\.bucketName is not/,
    ],
]);
