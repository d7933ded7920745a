/** The rules in a preview that check more than a single document. */
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

    it("reports a role that may create and pass roles by two attached policies", async () => {
        const [violation, ...others] = await found("iam-role-factory", () => {
            const maker = role("maker");
            const make = new aws.iam.Policy("make", {
                name: "make",
                policy: text("iam:CreateRole", arnOf("role", "app")),
            });
            // One policy ARN is computed; the other is unknown and known only by its resource dependency.
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
            [violation?.level, violation?.urn, violation?.property, violation?.path, others],
            ["advisory", urn("aws:iam/policy:Policy", "make"), "policy", "Statement", []],
        );
        assert.match(
            violation?.sentence ?? "",
            /^iam-role-factory: Statement: role maker may call iam:CreateRole on .*role\/app/,
        );
    });

    it("reports a role that may pass an administrator role of the stack", async () => {
        const [violation, ...others] = await found("iam-passrole-privileged-role", () => {
            role("admin", [text("*", "*")]);
            role("operator", [text("iam:PassRole", arnOf("role", "admin"))]);
        });
        assert.deepEqual(
            [violation?.level, violation?.urn, violation?.property, others],
            ["advisory", urn("aws:iam/role:Role", "operator"), "inlinePolicies[0].policy", []],
        );
        assert.match(violation?.sentence ?? "", /role operator may pass admin .*, which is an administrator/);
    });

    it("reports inline policies that exceed the quota together", async () => {
        const objects = Array.from({ length: 60 }, (_, i) => `arn:aws:s3:::bucket/${"x".repeat(80)}${String(i)}`);
        const long = text("s3:GetObject", objects);
        const make = (): void => {
            new aws.iam.RolePolicy("second", { role: role("wordy", [long]).name, policy: long });
        };
        const [violation, ...others] = await found("iam-inline-size", make);
        assert.deepEqual(
            [violation?.level, violation?.urn, violation?.property, others],
            ["advisory", urn("aws:iam/role:Role", "wordy"), "", []],
        );
        assert.match(
            violation?.sentence ?? "",
            /^iam-inline-size: the resource: the inline policies of role wordy have \d+ characters together/,
        );
        const { code, stdout } = await preview(make, false);
        assert.equal(code, 0);
        assert.match(stdout, /\n {2}advisory iam\.Role wordy: iam-inline-size: the resource: /);
    });

    it("blocks an AWS managed policy that allows passing every role", async () => {
        const make = (): void => {
            new aws.iam.RolePolicyAttachment("all", {
                role: role("r").name,
                policyArn: "arn:aws:iam::aws:policy/IAMFullAccess",
            });
        };
        const [violation] = await found("iam-passrole-managed-policy", make);
        assert.deepEqual([violation?.level, violation?.property], ["mandatory", "policyArn"]);
        const { code, stdout } = await preview(make, false);
        assert.equal(code, 1);
        assert.match(stdout, /\n {2}blocked iam\.RolePolicyAttachment all policyArn: iam-passrole-managed-policy: /);
        assert.match(stdout, /: 1 blocked, 0 accepted/);
    });

    it("reports a violation in a property that is not a policy document", async () => {
        const [violation] = await found("ssm-document-public", () => {
            new aws.ssm.Document("install", {
                name: "Acme-Install",
                documentType: "Command",
                content: "{}",
                permissions: { type: "Share", accountIds: "All" },
            });
        });
        assert.deepEqual([violation?.level, violation?.property], ["advisory", "permissions.accountIds"]);
    });

    it("reports nothing if two roles have one of the permissions each", async () => {
        const { code, stdout } = await preview(() => {
            role("maker", [text("iam:CreateRole", arnOf("role", "app"))]);
            role("passer", [text("iam:PassRole", arnOf("role", "app"))]);
        }, true);
        const { findings } = JSON.parse(stdout) as { readonly findings: readonly Found[] };
        assert.equal(code, 0);
        assert.deepEqual([...new Set(findings.map(({ rule }) => rule))], ["iam-passrole-service"]);
    });
});
