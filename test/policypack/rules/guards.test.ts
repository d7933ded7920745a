/** The guard to paste for each service: the keys that its page documents, and a compliant trust policy. */
import * as assert from "node:assert/strict";
import { principalOf, serviceTrusts } from "../../../policypack/iam";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import { trustConfusedDeputy } from "../../../policypack/rules/iam/trustConfusedDeputy";

const account = "123456789012";
const settings = { account, region: "eu-west-1" };
const violationsOf = (Statement: unknown): ReturnType<typeof evaluateDocument> =>
    evaluateDocument([trustConfusedDeputy], "trust", { Version: "2012-10-17", Statement }, settings);

describe("the guard of a service", () => {
    for (const { service, sourceArn, isArnAlone } of serviceTrusts.filter((fact) => fact.class === "required")) {
        it(`restricts ${service} by the keys of its page`, () => {
            const [violation] = violationsOf({
                Effect: "Allow",
                Principal: { Service: principalOf(service) },
                Action: "sts:AssumeRole",
            });
            const statement = JSON.parse(violation?.replacement ?? "") as { readonly Condition: unknown };
            assert.deepEqual(violationsOf(statement), []);
            const text = JSON.stringify(statement.Condition);
            assert.equal(text.includes(`"aws:SourceAccount":"${account}"`), isArnAlone !== true);
            assert.equal(text.includes('"aws:SourceArn"'), sourceArn !== undefined);
            assert.doesNotMatch(text, /PARTITION|REGION|ACCOUNT/);
        });
    }

    it("names the account in every source ARN", () => {
        for (const { service, sourceArn = "ACCOUNT" } of serviceTrusts) {
            assert.ok(sourceArn.includes("ACCOUNT"), service);
        }
    });
});
