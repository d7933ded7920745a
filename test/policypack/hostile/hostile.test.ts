/** Hostile input costs no other resource its result, and what cannot be evaluated is malformed, never compliant. */
import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { hostileInput } from "./fuzz";
import { hostileKinds } from "./kinds";
import { audited, exportOf, reportedOn } from "./run";
import { audit } from "../../../policypack/audit";
import { blocked, isBlocked } from "./beside";

/** Enough to multiply, and small enough for a unit test; the bench runs every kind at its full size. */
const smallSize = 40;

describe("hostile input", () => {
    for (const { name, size, malformed, resources, sections } of hostileKinds) {
        it(`of ${name} is evaluated, and so are the resources beside it`, () => {
            const unitSize = malformed === "at this size" ? size : Math.min(size, smallSize);
            const given = [blocked, ...resources(unitSize), blocked];
            const configuration = (sections?.(unitSize) ?? {}) as Readonly<Record<string, unknown>>;
            for (const violations of [audited(given, configuration), reportedOn(given, configuration)]) {
                assert.equal(violations.filter(isBlocked).length, 2, "the resources beside it");
                const isMalformed = violations.some(({ policy }) => policy === "iam-document-malformed");
                assert.ok(malformed === undefined || isMalformed, "not reported as malformed");
            }
        });
    }

    it("in a secret that is no JSON costs no other resource its result", () => {
        const secret = {
            "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
            plaintext: "{",
        };
        const given = [blocked, { type: "aws:iam/role:Role", inputs: { assumeRolePolicy: secret } }, blocked];
        const { violations, secrets } = audit(exportOf(given), {}, "2026-11-22");
        assert.equal(violations.filter(({ rule }) => rule.name === "iam-passrole-wildcard").length, 2);
        assert.equal(secrets, 1);
    });

    it("at random costs no other resource its result", () => {
        // `npm run test:fuzz` draws up to a million.
        fc.assert(hostileInput, { numRuns: 150 });
    });
});
