/** The audit of a stack reports what the pack reported while the engine deployed it. */
import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as iam from "@pulumi/aws/iam";
import * as sns from "@pulumi/aws/sns";
import { allRules } from "../../policypack/rules";
import { runJson } from "../audit/auditFolder";
import { inWorld, type Program } from "./support/harness";
import { currentPack } from "./support/policyPack";

const account = "123456789012";

const document = (...Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const allow = (Action: string, Resource: string): object => ({ Effect: "Allow", Action, Resource });

/** Violations of document rules, attachment rules and stack rules; a compliant role; and names that AWS generates. */
const program: Program = () => {
    const role = new iam.Role("app", {
        assumeRolePolicy: document({
            Effect: "Allow",
            Principal: { Service: "scheduler.amazonaws.com" },
            Action: "sts:AssumeRole",
        }),
        inlinePolicies: [{ name: "pass", policy: document(allow("iam:PassRole", "*")) }],
    });
    new iam.RolePolicy("make", {
        role: role.name,
        policy: document(allow("iam:CreateRole", `arn:aws:iam::${account}:role/made`)),
    });
    new iam.GroupPolicyAttachment("admins", { group: "ops", policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" });
    new iam.Role("compliant", {
        assumeRolePolicy: document({
            Effect: "Allow",
            Principal: { Service: "scheduler.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": account } },
        }),
    });
    const topic = new sns.Topic("alerts", { name: "alerts" });
    new sns.TopicPolicy("alerts", {
        arn: topic.arn,
        policy: topic.arn.apply((arn) => document({ ...allow("sns:Publish", arn), Principal: "*" })),
    });
    return Promise.resolve({});
};

describe("the audit and the pack", () => {
    it("report the same violations of a stack, with the same fingerprints", async function () {
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-engine-audit-"));
        const configuration = join(folder, "pack.json");
        writeFileSync(configuration, JSON.stringify({ all: "advisory" }));
        try {
            const world = { policyPacks: [await currentPack()], policyPackConfigs: [configuration], groups: ["ops"] };
            await inWorld(this, world, async (opened) => {
                const up = await opened.up(program);
                assert.ok(up.succeeded, up.output);
                const file = join(folder, "export.json");
                writeFileSync(file, JSON.stringify(await opened.exported()));
                const { findings } = runJson([file], { config: configuration });
                const audited = findings.map(({ rule, urn, fingerprint }) => [rule, urn, fingerprint].join(" "));
                const enforced = up.violations.map(({ policy, urn, message }) =>
                    [policy, urn, /Fingerprint: (\S+)/.exec(message)?.[1] ?? "none"].join(" "),
                );
                assert.deepEqual([...new Set(audited)].sort(), [...new Set(enforced)].sort());
                const kinds = new Set(
                    findings.map(({ rule }) => allRules.find(({ name }) => name === rule)?.on ?? "none"),
                );
                assert.deepEqual([...kinds].sort(), ["attachment", "document", "stack"]);
            });
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });
});
