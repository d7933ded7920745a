/**
 * Exemptions of version 0.1.0 of the pack: they are reported, and the migration writes them for this version. Version
 * 0.1.0 wrote the fingerprints in `firstConfiguration.json`, for the exports of two stacks.
 */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { audit, configurationIssues } from "../../../policypack/audit";
import type { Exemption } from "../../../policypack/engine/exemptions";
import { isFingerprint } from "../../../policypack/engine/fingerprint";
import { migrateExemptions } from "../../../policypack/migration/migrateExemptions";

const day = "2026-11-22";
const file = (name: string): string => join(__dirname, `${name}.json`);
const read = (name: string): unknown => JSON.parse(readFileSync(file(name), "utf8"));

type Sections = Readonly<Record<string, { readonly exemptions?: readonly Exemption[] } | string>>;

const [dev, prod] = [read("dev"), read("prod")];
const first = read("firstConfiguration") as Sections;

const exemptionsIn = (sections: unknown): readonly (Exemption & { readonly rule: string })[] =>
    Object.entries(sections as Sections).flatMap(([rule, section]) =>
        typeof section === "string" ? [] : (section.exemptions ?? []).map((one) => ({ ...one, rule })),
    );

const openIn = (exported: unknown, sections: unknown): number =>
    audit(exported, sections, day).violations.filter(({ status }) => status !== "exempt").length;

describe("exemptions of the first version", () => {
    it("exempt nothing, and are each reported with the command that migrates them", () => {
        assert.equal(openIn(prod, first), audit(prod, first, day).violations.length);
        const issues = configurationIssues(first);
        assert.equal(issues.length, exemptionsIn(first).length);
        for (const issue of issues) {
            assert.match(issue, /^[a-z-]+: exemptions\[\d+\] .* earlier version .*`npm run migrate-exemptions`\.$/);
        }
    });

    it("become exemptions of this version that exempt the same violations, in the same stacks", () => {
        const { sections, unmatched } = migrateExemptions(first, [dev, prod], day);
        assert.deepEqual(unmatched, []);
        assert.deepEqual(configurationIssues(sections), []);
        assert.deepEqual([openIn(dev, sections), openIn(prod, sections)], [0, 0]);
        assert.ok(exemptionsIn(sections).every(({ fingerprint }) => isFingerprint(fingerprint)));
    });

    it("become one for stacks that differ only in their account and Region", () => {
        const { sections } = migrateExemptions(first, [dev, prod], day);
        for (const { stacks, rule } of exemptionsIn(sections)) {
            // Both stacks name a role in the account of prod.
            assert.equal(stacks.length, rule === "iam-role-factory" ? 1 : 2, rule);
        }
    });

    it("are written with their reasons and dates for the stacks of the exports only", () => {
        const { sections, migrated, unmatched } = migrateExemptions(first, [prod], day);
        const written = exemptionsIn(sections);
        assert.ok(written.every(({ stacks }) => stacks.join() === "prod"));
        assert.ok(written.every(({ expires }) => expires === "2027-01-31"));
        const pass = written.filter(({ rule }) => rule === "iam-passrole-wildcard");
        assert.deepEqual(
            pass.map(({ reason }) => reason),
            ["reviewed: pass"],
        );
        assert.equal(migrated.length, unmatched.length);
        assert.notEqual(openIn(dev, sections), 0);
    });

    it("that match nothing in the exports are returned, and none is invented for them", () => {
        const gone = { fingerprint: "797c12c431ab485d0ad4a209d429eb8b", reason: "gone", expires: "2027-01-31" };
        const rule = "iam-passrole-wildcard";
        const { sections, unmatched, migrated } = migrateExemptions(
            { [rule]: { exemptions: [gone] } },
            [dev, prod],
            day,
        );
        assert.deepEqual([sections, migrated], [{ [rule]: { exemptions: [] } }, []]);
        assert.deepEqual(unmatched, [{ ...gone, rule }]);
    });

    it("of one rule are not written for another", () => {
        const wildcard = exemptionsIn(first).filter(({ rule }) => rule === "iam-passrole-wildcard");
        assert.notEqual(wildcard.length, 0);
        const { unmatched } = migrateExemptions({ "iam-passrole-service": { exemptions: wildcard } }, [dev, prod], day);
        assert.equal(unmatched.length, wildcard.length);
    });

    it("that covered several violations become one for each", () => {
        const { migrated } = migrateExemptions(first, [prod], day);
        const several = migrated.filter(({ to }) => to.length > 1);
        assert.deepEqual(
            several.map(({ from, to }) => [from.reason, new Set(to.map(({ fingerprint }) => fingerprint)).size]),
            [
                ["reviewed: services", 2],
                ["reviewed: template", 2],
            ],
        );
    });
});

describe("the migration", () => {
    it("keeps levels, settings and exemptions of this version, and migrates nothing twice", () => {
        const { sections } = migrateExemptions(first, [dev, prod], day);
        const again = migrateExemptions(sections, [dev, prod], day);
        assert.deepEqual(again, { sections, migrated: [], unmatched: [] });
        const withoutExemptions = (file: unknown): unknown =>
            JSON.parse(JSON.stringify(file, (key, value: unknown) => (key === "exemptions" ? undefined : value)));
        assert.deepEqual(withoutExemptions(sections), withoutExemptions(first));
    });

    it("finds the violations of rules that are disabled or advisory", () => {
        const rule = "iam-passrole-wildcard";
        const exemptions = exemptionsIn(first).filter((one) => one.rule === rule);
        const sections = { all: "disabled", [rule]: { enforcementLevel: "disabled", exemptions } };
        assert.deepEqual(migrateExemptions(sections, [dev, prod], day).unmatched, []);
    });

    it("rejects a value that is not a stack export", () => {
        assert.throws(() => migrateExemptions(first, [{}], day), /not a stack export/);
    });

    it("is a command that writes the configuration, reports what it cannot write, and sets its exit code", function () {
        this.timeout(120_000);
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-migration-"));
        const run = (...args: readonly string[]): ReturnType<typeof spawnSync> & { readonly stdout: string } =>
            spawnSync(process.execPath, [join("commands", "start.mjs"), "migrateExemptions", ...args], {
                encoding: "utf8",
            });
        try {
            const output = join(folder, "new.json");
            const all = run("--config", file("firstConfiguration"), "--output", output, file("dev"), file("prod"));
            assert.deepEqual([all.status, all.stdout], [0, ""]);
            const expected = migrateExemptions(first, [dev, prod], day).sections;
            assert.deepEqual(JSON.parse(readFileSync(output, "utf8")), expected);

            const part = run("--config", file("firstConfiguration"), file("prod"));
            assert.equal(part.status, 1);
            assert.deepEqual(JSON.parse(part.stdout), migrateExemptions(first, [prod], day).sections);
            assert.match(String(part.stderr), /until 2027-01-31\) matches no violation in these exports and was not/);
            assert.match(String(part.stderr), /covered 2 violations, each of which has its own exemption now/);

            const broken = join(folder, "broken.json");
            writeFileSync(broken, "{");
            assert.equal(run("--config", broken, file("prod")).status, 2);
            assert.equal(run(file("prod")).status, 2);
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });
});
