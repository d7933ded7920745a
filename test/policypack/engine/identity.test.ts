/** Messages may be reworded; the fingerprints that exemptions refer to must not change. */
import * as assert from "node:assert/strict";
import type { Violation } from "../../../policypack/engine/rule";
import { attachmentRules, documentRules, resourceRules, stackRules } from "../../../policypack/rules";
import {
    attachmentFingerprints,
    documentFingerprints,
    fingerprintsNow,
    releasedFingerprints,
    resourceFingerprints,
    stackFingerprints,
} from "../rules/fingerprints";

/** The same violations with other messages. */
const reworded = <Of extends Violation>(violations: readonly Of[]): readonly Of[] =>
    violations.map((violation) => ({
        ...violation,
        message: "the same in other words",
        reason: "For another reason.",
        fix: "another fix",
    }));

describe("fingerprints of reworded messages", () => {
    const released = releasedFingerprints();

    for (const [rule, now] of Object.entries(fingerprintsNow())) {
        it(`include the released ones of ${rule}`, () => {
            assert.deepEqual(
                released[rule]?.filter((one) => !now.includes(one)),
                [],
                "an exemption of a released fingerprint no longer applies: keep the text in `identity`",
            );
            assert.notEqual(now.length, 0);
        });
    }

    it("are recorded for every rule, and for no other", () => {
        assert.deepEqual(Object.keys(released).sort(), Object.keys(fingerprintsNow()).sort());
    });

    it("are unchanged for document rules", () => {
        for (const rule of documentRules) {
            const other = { ...rule, check: (...args: Parameters<typeof rule.check>) => reworded(rule.check(...args)) };
            assert.deepEqual(documentFingerprints(other), documentFingerprints(rule), rule.name);
        }
    });

    it("are unchanged for attachment rules", () => {
        for (const rule of attachmentRules) {
            const other = { ...rule, check: (...args: Parameters<typeof rule.check>) => reworded(rule.check(...args)) };
            assert.deepEqual(attachmentFingerprints(other), attachmentFingerprints(rule), rule.name);
        }
    });

    it("are unchanged for property rules", () => {
        for (const rule of resourceRules) {
            const other = { ...rule, check: (...args: Parameters<typeof rule.check>) => reworded(rule.check(...args)) };
            assert.deepEqual(resourceFingerprints(other), resourceFingerprints(rule), rule.name);
        }
    });

    it("are unchanged for stack rules", () => {
        for (const rule of stackRules) {
            const other = { ...rule, check: (...args: Parameters<typeof rule.check>) => reworded(rule.check(...args)) };
            assert.deepEqual(stackFingerprints(other), stackFingerprints(rule), rule.name);
        }
    });
});
