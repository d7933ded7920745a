import * as assert from "node:assert/strict";
import { documentRules } from "../../../policypack/rules";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import { formatDocumentViolation } from "../../../policypack/engine/format";
import { ruleCases } from "./cases";

describe("rules", () => {
    it("are these, in this order, at these levels", () => {
        assert.deepEqual(
            documentRules.map(({ name, level }) => [name, level]),
            [
                ["iam-passrole-wildcard", "mandatory"],
                ["iam-passrole-role-pattern", "mandatory"],
                ["iam-passrole-service", "advisory"],
                ["iam-trust-confused-deputy", "mandatory"],
                ["iam-trust-oidc-subject", "mandatory"],
                ["iam-external-id", "advisory"],
                ["iam-resource-confused-deputy", "mandatory"],
                ["iam-resource-public", "mandatory"],
                ["iam-service-linked-role-scope", "advisory"],
                ["ssm-service-wildcard", "advisory"],
                ["ssm-setting-scope", "advisory"],
                ["ssm-bucket-region-wildcard", "advisory"],
                ["iam-condition-never-true", "advisory"],
                ["iam-condition-breaks-service", "advisory"],
                ["iam-document-malformed", "mandatory"],
                ["iam-document-size", "advisory"],
            ],
        );
    });

    for (const rule of documentRules) {
        describe(rule.name, () => {
            const own = ruleCases[rule.name] ?? assert.fail(`no cases for ${rule.name}`);

            it("has cases both ways", () => {
                assert.ok(own.some(({ expect }) => expect.length > 0) && own.some(({ expect }) => expect.length === 0));
            });

            it("tells each case by a name of its own", () => {
                const names = own.map(({ name, expect }) => `${name} ${String(expect.length > 0)}`);
                assert.deepEqual(
                    names.filter((name, index) => names.indexOf(name) !== index),
                    [],
                );
            });

            for (const { name, kind, document, settings, expect } of own) {
                it(`${expect.length === 0 ? "lets pass" : "finds"} ${name}`, () => {
                    const found = evaluateDocument([rule], kind, document, settings);
                    assert.deepEqual(
                        found.map(({ path, level }) => (level === rule.level ? path : `~${path}`)),
                        expect,
                    );
                    for (const violation of found) {
                        assert.match(violation.fingerprint, /^[0-9a-f]{32}$/);
                        assert.ok(["mandatory", "advisory"].includes(violation.level), violation.level);
                        assert.ok(
                            violation.message !== "" && violation.reason.endsWith(".") && violation.fix !== "",
                            violation.message,
                        );
                        assert.ok(!formatDocumentViolation(violation).includes("\n"));
                        assert.ok(
                            !formatDocumentViolation(violation).includes("undefined"),
                            formatDocumentViolation(violation),
                        );
                    }
                });
            }
        });
    }
});
