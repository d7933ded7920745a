import * as assert from "node:assert/strict";
import program from "..";
import { patterns } from "../program/config/patterns";
import { planStackFile } from "../program/preview/planStackFile";
import { jsonOf, reportOf, type FullReport } from "../program/preview/report";
import { runPreview } from "../program/preview/run";
import { stackConfigAt } from "../program/config/stackFile";
import { exampleStacks, project, type ExampleName } from "../tools/examples";
import { home } from "./support/deploy";
import { recordedOutputs, withoutHashes } from "./upgrade/outputs";

/** The full preview report of an example stack. */
const fullReportOf = async (name: ExampleName): Promise<FullReport> => {
    const { stack, ...file } = exampleStacks[name];
    const run = { project, stack, location: home, config: stackConfigAt(file) };
    const plan = planStackFile(run.config, run);
    return reportOf(await runPreview(program, { ...run, ...plan }), plan, home);
};

/** Services that a trust policy cannot restrict by source: EC2 sends no source key. */
const unguardable: Readonly<Record<string, readonly string[]>> = {
    complete: ["ec2.amazonaws.com"],
    hybrid: [],
};

// `upgrade.test.ts` tests which resources there are, by URN and physical name.
for (const stack of ["complete", "hybrid"] as const) {
    describe(`the program with ${exampleStacks[stack].file}`, () => {
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
            assert.deepEqual(report.findings, []);
            assert.deepEqual(report.warnings, []);
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

describe(exampleStacks.complete.file, () => {
    it("has an instance of every pattern but teams, which the hybrid fleet has", () => {
        const complete = stackConfigAt(exampleStacks.complete);
        assert.deepEqual(
            [...patterns.keys()].filter((key) => !(`ssm-access:${key}` in complete)),
            ["team"],
        );
        assert.ok("ssm-access:team" in stackConfigAt(exampleStacks.hybrid));
    });
});
