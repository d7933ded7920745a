import * as assert from "node:assert/strict";
import { join } from "node:path";
import program from "..";
import { patterns } from "../program/config/patterns";
import { planStackFile } from "../program/preview/planStackFile";
import { jsonOf, reportOf, type FullReport } from "../program/preview/report";
import { runPreview } from "../program/preview/run";
import { projectIn, stackConfigIn } from "../program/config/stackFile";
import { home } from "./support/deploy";
import { recordedOutputs, withoutHashes } from "./upgrade/outputs";

const folder = join(__dirname, "..");

/** The full preview report of a stack. */
const fullReportOf = async (stack: string): Promise<FullReport> => {
    const run = { project: projectIn(folder), stack, location: home, config: stackConfigIn(folder, stack) };
    const plan = planStackFile(run.config, run);
    return reportOf(await runPreview(program, { ...run, ...plan }), plan, home);
};

/** Services that a trust policy cannot restrict by source: EC2 sends no source key. */
const unguardable: Readonly<Record<string, readonly string[]>> = { dev: ["ec2.amazonaws.com"], hybrid: [] };

// `upgrade.test.ts` tests which resources there are, by URN and physical name.
for (const stack of ["dev", "hybrid"]) {
    describe(`the program with Pulumi.${stack}.yaml`, () => {
        let report: FullReport;
        before(async () => {
            report = await fullReportOf(stack);
        });

        it("exports outputs by pattern and name", () => {
            assert.deepEqual(withoutHashes(jsonOf(report)).outputs, recordedOutputs(stack));
        });

        it("reveals no secret", () => {
            assert.doesNotMatch(jsonOf(report), /-register -activation-code/);
        });

        it("knows every document at preview, and has no violations or warnings", () => {
            assert.deepEqual(
                report.documents.filter(({ document }) => document === undefined),
                [],
            );
            assert.deepEqual([report.findings, report.warnings], [[], []]);
        });

        it("passes only named roles, and restricts every trust policy by source where possible", () => {
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
    it("has an instance of every pattern", () => {
        const config = stackConfigIn(folder, "dev");
        assert.deepEqual(
            [...patterns.keys()].filter((key) => !(`ssm-access:${key}` in config)),
            [],
        );
    });
});
