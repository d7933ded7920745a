/** Messages may be reworded; the fingerprints that exemptions refer to must not change. */
import * as assert from "node:assert/strict";
import type { Rule } from "../../../policypack/engine/rule";
import { allRules } from "../../../policypack/rules";
import { fingerprintsNow, fingerprintsOf, releasedFingerprints } from "../rules/fingerprints";

/** The same rule with other texts. */
const reworded = (rule: Rule): Rule => ({
    ...rule,
    messages: Object.fromEntries(
        Object.keys(rule.messages).map((id) => [
            id,
            { message: "the same in other words", reason: "For another reason.", fix: "Another fix." },
        ]),
    ),
});

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

    for (const rule of allRules) {
        it(`are unchanged for ${rule.name}`, () => {
            assert.deepEqual(fingerprintsOf(reworded(rule)), fingerprintsOf(rule));
        });
    }
});
