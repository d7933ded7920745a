import * as assert from "node:assert/strict";
import { fingerprint } from "../../../policypack/engine/fingerprint";
import { evaluate } from "../evaluate";

describe("fingerprints", () => {
    it("depend on the rule, the statement and the URN only", () => {
        const of = (document: unknown): string => evaluate("grant", document)[0]?.fingerprint ?? assert.fail();
        const statement = { Effect: "Allow", Action: ["iam:PassRole", "s3:GetObject"], Resource: "*" };
        const one = of({ Statement: statement });
        assert.equal(
            of({
                Statement: [{ Sid: "Other", ...statement, Action: ["s3:getobject", "iam:passrole"], Resource: ["*"] }],
            }),
            one,
        );
        assert.notEqual(of({ Statement: { ...statement, Action: "iam:PassRole" } }), one);
        assert.notEqual(
            of({ Statement: { ...statement, Condition: { Bool: { "aws:SecureTransport": "true" } } } }),
            one,
        );
        const violation = evaluate("grant", { Statement: statement })[0] ?? assert.fail();
        const statements = [violation.statement ?? assert.fail()];
        assert.equal(fingerprint(violation.rule.name, statements), one);
        assert.notEqual(fingerprint(violation.rule.name, statements, "urn:pulumi:dev::a::b::c"), one);
        assert.notEqual(fingerprint("iam-passrole-service", statements), one);
    });
});
