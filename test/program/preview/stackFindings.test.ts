/** What a preview says of a stack as a whole: the rules that no single document can break. */
import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import { previewStack, type CommandResult } from "../../../program/preview/previewStack";

const arnOf = (kind: string, name: string): string => `arn:aws:iam::123456789012:${kind}/${name}`;
const text = (Action: string, Resource: string | readonly string[]): string =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action, Resource },
    });
const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
});
const role = (name: string, inlinePolicies: readonly string[] = []): aws.iam.Role =>
    new aws.iam.Role(name, {
        name,
        assumeRolePolicy: trust,
        inlinePolicies: inlinePolicies.map((policy, i) => ({ name: `p${String(i)}`, policy })),
    });

interface Found {
    readonly rule: string;
    readonly level: string;
    readonly urn: string;
    readonly property: string;
    readonly path: string;
    readonly sentence: string;
}

describe("a preview of a whole stack", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "ssm-access-"));
        writeFileSync(join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
        writeFileSync(join(folder, "Pulumi.test.yaml"), "config: {}\n");
    });
    after(() => {
        rmSync(folder, { recursive: true });
    });

    const preview = (make: () => void, json: boolean): Promise<CommandResult> =>
        previewStack(
            () => {
                make();
                return Promise.resolve({});
            },
            folder,
            { stack: "test", json },
        );
    const found = async (rule: string, make: () => void): Promise<readonly Found[]> => {
        const { stdout } = await preview(make, true);
        return (JSON.parse(stdout) as { readonly findings: readonly Found[] }).findings.filter(
            (one) => one.rule === rule,
        );
    };
    const urn = (type: string, name: string): string => `urn:pulumi:test::acme::${type}::${name}`;

    it("tells who makes roles and passes them, by policies that only the stack ties to one role", async () => {
        const [finding, ...others] = await found("iam-role-factory", () => {
            const maker = role("maker");
            const make = new aws.iam.Policy("make", {
                name: "make",
                policy: text("iam:CreateRole", arnOf("role", "app")),
            });
            // One is known by its computed ARN, the other only by the resource its ARN will come from.
            const pass = new aws.iam.Policy("pass", { policy: text("iam:PassRole", arnOf("role", "app")) });
            const attach = (name: string, policyArn: aws.iam.RolePolicyAttachmentArgs["policyArn"]): unknown =>
                new aws.iam.RolePolicyAttachment(name, { role: maker.name, policyArn });
            attach(
                "make",
                make.urn.apply(() => arnOf("policy", "make")),
            );
            attach("pass", pass.arn);
        });
        assert.deepEqual(
            [finding?.level, finding?.urn, finding?.property, finding?.path, others],
            ["advisory", urn("aws:iam/policy:Policy", "make"), "policy", "Statement", []],
        );
        assert.match(
            finding?.sentence ?? "",
            /^iam-role-factory: Statement has role maker may iam:CreateRole on .*role\/app/,
        );
    });

    it("tells who may pass an administrator of the stack", async () => {
        const [finding, ...others] = await found("iam-passrole-privileged-role", () => {
            role("admin", [text("*", "*")]);
            role("operator", [text("iam:PassRole", arnOf("role", "admin"))]);
        });
        assert.deepEqual(
            [finding?.level, finding?.urn, finding?.property, others],
            ["advisory", urn("aws:iam/role:Role", "operator"), "inlinePolicies[0].policy", []],
        );
        assert.match(finding?.sentence ?? "", /role operator may pass admin .*, which is an administrator/);
    });

    it("tells inline policies that are too long together", async () => {
        const objects = Array.from({ length: 60 }, (_, i) => `arn:aws:s3:::bucket/${"x".repeat(80)}${String(i)}`);
        const long = text("s3:GetObject", objects);
        const make = (): void => {
            new aws.iam.RolePolicy("second", { role: role("wordy", [long]).name, policy: long });
        };
        const [finding, ...others] = await found("iam-inline-size", make);
        assert.deepEqual(
            [finding?.level, finding?.urn, finding?.property, others],
            ["advisory", urn("aws:iam/role:Role", "wordy"), "", []],
        );
        assert.match(
            finding?.sentence ?? "",
            /^iam-inline-size: the resource has \d+ characters in the inline policies of role wordy/,
        );
        const { code, stdout } = await preview(make, false);
        assert.equal(code, 0);
        assert.match(stdout, /\n {2}advice iam\.Role wordy: iam-inline-size: the resource has /);
    });

    it("refuses a managed policy of AWS that passes every role", async () => {
        const make = (): void => {
            new aws.iam.RolePolicyAttachment("all", {
                role: role("r").name,
                policyArn: "arn:aws:iam::aws:policy/IAMFullAccess",
            });
        };
        const [finding] = await found("iam-passrole-managed-policy", make);
        assert.deepEqual([finding?.level, finding?.property], ["mandatory", "policyArn"]);
        const { code, stdout } = await preview(make, false);
        assert.equal(code, 1);
        assert.match(stdout, /\n {2}refused iam\.RolePolicyAttachment all policyArn: iam-passrole-managed-policy: /);
        assert.match(stdout, /: 1 refused, 0 accepted/);
    });

    it("tells what a property that is no document says", async () => {
        const [finding] = await found("ssm-document-public", () => {
            new aws.ssm.Document("install", {
                name: "Acme-Install",
                documentType: "Command",
                content: "{}",
                permissions: { type: "Share", accountIds: "All" },
            });
        });
        assert.deepEqual([finding?.level, finding?.property], ["advisory", "permissions.accountIds"]);
    });

    it("says nothing of a stack whose parts are apart", async () => {
        const { code, stdout } = await preview(() => {
            role("maker", [text("iam:CreateRole", arnOf("role", "app"))]);
            role("passer", [text("iam:PassRole", arnOf("role", "app"))]);
        }, true);
        const { findings } = JSON.parse(stdout) as { readonly findings: readonly Found[] };
        assert.equal(code, 0);
        assert.deepEqual([...new Set(findings.map(({ rule }) => rule))], ["iam-passrole-service"]);
    });
});
