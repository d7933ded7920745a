/** What a run computes once, counted by V8. */
import * as assert from "node:assert/strict";
import { ParameterAccess } from "../../../components";
import { planStackFile } from "../../../program/preview/planStackFile";
import { stackConfigAt } from "../../../program/config/stackFile";
import { exampleStacks, project } from "../../../tools/examples";
import { countCalls, type CallCounts } from "../../support/callCounts";
import { deploy, home } from "../../support/deploy";
import { previewReport } from "../../upgrade/previewReport";

describe("a preview of the example stack", () => {
    const { instances } = planStackFile(stackConfigAt(exampleStacks.complete), {
        project,
        stack: exampleStacks.complete.stack,
        location: home,
    });
    const keys = [...new Set(instances.map(({ key }) => key))];
    let calls: CallCounts;
    before(async () => {
        calls = await countCalls(() => previewReport("complete"));
    });

    it("plans the stack once", () => {
        assert.equal(calls("program/config/check.ts", "checkConfig"), 1);
        assert.equal(calls("program/plan/plan.ts", "planStack"), 1);
        assert.equal(calls("program/config/read.ts", "readConfig"), 0);
    });

    it("computes the names of each component once", () => {
        assert.deepEqual(
            Object.fromEntries(keys.map((key) => [key, calls(`components/${key}/pattern.ts`, "names")])),
            Object.fromEntries(keys.map((key) => [key, instances.filter((instance) => instance.key === key).length])),
        );
    });

    it("computes the documents of each component once", () => {
        assert.equal(calls("components/pattern/pattern.ts", "planDocuments"), instances.length);
        assert.equal(calls("components/resources/argResolution.ts", "resolveArgs"), 0);
        for (const { key, pattern } of instances) {
            const count = instances.filter((instance) => instance.key === key).length;
            for (const [child, documentFor] of Object.entries(pattern.documents)) {
                const counted = calls(`components/${key}/pattern.ts`, child, documentFor);
                // Functions that several patterns or documents share have no name here, or are in another file.
                assert.ok(counted === count || counted === 0, `${key} ${child}: ${String(counted)}`);
            }
        }
    });

    it("evaluates each document once", () => {
        const documents = instances.flatMap(({ reviewed }) => reviewed);
        assert.equal(calls("policypack/engine/evaluateDocument.ts", "evaluateDocument"), documents.length);
    });

    it("leaves the validation of args to the plan", () => {
        assert.equal(calls("components/resources/planComponent.ts", "allIssues"), 0);
    });
});

describe("a component that is used by itself", () => {
    it("validates its args, and computes and evaluates each of its policies once", async () => {
        const grantees = { groups: ["ops"] };
        const calls = await countCalls(() =>
            deploy(() => new ParameterAccess("app", { readers: { paths: ["/app"], grantees } })),
        );
        // Before the component is registered, and when its location is known.
        assert.equal(calls("components/resources/planComponent.ts", "allIssues"), 2);
        assert.equal(calls("components/parameter/pattern.ts", "names"), 1);
        assert.equal(calls("components/parameter/pattern.ts", "readers"), 1);
        assert.equal(calls("components/parameter/pattern.ts", "writers"), 0);
        assert.equal(calls("policypack/engine/evaluateDocument.ts", "evaluateDocument"), 1);
    });
});
