import * as assert from "node:assert/strict";
import { documentRules } from "../../../policypack/rules";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import { ruleCases } from "./cases";
import { itself, nameOf, metadataKey, snapshotOf, committedSnapshot } from "./snapshots";

const hint =
    "differs from test/policypack/rules/snapshots; if the change is intended, regenerate it with `npm run snapshots`";

/** Users rely on the messages, and refer to the fingerprints in exemptions. */
describe("snapshots", () => {
    for (const rule of documentRules) {
        describe(`of ${rule.name}`, () => {
            const snapshot = committedSnapshot(rule);
            const found = (ruleCases[rule.name] ?? []).filter(({ expect }) => expect.length > 0);

            it("match the metadata", () => {
                assert.equal(itself(rule), snapshot[metadataKey], hint);
            });

            for (const { name, kind, document, settings } of found) {
                it(`match the violations of ${name}`, () => {
                    const actual = snapshotOf(name, evaluateDocument([rule], kind, document, settings));
                    for (const [key, text] of Object.entries(actual)) {
                        assert.equal(text, snapshot[key], hint);
                    }
                });
            }

            it("have no other entries", () => {
                const names = found.flatMap(({ name, expect }) => expect.map((_, index) => nameOf(name, index)));
                assert.deepEqual(Object.keys(snapshot).sort(), [metadataKey, ...names].sort(), hint);
            });
        });
    }
});
