/** Values that only the deployment knows, in texts and ARNs. */
import * as assert from "node:assert/strict";
import { roleScope } from "../../../../policypack/iam/analysis/roleScope";
import { arnParts } from "../../../../policypack/iam/syntax/arn";
import {
    deferred,
    endsDeferredName,
    isDeferred,
    isWhollyDeferred,
    maskDeferred,
    withoutDeferred,
} from "../../../../policypack/iam/syntax/deferredValue";

describe("deferred values", () => {
    it("have names without colons", () => {
        assert.equal(deferred("AWS::StackName"), "{{AWS.StackName}}");
        assert.equal(deferred("Role.Arn"), "{{Role.Arn}}");
        assert.ok(isDeferred(`a${deferred("b")}`));
        assert.ok(!isDeferred("{a}"));
    });

    it("are the whole text, or a part", () => {
        assert.ok(isWhollyDeferred(" {{resolve:ssm:/a}} "));
        for (const text of ["a{{b}}", "{{a}}b", "{{a}}{{b}}", "{{a", "a"]) {
            assert.ok(!isWhollyDeferred(text), text);
        }
    });

    it("keep their length when they are masked, and other colons", () => {
        assert.equal(maskDeferred("a:{{resolve:ssm:/x}}:b{{c:d}}"), "a:{{resolve.ssm./x}}:b{{c.d}}");
        assert.equal(maskDeferred("a:{{b:c"), "a:{{b:c");
        assert.equal(maskDeferred("a:b"), "a:b");
    });

    it("are replaced by a letter", () => {
        assert.equal(withoutDeferred("a{{b}}c{{d}}"), "axcx");
        assert.equal(withoutDeferred("a-b"), "a-b");
    });

    it("end at a slash or colon", () => {
        for (const text of ["repo:{{Org}}/", "repo:{{Org}}/app", "{{Repository}}:", "{{A}}/{{B}}:"]) {
            assert.ok(endsDeferredName(text), text);
        }
        for (const text of ["repo:{{Org}}", "repo:{{Org}}-", "repo:acme/{{App}}", "{{A}}/{{B}}"]) {
            assert.ok(!endsDeferredName(text), text);
        }
    });

    it("keep the fields of an ARN", () => {
        assert.deepEqual(arnParts("arn:{{P}}:iam::{{resolve:ssm:/account}}:role/{{resolve:ssm:/role}}*"), {
            partition: "{{P}}",
            service: "iam",
            region: "",
            account: "{{resolve:ssm:/account}}",
            resource: "role/{{resolve:ssm:/role}}*",
        });
    });

    for (const [resource, scope] of [
        ["arn:aws:iam::{{resolve:ssm:/account}}:role/*", "all"],
        ["arn:aws:iam::{{resolve:ssm:/account}}:role/one", "single"],
        ["arn:aws:iam::123456789012:role/{{resolve:ssm:/team}}-*", "pattern"],
        ["arn:aws:iam::123456789012:role/{{resolve:ssm:/team}}", "single"],
        ["arn:aws:iam::{{resolve:ssm:/account}}:user/one", "none"],
    ] as const) {
        it(`do not hide that ${resource} covers ${scope}`, () => {
            assert.equal(roleScope(resource, true), scope);
        });
    }
});
