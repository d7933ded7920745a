import * as assert from "node:assert/strict";
import { documentRules } from "../../../policypack/rules";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import { formatOnOneLine } from "../../../policypack/engine/format";
import { ruleCases } from "./cases";
import { documentRuleLevels } from "./releasedRules";

describe("rules", () => {
    it("have the expected order and levels", () => {
        assert.deepEqual(
            documentRules.map(({ name, level }) => [name, level]),
            documentRuleLevels,
        );
    });

    for (const rule of documentRules) {
        describe(rule.name, () => {
            const own = ruleCases[rule.name] ?? assert.fail(`no cases for ${rule.name}`);

            it("has cases with and without violations", () => {
                assert.ok(own.some(({ expect }) => expect.length > 0) && own.some(({ expect }) => expect.length === 0));
            });

            it("has unique case names", () => {
                const names = own.map(({ name, expect }) => `${name} ${String(expect.length > 0)}`);
                assert.deepEqual(
                    names.filter((name, index) => names.indexOf(name) !== index),
                    [],
                );
            });

            for (const { name, kind, document, settings, expect } of own) {
                it(`${expect.length === 0 ? "allows" : "reports"} ${name}`, () => {
                    const found = evaluateDocument([rule], kind, document, settings);
                    assert.deepEqual(
                        found.map(({ path, level }) => (level === rule.level ? path : `~${path}`)),
                        expect,
                    );
                    for (const violation of found) {
                        assert.match(violation.fingerprint, /^v2:[0-9a-f]{32}$/);
                        assert.ok(["mandatory", "advisory"].includes(violation.level), violation.level);
                        assert.ok(
                            violation.message !== "" && violation.reason.endsWith(".") && violation.fix !== "",
                            violation.message,
                        );
                        assert.ok(!formatOnOneLine(violation).includes("\n"));
                        assert.ok(!formatOnOneLine(violation).includes("undefined"), formatOnOneLine(violation));
                    }
                });
            }
        });
    }
});
