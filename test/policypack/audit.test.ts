/** The audit of exported state reports the same violations, with the same fingerprints, as the pack. */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { audit, configurationIssues, unusedExemptions } from "../../policypack/audit";

const day = "2026-11-22";
const urn = (type: string, name: string): string => `urn:pulumi:prod::app::acme:index:Team$${type}::${name}`;
const policy = (Resource: string): string =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: {
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource,
            Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
        },
    });
const secret = (more: Record<string, unknown>): unknown => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ...more,
});
const rolePolicy = (name: string, text: unknown, more: Record<string, unknown> = {}): unknown => ({
    urn: urn("aws:iam/rolePolicy:RolePolicy", name),
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: { role: "r", policy: text },
    ...more,
});
const exported = (...resources: readonly unknown[]): unknown => ({
    version: 3,
    deployment: { manifest: {}, resources },
});

describe("the audit", () => {
    it("reports the same violations as the pack, except on external resources and those pending deletion", () => {
        const { violations, resources } = audit(
            exported(
                rolePolicy("wide", policy("*")),
                rolePolicy("named", policy("arn:aws:iam::123456789012:role/one")),
                rolePolicy("read", policy("*"), { external: true }),
                rolePolicy("deleting", policy("*"), { delete: true }),
            ),
            {},
            day,
        );
        assert.deepEqual(
            violations.map(({ rule, urn: at, level }) => [rule.name, at, level]),
            [["iam-passrole-wildcard", urn("aws:iam/rolePolicy:RolePolicy", "wide"), "mandatory"]],
        );
        assert.equal(resources, 2);
    });

    it("knows which managed policies are permissions boundaries only", () => {
        const type = "aws:iam/policy:Policy";
        const limits = { urn: urn(type, "limits"), type, inputs: { policy: policy("*") } };
        const roleWith = (dependencies: unknown): unknown => ({
            urn: urn("aws:iam/role:Role", "app"),
            type: "aws:iam/role:Role",
            inputs: { permissionsBoundary: "arn:aws:iam::123456789012:policy/limits" },
            propertyDependencies: dependencies,
        });
        const outputs = { arn: "arn:aws:iam::123456789012:policy/limits" };
        const count = (...resources: readonly unknown[]): number =>
            audit(exported(...resources), {}, day).violations.length;
        assert.equal(count({ ...limits, outputs }, roleWith({})), 0);
        assert.equal(count(limits, roleWith({ permissionsBoundary: [limits.urn] })), 0);
        assert.equal(count(limits, roleWith({ managedPolicyArns: [limits.urn] })), 1);
        assert.equal(count({ ...limits, outputs }), 1);
    });

    it("evaluates plaintext secrets, and counts encrypted ones", () => {
        const shown = secret({ plaintext: JSON.stringify(policy("*")) });
        const hidden = secret({ ciphertext: "v1:abc" });
        const { violations, secrets } = audit(exported(rolePolicy("a", shown), rolePolicy("b", hidden)), {}, day);
        assert.equal(violations.length, 1);
        assert.equal(secrets, 1);
    });

    it("shows no value of a secret", () => {
        const hidden = "hidden-value-1234";
        const statement = {
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: `arn:aws:iam::123456789012:role/${hidden}-*`,
        };
        const document = { Version: "2012-10-17", Statement: statement };
        const partly = {
            Version: "2012-10-17",
            Statement: { ...statement, Resource: secret({ plaintext: JSON.stringify(statement.Resource) }) },
        };
        const stack = {
            urn: urn("aws:cloudformation/stack:Stack", "s"),
            type: "aws:cloudformation/stack:Stack",
            inputs: {
                parameters: secret({ plaintext: JSON.stringify({ Name: hidden }) }),
                templateBody: JSON.stringify({
                    Parameters: { Name: { Type: "String" } },
                    Resources: {
                        P: {
                            Type: "AWS::IAM::ManagedPolicy",
                            Properties: {
                                PolicyDocument: {
                                    Version: "2012-10-17",
                                    Statement: {
                                        ...statement,
                                        Resource: { "Fn::Sub": "arn:aws:iam::*:role/${Name}-*" },
                                    },
                                },
                            },
                        },
                    },
                }),
            },
        };
        const state = exported(
            rolePolicy("text", secret({ plaintext: JSON.stringify(JSON.stringify(document)) })),
            rolePolicy("part", partly),
            stack,
        );
        const { violations } = audit(state, {}, day);
        assert.ok(violations.length >= 4, `${violations.length} violations`);
        const shown = violations.map(({ message, reason, fix, data, replacement }) => ({
            message,
            reason,
            fix,
            data,
            replacement,
        }));
        assert.doesNotMatch(JSON.stringify(shown), new RegExp(hidden));
        assert.match(shown[0]?.message ?? "", /\[secret\]/);
    });

    it("writes replacements with the account that the state shows, and reports the same", () => {
        const trusting = (name: string, outputs: unknown): unknown => ({
            urn: urn("aws:iam/role:Role", name),
            type: "aws:iam/role:Role",
            provider: "urn:pulumi:prod::app::pulumi:providers:aws::default::id",
            inputs: {
                assumeRolePolicy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: {
                        Effect: "Allow",
                        Principal: { Service: "ssm.amazonaws.com" },
                        Action: "sts:AssumeRole",
                    },
                }),
            },
            outputs,
        });
        const arn = "arn:aws:iam::123456789012:role/a";
        const [named] = audit(exported(trusting("a", { arn })), {}, day).violations;
        const [unnamed] = audit(exported(trusting("a", {})), {}, day).violations;
        assert.match(named?.replacement ?? "", /"aws:SourceAccount": "123456789012"/);
        assert.match(unnamed?.replacement ?? "", /"aws:SourceAccount": "ACCOUNT_ID"/);
        assert.deepEqual(named?.replaces, { path: "assumeRolePolicy.Statement", mode: "replace", placeholders: [] });
        assert.deepEqual(unnamed?.replaces?.placeholders, ["ACCOUNT_ID"]);
        assert.equal(named.fingerprint, unnamed.fingerprint);
    });

    it("applies levels, exemptions and options from a configuration file, and reports unused exemptions", () => {
        const state = exported(rolePolicy("wide", policy("*")));
        const [violation] = audit(state, {}, day).violations;
        const rule = "iam-passrole-wildcard";
        const exemption = {
            fingerprint: violation?.fingerprint,
            stacks: ["app/prod"],
            reason: "break glass",
            expires: "2027-01-31",
        };
        const gone = { ...exemption, fingerprint: `v2:${"0".repeat(32)}` };
        const other = { ...exemption, stacks: ["app/dev", "prd"] };
        const earlier = { ...exemption, fingerprint: "797c12c431ab485d0ad4a209d429eb8b" };
        const sections = { [rule]: { exemptions: [exemption, gone, other, earlier] } };
        const { violations } = audit(state, sections, day);
        assert.deepEqual(
            violations.map(({ status }) => status),
            ["exempt"],
        );
        assert.deepEqual(unusedExemptions(sections, [audit(state, sections, day)]), [
            { rule, fingerprint: earlier.fingerprint, why: "outdated" },
            { rule, fingerprint: gone.fingerprint, why: "noViolation" },
            { rule, fingerprint: other.fingerprint, why: "noStack" },
        ]);
        assert.match(
            configurationIssues(sections).join(),
            /^iam-passrole-wildcard: exemptions\[3\] .* earlier version/,
        );
        assert.equal(audit(state, sections, "2027-02-01").violations[0]?.status, "expired");
        assert.deepEqual(audit(state, { "iam-passrole-wildcard": "disabled" }, day).violations, []);
        assert.equal(audit(state, { all: "advisory" }, day).violations[0]?.level, "advisory");
    });

    it("counts an exemption of a permissions boundary as used, because the pack needs it", () => {
        const arn = "arn:aws:iam::123456789012:policy/limits";
        const state = exported(
            {
                urn: urn("aws:iam/policy:Policy", "limits"),
                type: "aws:iam/policy:Policy",
                inputs: { name: "limits", policy: policy("*") },
                outputs: { arn },
            },
            {
                urn: urn("aws:iam/role:Role", "role"),
                type: "aws:iam/role:Role",
                inputs: { name: "role", permissionsBoundary: arn, assumeRolePolicy: "{}" },
            },
        );
        const { violations, packViolations } = audit(state, {}, day);
        const rule = "iam-passrole-wildcard";
        assert.deepEqual(
            violations.filter((violation) => violation.rule.name === rule),
            [],
        );
        const [{ fingerprint } = { fingerprint: "" }] = packViolations;
        const exemption = { fingerprint, stacks: ["prod"], reason: "only a boundary", expires: "2027-01-31" };
        const sections = { [rule]: { exemptions: [exemption] } };
        assert.equal(packViolations[0]?.rule.name, rule);
        assert.deepEqual(unusedExemptions(sections, [audit(state, sections, day)]), []);
    });

    it("links policies to principals by names that AWS and Pulumi generate", () => {
        const allow = (Action: string): string =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: { Effect: "Allow", Action, Resource: "arn:aws:iam::123456789012:role/one" },
            });
        const made = (type: string, name: string, inputs: unknown, outputs: unknown): unknown => ({
            urn: urn(type, name),
            type,
            inputs,
            outputs,
        });
        const arn = "arn:aws:iam::123456789012:policy/make-1a2b";
        const { violations } = audit(
            exported(
                made("aws:iam/role:Role", "role", { namePrefix: "team-" }, { name: "team-9f" }),
                made("aws:iam/policy:Policy", "make", { policy: allow("iam:CreateRole") }, { arn }),
                made("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: "team-9f", policyArn: arn }, {}),
                made("aws:iam/rolePolicy:RolePolicy", "pass", { role: "team-9f", policy: allow("iam:PassRole") }, {}),
            ),
            {},
            day,
        );
        assert.deepEqual(
            violations.map(({ rule, urn: at }) => [rule.name, at]),
            [
                ["iam-passrole-service", urn("aws:iam/rolePolicy:RolePolicy", "pass")],
                ["iam-role-factory", urn("aws:iam/policy:Policy", "make")],
            ],
        );
    });

    it("rejects a value that is not a stack export", () => {
        assert.throws(() => audit({}, {}, day), /not a stack export/);
    });

    it("sets the exit code of the command, and accepts its own output as a baseline", function () {
        this.timeout(120_000);
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-audit-"));
        const run = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
            spawnSync(process.execPath, [join("commands", "start.mjs"), "audit", ...args], { encoding: "utf8" });
        try {
            const state = join(folder, "state.json");
            const baseline = join(folder, "baseline.json");
            writeFileSync(state, JSON.stringify(exported(rolePolicy("wide", policy("*")))));
            const first = run(state, "--json");
            assert.equal(first.status, 1);
            writeFileSync(baseline, first.stdout);
            const report = JSON.parse(first.stdout) as { findings: readonly Record<string, unknown>[] };
            assert.deepEqual(Object.keys(report), ["summary", "findings", "notEvaluated", "unreadable"]);
            const { findings } = report;
            assert.deepEqual(Object.keys(findings[0] ?? {}), [
                ...["rule", "level", "urn", "type", "name", "property", "path", "messageId", "data"],
                ...["message", "reason", "fix", "replacement", "replaces", "fingerprint", "file"],
                ...["line", "column", "severity", "url", "resource", "stack"],
            ]);
            assert.equal(findings[0]?.type, "aws:iam/rolePolicy:RolePolicy");
            const second = run(state, "--baseline", baseline);
            assert.equal(second.status, 0, second.stdout);
            assert.match(
                second.stdout,
                /^1 resource in 1 export: 0 mandatory and 0 advisory violations, 0 exempt, 1 in the baseline, 0 encrypted values /m,
            );

            const [finding = {}] = findings;
            const { fingerprint } = finding;
            const list = join(folder, "list.json");
            writeFileSync(list, JSON.stringify([fingerprint]));
            assert.equal(run(state, "--baseline", list).status, 0);
            const elsewhere = join(folder, "elsewhere.json");
            const moved = { ...finding, urn: String(finding.urn).replace(":prod:", ":dev:") };
            writeFileSync(elsewhere, JSON.stringify({ findings: [moved] }));
            assert.equal(run(state, "--baseline", elsewhere).status, 1);
            writeFileSync(elsewhere, JSON.stringify(["797c12c431ab485d0ad4a209d429eb8b"]));
            assert.match(
                run(state, "--baseline", elsewhere).stderr,
                /: 1 fingerprint of an earlier version of the pack, which matches nothing;/,
            );

            const config = join(folder, "config.json");
            const exemption = { fingerprint, reason: "r", expires: "2999-12-31" };
            const exemptions = [
                { ...exemption, stacks: ["acme/app/prod"] },
                { ...exemption, stacks: ["dev"] },
                { ...exemption, fingerprint: "797c12c431ab485d0ad4a209d429eb8b" },
            ];
            writeFileSync(config, JSON.stringify({ "iam-passrole-wildcard": { exemptions } }));
            const exempted = run(state, "--config", config, "--organization", "acme");
            assert.equal(exempted.status, 0);
            assert.match(
                exempted.stdout,
                /from iam-passrole-wildcard is for none of these stacks, so it was not checked/,
            );
            assert.match(
                exempted.stdout,
                /^Configuration of iam-passrole-wildcard: exemptions\[2\] .*migrate-exemptions/m,
            );
            assert.equal(run(state, "--config", config, "--organization", "other").status, 1);
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });
});
