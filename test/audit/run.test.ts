/** The options and exit codes of the audit. */
import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { allRules } from "../../policypack/rules";
import { checkFile } from "../../policypack/configurationFile";
import { failures } from "../../audit/run";
import { AuditFolder, run, runJson } from "./auditFolder";
import { document } from "./samples";

const state = (name: string, stack = "prod"): unknown => ({
    urn: `urn:pulumi:${stack}::app::aws:iam/policy:Policy::${name}`,
    type: "aws:iam/policy:Policy",
    inputs: { policy: JSON.stringify(document) },
});

const exported = (...resources: readonly unknown[]): string =>
    JSON.stringify({ deployment: { manifest: {}, resources } });

/** A violation of an advisory rule of medium severity alone. */
const advisory = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/one" }],
});

describe("the options of the audit", () => {
    const folder = new AuditFolder();
    after(() => {
        folder.remove();
    });
    let bad = "";
    let mild = "";
    let good = "";
    before(() => {
        bad = folder.write("bad.json", exported(state("one")));
        mild = folder.write("mild.json", advisory);
        good = folder.write(
            "good.json",
            JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] }),
        );
    });

    describe("the exit code", () => {
        it("is 0 without violations, 1 with mandatory ones, 2 for options, 3 for inputs", () => {
            assert.equal(run([good]).code, 0);
            assert.equal(run([mild]).code, 0);
            assert.equal(run([bad]).code, 1);
            assert.equal(run([]).code, 2);
            assert.equal(run([good, folder.at("missing.json")]).code, 3);
            assert.equal(run([bad, folder.at("missing.json")]).code, 3);
        });

        it("follows --fail-on", () => {
            const codes = (file: string): readonly number[] => failures.map((failOn) => run([file], { failOn }).code);
            assert.deepEqual(failures, ["mandatory", "advisory", "never", "low", "medium", "high", "critical"]);
            assert.deepEqual(codes(bad), [1, 1, 0, 1, 1, 1, 1]);
            assert.deepEqual(codes(mild), [0, 1, 0, 1, 1, 0, 0]);
        });
    });

    it("choose rules by name, glob and severity", () => {
        const rulesOf = (options: object): readonly unknown[] =>
            runJson([bad, mild], options).findings.map(({ rule }) => rule);
        assert.deepEqual(rulesOf({}), ["iam-passrole-wildcard", "iam-passrole-service"]);
        assert.deepEqual(rulesOf({ check: ["iam-passrole-s*"] }), ["iam-passrole-service"]);
        assert.deepEqual(rulesOf({ skipCheck: ["*-wildcard"] }), ["iam-passrole-service"]);
        assert.deepEqual(rulesOf({ check: ["iam-*"], skipCheck: ["iam-passrole-*"] }), []);
        assert.deepEqual(rulesOf({ severity: "high" }), ["iam-passrole-wildcard"]);
    });

    it("reject a glob that matches no rule", () => {
        const { code, stderr } = run([bad], { check: ["iam-passrol-*"] });
        assert.deepEqual([code, stderr], [2, '--check "iam-passrol-*" matches no rule; --list-rules lists them']);
    });

    it("list the rules", () => {
        const { code, stdout } = run([], { listRules: true });
        assert.equal(code, 0);
        assert.equal(stdout.split("\n").length, allRules.length);
        assert.match(stdout, /^iam-passrole-wildcard +mandatory +critical +IAM policies/m);
        const listed = JSON.parse(
            run([], { listRules: true, format: "json", severity: "critical" }).stdout,
        ) as readonly unknown[];
        assert.equal(listed.length, allRules.filter(({ severity }) => severity === "critical").length);
    });

    it("write the output to a file, and the summary to standard error", () => {
        const output = folder.at("report.json");
        const { code, stdout, stderr } = run([bad], { format: "json", output });
        assert.deepEqual([code, stdout], [1, ""]);
        assert.match(stderr, /^1 resource in 1 export: 1 mandatory/);
        assert.match(readFileSync(output, "utf8"), /"findings"/);
        const failed = run([bad], { output: folder.at("no/such/folder.json") });
        assert.equal(failed.code, 2);
        assert.match(failed.stderr, /cannot be written/);
    });
});

describe("the configuration of the audit", () => {
    const folder = new AuditFolder();
    after(() => {
        folder.remove();
    });
    const configuration = (value: unknown): string => folder.write("audit.json", JSON.stringify(value));

    const wrong: Readonly<Record<string, readonly [value: unknown, message: RegExp]>> = {
        "a misspelt rule": [
            { "iam-passrole-wildcrad": "advisory" },
            /Unknown rule "iam-passrole-wildcrad"; did you mean "iam-passrole-wildcard"\?/,
        ],
        "a misspelt key": [{ "iam-passrole-wildcard": { ownAccount: [] } }, /Unknown configuration key "ownAccount"/],
        "a level that is none": [{ all: "mandatroy" }, /expected one of/],
        "an account that is none": [{ ownAccounts: ["1234"] }, /ownAccounts\[0\] is "1234"/],
        "a list": [[], /The file is not a JSON object/],
    };
    for (const [name, [value, message]] of Object.entries(wrong)) {
        it(`is rejected with ${name}`, () => {
            const bad = folder.write("bad.json", exported(state("one")));
            const { code, stdout, stderr } = run([bad], { config: configuration(value) });
            assert.deepEqual([code, stdout], [2, ""]);
            assert.match(stderr, message);
        });
    }

    it("is rejected if it cannot be read", () => {
        assert.equal(run([], { config: folder.at("none.json") }).code, 2);
        const bad = folder.write("bad.json", exported(state("one")));
        assert.match(run([bad], { config: folder.at("none.json") }).stderr, /none\.json cannot be read/);
    });

    it("has accounts and organizations once for all rules", () => {
        const trusting = JSON.stringify({
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Principal: { Service: "ssm.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
            },
        });
        const file = folder.write("trust.json", trusting);
        const rules = (value: unknown): readonly unknown[] =>
            runJson([file], { config: configuration(value), check: ["iam-trust-confused-deputy"] }).findings.map(
                ({ rule }) => rule,
            );
        assert.deepEqual(rules({}), []);
        assert.deepEqual(rules({ ownAccounts: ["123456789012"] }), []);
        assert.deepEqual(rules({ ownAccounts: ["210987654321"] }), ["iam-trust-confused-deputy"]);
        assert.deepEqual(
            rules({ ownAccounts: ["210987654321"], "iam-trust-confused-deputy": { ownAccounts: ["123456789012"] } }),
            [],
        );
    });

    it("is written for the pack with these in the section of each rule", () => {
        const packConfig = folder.at("pack.json");
        const own = { ownAccounts: ["123456789012"], ownOrganizations: ["o-a1b2c3d4e5"] };
        const config = configuration({ ...own, all: "advisory", "iam-passrole-wildcard": "mandatory" });
        assert.equal(run([], { config, writePackConfig: packConfig }).code, 0);
        const written = JSON.parse(readFileSync(packConfig, "utf8")) as Readonly<Record<string, unknown>>;
        assert.deepEqual(checkFile(written, "2026-12-01"), { issues: [], notes: [] });
        assert.deepEqual(Object.keys(written).sort(), ["all", ...allRules.map(({ name }) => name)].sort());
        assert.deepEqual(written["iam-passrole-wildcard"], { enforcementLevel: "mandatory", ...own });
        assert.deepEqual(written["iam-external-id"] ?? own, own);
        assert.equal(run([], { writePackConfig: packConfig }).code, 2);
    });
});

interface Entry {
    readonly fingerprint: string;
    readonly rule: string;
    readonly resource: string;
    readonly stack: string;
    readonly reason: string;
    readonly expires?: string;
}

describe("the baseline of the audit", () => {
    const folder = new AuditFolder();
    after(() => {
        folder.remove();
    });
    const baseline = folder.at("baseline.json");
    const entries = (): readonly Entry[] =>
        (JSON.parse(readFileSync(baseline, "utf8")) as { readonly entries: readonly Entry[] }).entries;
    let two = "";
    let one = "";
    before(() => {
        two = folder.write("two.json", exported(state("one"), state("two")));
        one = folder.write("one.json", exported(state("one")));
    });

    it("is written with reasons, and hides what it lists", () => {
        const { code, stdout } = run([two], { baseline, updateBaseline: true, reason: "before the pack" });
        assert.equal(code, 0);
        assert.match(stdout, /^2 entries in /);
        assert.deepEqual(
            entries().map(({ rule, stack, reason }) => [rule, stack, reason]),
            [1, 2].map(() => ["iam-passrole-wildcard", "app/prod", "before the pack"]),
        );
        assert.equal(run([two], { baseline }).code, 0);
        assert.match(
            run([two], { baseline }).stdout,
            /0 mandatory and 0 advisory violations, 0 exempt, 2 in the baseline/,
        );
    });

    it("is for its stacks alone, and reports entries that match nothing", () => {
        const other = folder.write("other.json", exported(state("one", "dev")));
        assert.equal(run([other], { baseline }).code, 1);
        assert.doesNotMatch(run([other], { baseline }).stdout, /matches no violation/);
        assert.match(
            run([one], { baseline }).stdout,
            /^The baseline's entry of v2:\w+ \(iam-passrole-wildcard, .*::two\) matches no violation; remove it/m,
        );
        assert.doesNotMatch(run([one], { baseline, check: ["ssm-*"] }).stdout, /matches no violation/);
    });

    it("ends on the last day of an entry", () => {
        const [first = assert.fail(), ...rest] = entries();
        folder.write(
            "baseline.json",
            JSON.stringify({ version: 1, entries: [{ ...first, expires: "2026-12-01" }, ...rest] }),
        );
        assert.equal(run([two], { baseline }, "2026-12-01").code, 0);
        const after = run([two], { baseline }, "2026-12-02");
        assert.equal(after.code, 1);
        assert.doesNotMatch(after.stdout, /matches no violation/);
    });

    it("keeps reasons, last days and the entries of other stacks and rules when it is updated", () => {
        const before = entries().map((entry) => ({ ...entry, reason: `because of ${entry.resource}` }));
        const elsewhere = {
            fingerprint: `v2:${"0".repeat(32)}`,
            rule: "iam-passrole-wildcard",
            stack: "app/test",
            reason: "r",
        };
        folder.write("baseline.json", JSON.stringify({ version: 1, entries: [...before, elsewhere] }));
        run([one], { baseline, updateBaseline: true });
        assert.deepEqual(
            entries().map(({ stack, reason, expires }) => [stack, reason.split("::").at(-1), expires]),
            [
                ["app/test", "r", undefined],
                ["app/prod", "one", before.find(({ resource }) => resource.endsWith("one"))?.expires],
            ],
        );
    });

    it("is rejected if it is none, or has an entry that cannot work", () => {
        const refused = (value: unknown): string =>
            run([one], { baseline: folder.write("b.json", JSON.stringify(value)) }).stderr;
        assert.match(refused({ no: "baseline" }), /It is no baseline/);
        assert.match(
            refused({ version: 1, entries: [{ fingerprint: "v2:1", expires: "soon" }] }),
            /entries\[0\]\.expires is "soon"/,
        );
        assert.match(refused({ version: 1, entries: [{}] }), /entries\[0\] has no fingerprint/);
        assert.equal(run([one], { updateBaseline: true }).code, 2);
    });
});
