import * as assert from "node:assert/strict";
import { Key } from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { SessionAccess } from "../../../components";
import { session } from "../../../components/session/pattern";
import { preferencesContent } from "../../../components/session/preferences";
import { namingScope } from "../namingScopes";
import { everything, preferences, users } from "./fixture";
import { describeComponent, unknownInputs } from "../../support/component";
import { deploy, documentIn, inventory, isKnown } from "../../support/deploy";

const names = session.names(namingScope("SessionAccess"), { preferences: {} });
const policy = (holder: string) => ["aws:iam/policy:Policy", `ops-${holder}`] as const;

describeComponent(SessionAccess, session, {
    args: { ...everything, tags: { Owner: "platform" } },
    inventory: [
        ["ssm-access:index:SessionAccess", "ops"],
        policy("administrators"),
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ops-administrators-role-platform"],
        policy("auditors"),
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-auditors-group-audit"],
        ["aws:ssm/document:Document", "ops-preferences"],
        policy("users"),
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-users-group-developers"],
    ],
    carries: [
        ["ops-users", "policy", "users"],
        ["ops-administrators", "policy", "administrators"],
        ["ops-auditors", "policy", "auditors"],
    ],
    outputs: {
        userPolicyArn: names.users.arn,
        administratorPolicyArn: names.administrators.arn,
        auditorPolicyArn: names.auditors.arn,
        documentName: "SSM-SessionManagerRunShell",
        documentArn: "arn:aws:ssm:eu-west-1:123456789012:document/SSM-SessionManagerRunShell",
    },
    rejected: {
        args: {
            users: { grantees: {}, nodeIds: ["*"], documents: ["*"] },
            preferences: { idleSessionTimeoutMinutes: 0, runAsDefaultUser: "root" },
            auditors: { grantees: { users: ["ana", "ana"] } },
        },
        paths: [
            "users.grantees",
            "users.nodeIds[0]",
            "users.documents[0]",
            "preferences.idleSessionTimeoutMinutes",
            "preferences.runAsDefaultUser",
            "auditors.grantees.users[1]",
        ],
    },
});

describe("SessionAccess preferences document", () => {
    it("is rejected with a key in another Region", async () => {
        const region = "us-east-1";
        await assert.rejects(
            deploy(() => new SessionAccess("ops", { users, preferences, region })),
            /preferences\.kmsKeyArn "arn:.*" is in Region eu-west-1, but the policies are for us-east-1/,
        );
    });

    it("has its content, tags and Region, and is the only resource", async () => {
        const args = { ...preferences, kmsKeyArn: undefined };
        const { made } = await deploy(
            () => new SessionAccess("ops", { preferences: args, tags: { Owner: "platform" }, region: "us-east-1" }),
        );
        assert.deepEqual(inventory(made), [
            ["ssm-access:index:SessionAccess", "ops"],
            ["aws:ssm/document:Document", "ops-preferences"],
        ]);
        assert.deepEqual(made.find(({ name }) => name === "ops-preferences")?.inputs, {
            name: "SSM-SessionManagerRunShell",
            documentType: "Session",
            documentFormat: "JSON",
            content: preferencesContent({ ...preferences, kmsKeyArn: "" }),
            tags: { Owner: "platform" },
            region: "us-east-1",
        });
    });

    it("leaves the policies known while its content is unknown", async () => {
        const { made, result } = await deploy(
            () =>
                new SessionAccess("ops", {
                    users,
                    preferences: {
                        bucket: { bucketName: pulumi.output(pulumi.unknown) as pulumi.Output<string> },
                        shellProfile: { linux: pulumi.secret("export TOKEN=x") },
                    },
                }),
            { preview: true },
        );
        assert.deepEqual(unknownInputs(made), ["ops-preferences.content"]);
        documentIn(made, "ops-users", "policy");
        assert.equal(result.userPolicyArn && (await isKnown(result.userPolicyArn)), true);
    });

    it("makes the users' policy unknown while its key is unknown", async () => {
        const { made } = await deploy(
            () => new SessionAccess("ops", { users, preferences: { kmsKeyArn: new Key("sessions").arn } }),
            { preview: true },
        );
        assert.deepEqual(unknownInputs(made), ["ops-preferences.content", "ops-users.policy"]);
    });
});
