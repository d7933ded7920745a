/** The rules on properties that are not policy documents. */
import * as assert from "node:assert/strict";
import { configurationOf } from "../../../policypack/engine/configuration";
import { evaluate } from "../../../policypack/engine/evaluate";
import { formatViolation } from "../../../policypack/engine/format";
import type { ResourceRule } from "../../../policypack/engine/rule";
import type { ResourceViolation } from "../../../policypack/engine/violation";
import { resourceRules } from "../../../policypack/rules";
import { unknownText } from "../analyzer";
import { resourceCases } from "./resourceCases";

const day = "2026-11-22";

const violationsOf = (
    rule: ResourceRule,
    type: string,
    props: unknown,
    configuration: unknown = {},
): readonly ResourceViolation[] =>
    evaluate([rule], [{ type, urn: `urn:pulumi:dev::acme::${type}::one`, props }], {
        configuration: () => configurationOf(configuration),
        day,
    });

describe("property rules", () => {
    const all = resourceCases(unknownText);

    it("each have cases", () => {
        assert.deepEqual(Object.keys(all).sort(), resourceRules.map(({ name }) => name).sort());
    });

    for (const rule of resourceRules) {
        describe(rule.name, () => {
            for (const { name, type, props, expect } of all[rule.name] ?? []) {
                it(`${expect.length === 0 ? "allows" : "reports"} ${name}`, () => {
                    const violations = violationsOf(rule, type, props);
                    assert.deepEqual(
                        violations.map(({ property }) => property),
                        expect,
                    );
                    for (const violation of violations) {
                        assert.equal(violation.level, "advisory");
                        assert.match(
                            formatViolation(violation),
                            /^.+: .+\. .+\.\nFix: .+\.\n(Replacement: .+\n)?Fingerprint: v2:[0-9a-f]{32}$/,
                        );
                    }
                });
            }

            it("ignores other resource types", () => {
                assert.deepEqual(violationsOf(rule, "aws:s3/bucket:Bucket", { policyArn: "x" }), []);
            });
        });
    }

    it("apply an exemption until its expiry date", () => {
        const [rule] = resourceRules;
        assert.ok(rule);
        const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
        const props = { policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM" };
        const [{ fingerprint } = { fingerprint: "" }] = violationsOf(rule, type, props);
        const exempt = (expires: string): readonly string[] =>
            violationsOf(rule, type, props, {
                exemptions: [{ fingerprint, stacks: ["dev"], reason: "moving", expires }],
            }).map(({ status }) => status);
        assert.deepEqual([exempt("2026-12-01"), exempt("2026-11-01")], [["exempt"], ["expired"]]);
    });
});
