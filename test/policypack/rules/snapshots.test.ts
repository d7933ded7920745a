import * as assert from "node:assert/strict";
import { documentRules } from "../../../policypack/rules";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import { ruleCases } from "./cases";
import { itself, nameOf, own, snapshotOf, committedSnapshot } from "./snapshots";

const otherwise =
    "not what test/policypack/rules/snapshots says; where it is meant, test/policypack/rules/snapshots.ts writes it anew";

/** Users act on these words, and exempt by these fingerprints. */
describe("what users read", () => {
    for (const rule of documentRules) {
        describe(`of ${rule.name}`, () => {
            const written = committedSnapshot(rule);
            const found = (ruleCases[rule.name] ?? []).filter(({ expect }) => expect.length > 0);

            it("is what it says of itself", () => {
                assert.equal(itself(rule), written[own], otherwise);
            });

            for (const { name, kind, document, settings } of found) {
                it(`is what it says of ${name}`, () => {
                    const said = snapshotOf(name, evaluateDocument([rule], kind, document, settings));
                    for (const [about, words] of Object.entries(said)) {
                        assert.equal(words, written[about], otherwise);
                    }
                });
            }

            it("is nothing else", () => {
                const names = found.flatMap(({ name, expect }) => expect.map((_, index) => nameOf(name, index)));
                assert.deepEqual(Object.keys(written).sort(), [own, ...names].sort(), otherwise);
            });
        });
    }
});
