import * as assert from "node:assert/strict";
import { allRules } from "../../../policypack/rules";
import { committedSnapshot, snapshotOf, type Snapshot } from "./snapshots";

const hint =
    "differs from test/policypack/rules/snapshots; if the change is intended, regenerate it with `npm run snapshots`";

/** As it is written to a file: without undefined values. */
const written = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot)) as Snapshot;

/** Users rely on the messages, and refer to the fingerprints in exemptions. */
describe("snapshots", () => {
    for (const rule of allRules) {
        describe(`of ${rule.name}`, () => {
            const now = written(snapshotOf(rule));
            const committed = committedSnapshot(rule);

            it("match the metadata", () => {
                assert.deepEqual(now.metadata, committed?.metadata, hint);
            });

            it("match the messages", () => {
                assert.deepEqual(now.messages, committed?.messages, hint);
            });

            for (const [name, reports] of Object.entries(now.cases)) {
                it(`match the violations of ${name}`, () => {
                    assert.deepEqual(reports, committed?.cases[name], hint);
                });
            }

            it("have no other cases", () => {
                assert.deepEqual(Object.keys(now.cases).sort(), Object.keys(committed?.cases ?? {}).sort(), hint);
            });
        });
    }
});
