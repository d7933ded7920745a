import * as assert from "node:assert/strict";
import { hasVariable, mask, maskVariables, splitVariables } from "../../../../policypack/iam/syntax/variables";
import { knowsVariables } from "../../../../policypack/iam/analysis/policyVersion";

describe("policy variables", () => {
    it("are split from the surrounding text", () => {
        const variable = (name: string, fallback?: string): unknown => ({ variable: name, fallback });
        const table: Readonly<Record<string, readonly unknown[]>> = {
            "": [{ literal: "" }],
            plain: [{ literal: "plain" }],
            "${aws:UserName}": [variable("aws:username")],
            "a${aws:UserName}b": [{ literal: "a" }, variable("aws:username"), { literal: "b" }],
            "${a}${b}": [variable("a"), variable("b")],
            "${ aws:UserName , 'x, y' }": [variable("aws:username", " 'x, y' ")],
            "${,x}": [variable("", "x")],
            "a${*}b": [{ literal: "a${*}b" }],
            "${?}${$}": [{ literal: "${?}${$}" }],
            "x${*}${a}y": [{ literal: "x${*}" }, variable("a"), { literal: "y" }],
            "${a}${*}": [variable("a"), { literal: "${*}" }],
            "a${b": [{ literal: "a${b" }],
            "${a}b${c": [variable("a"), { literal: "b${c" }],
            "a$b}": [{ literal: "a$b}" }],
        };
        for (const [text, expected] of Object.entries(table)) {
            assert.deepEqual(splitVariables(text), expected, text);
        }
    });

    it("are detected, and supported only by Version 2012-10-17", () => {
        assert.deepEqual(["", "a", "${", "${*}", "${a}", "x${*}${a}"].map(hasVariable), [
            false,
            false,
            false,
            false,
            true,
            true,
        ]);
        assert.deepEqual(
            (["2012-10-17", "2008-10-17"] as const).map((version) => knowsVariables({ version })),
            [true, false],
        );
    });

    it("are masked by a word without colons, so that an ARN can be split", () => {
        assert.equal(maskVariables("arn:aws:${a}"), `arn:aws:${mask}a`);
        assert.equal(maskVariables("${aws:x:y}-${*}"), `${mask}aws.x.y-\${*}`);
        assert.equal(maskVariables("a:b"), "a:b");
    });
});
