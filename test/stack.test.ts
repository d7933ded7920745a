import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import program from "..";
import { patterns } from "../program/config/patterns";
import { planStackFile } from "../program/preview/planStackFile";
import { jsonOf, reportOf, type FullReport, type PreviewReport } from "../program/preview/report";
import { runPreview } from "../program/preview/run";
import { projectIn, stackConfigIn } from "../program/config/stackFile";
import { home } from "./support/deploy";

const folder = join(__dirname, "..");

/** What the program makes of a stack's file. */
const previewed = async (stack: string): Promise<FullReport> => {
    const run = { project: projectIn(folder), stack, location: home, config: stackConfigIn(folder, stack) };
    const plan = planStackFile(run.config, run);
    return reportOf(await runPreview(program, { ...run, ...plan }), plan, home);
};

/** Hashes of names follow from the identity, which a test of its own proves. */
const steady = (text: string): PreviewReport =>
    JSON.parse(text.replace(/-[0-9a-f]{8}(?=")/g, "-HASH")) as PreviewReport;

const expectedOutputs = (stack: string): unknown =>
    JSON.parse(readFileSync(join(folder, `test/fixtures/outputs/${stack}.json`), "utf8"));

/** What nobody can guard: EC2 sends no source key. */
const unguardable: Readonly<Record<string, readonly string[]>> = { dev: ["ec2.amazonaws.com"], hybrid: [] };

// Which resources there are, `upgrade.test.ts` says by URN and physical name.
for (const stack of ["dev", "hybrid"]) {
    describe(`the program, on Pulumi.${stack}.yaml`, () => {
        let report: FullReport;
        before(async () => {
            report = await previewed(stack);
        });

        it("exports objects by pattern and name", () => {
            assert.deepEqual(steady(jsonOf(report)).outputs, expectedOutputs(stack));
        });

        it("shows no secret", () => {
            assert.doesNotMatch(jsonOf(report), /-register -activation-code/);
        });

        it("knows every document before anything exists, breaks no rule and warns of nothing", () => {
            assert.deepEqual(
                report.documents.filter(({ document }) => document === undefined),
                [],
            );
            assert.deepEqual([report.findings, report.warnings], [[], []]);
        });

        it("passes no role by a pattern, and guards every trust that can be guarded", () => {
            const passed = report.edges.filter(({ kind }) => kind === "passRole");
            assert.ok(passed.length > 0);
            assert.deepEqual(
                passed.filter(
                    ({ to, service }) => !/^arn:aws:iam::123456789012:role\/[\w-]+$/.test(to) || service === undefined,
                ),
                [],
            );
            const unguarded = report.edges.filter(
                ({ kind, conditions }) => kind === "trust" && conditions.length === 0,
            );
            assert.deepEqual([...new Set(unguarded.map(({ service }) => service))], unguardable[stack]);
        });
    });
}

describe("Pulumi.dev.yaml", () => {
    it("shows every pattern", () => {
        const config = stackConfigIn(folder, "dev");
        assert.deepEqual(
            [...patterns.keys()].filter((key) => !(`ssm-access:${key}` in config)),
            [],
        );
    });
});
