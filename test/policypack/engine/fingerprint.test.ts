import * as assert from "node:assert/strict";
import { fingerprint } from "../../../policypack/engine/fingerprint";
import { judge } from "../judge";

describe("fingerprints", () => {
    it("change with the rule, the statement and the URN, and with nothing else", () => {
        const of = (document: unknown): string => judge("grant", document)[0]?.fingerprint ?? assert.fail();
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
        const verdict = judge("grant", { Statement: statement })[0] ?? assert.fail();
        const statements = [verdict.statement ?? assert.fail()];
        assert.equal(fingerprint(verdict.rule.name, statements), one);
        assert.notEqual(fingerprint(verdict.rule.name, statements, "urn:pulumi:dev::a::b::c"), one);
        assert.notEqual(fingerprint("iam-passrole-service", statements), one);
    });
});
