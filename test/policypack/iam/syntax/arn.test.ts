import * as assert from "node:assert/strict";
import { completeArn } from "../../../../policypack/iam/syntax/arn";

describe("completeArn", () => {
    const completed: Readonly<Record<string, string>> = {
        arn: "arn:*:*:*:*:*",
        "arn:": "arn::*:*:*:*",
        "arn:aws": "arn:aws:*:*:*:*",
        "arn:aws:iam": "arn:aws:iam:*:*:*",
        "arn:aws:iam:": "arn:aws:iam::*:*",
        "arn:aws:iam::": "arn:aws:iam:::*",
        "arn:aws:iam::123456789012": "arn:aws:iam::123456789012:*",
        "arn:*:iam": "arn:*:iam:*:*:*",
        "arn:aws:iam::1*2": "arn:aws:iam::1*2:*",
        "arn:aws:iam::${aws:PrincipalAccount}": "arn:aws:iam::${aws:PrincipalAccount}:*",
        "arn:aws:iam::${aws:PrincipalTag/a}": "arn:aws:iam::${aws:PrincipalTag/a}:*",
        "arn:${aws:Partition}:iam": "arn:${aws:Partition}:iam:*:*:*",
        "arn:aws:iam::{{AWS::AccountId}}": "arn:aws:iam::{{AWS::AccountId}}:*",
        "arn:aws:iam::{{resolve:ssm:a}}": "arn:aws:iam::{{resolve:ssm:a}}:*",
        "arn:aws:iam::$": "arn:aws:iam::$:*",
        "arn:aws:iam::${aws": "arn:aws:iam::${aws:*",
    };
    for (const [text, expected] of Object.entries(completed)) {
        it(`completes ${text}`, () => {
            assert.equal(completeArn(text, true), expected);
        });
    }

    for (const text of [
        "*",
        "",
        "iam",
        "ARN:aws:iam",
        "arns",
        "arn:*",
        "arn:aws:*",
        "arn:aws:iam::*",
        "arn:aws:iam::123456789012:",
        "arn:aws:iam::123456789012:role/app",
        "arn:aws:logs:eu-west-1:123456789012:log-group:a:*",
        "arn:aws:iam::${aws:PrincipalAccount}:role/app",
        "arn:aws:logs:eu-west-1:${aws:PrincipalAccount}:log-group:a:*",
        "arn:aws:iam::{{Account}}:role/app",
        "arn:aws:iam::{x}:role/app",
    ]) {
        it(`keeps ${text === "" ? "an empty text" : text}`, () => {
            assert.equal(completeArn(text, true), undefined);
        });
    }

    it("completes a resource in the place of another field only where matching less is safe", () => {
        assert.equal(completeArn("arn:aws:iam:*:role/*", false), "arn:aws:iam:*:role/*:*");
        assert.equal(completeArn("arn:aws:iam:*:role/*", true), undefined);
    });
});
