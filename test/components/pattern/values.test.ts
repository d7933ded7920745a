import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { checkConstraints } from "../../../components/pattern/constraints";
import * as limit from "../../../components/pattern/values";

const accepts = (name: ValueConstraintName, value: unknown): boolean =>
    checkConstraints<{ value: string }>({ properties: { value: limit[name] } }, { value }).length === 0;

type ValueConstraintName = Exclude<keyof typeof limit, "wholeNumber" | "schedule">;

const account = "123456789012";

const cases: Readonly<
    Partial<Record<ValueConstraintName, { readonly good: readonly string[]; readonly bad: readonly string[] }>>
> = {
    iamPath: {
        good: ["/", "/ssm/", "/team/ops-1/", "/a.b=c@d/", `/${"x".repeat(510)}/`],
        bad: [
            "",
            "ssm",
            "/ssm",
            "ssm/",
            "//",
            "/a//b/",
            "/a b/",
            "/*/",
            "/team-?/",
            "/${aws:username}/",
            `/${"x".repeat(511)}/`,
        ],
    },
    roleName: { good: ["a", "a+=,.@_-Z9", "x".repeat(64)], bad: ["", "a b", "a/b", "a*", "x".repeat(65), "ä"] },
    policyName: { good: ["x".repeat(128)], bad: ["x".repeat(129), ""] },
    roleArn: {
        good: [`arn:aws:iam::${account}:role/a`, `arn:aws-cn:iam::${account}:role/service-role/a`],
        bad: [
            "a",
            `arn:aws:iam::${account}:role/`,
            `arn:aws:iam::${account}:role/*`,
            `arn:aws:iam::${account}:role/*/a`,
            `arn:aws:iam::${account}:role/a?`,
            `arn:aws:iam::${account}:role/?/a`,
            `arn:aws:iam::${account}:role/\${aws:username}/a`,
            `arn:aws:iam::*:role/a`,
            `arn:aws:iam::${account}:user/a`,
            `arn:*:iam::${account}:role/a`,
        ],
    },
    userGrantee: {
        good: ["ana", "ana@example.com", `arn:aws:iam::${account}:user/staff/ana`],
        bad: ["", "staff/ana", "*", `arn:aws:iam::${account}:group/ana`, `arn:aws:iam::${account}:user/`],
    },
    groupGrantee: {
        good: ["ops", `arn:aws:iam::${account}:group/ops`],
        bad: ["*", `arn:aws:iam::${account}:user/ops`],
    },
    roleGrantee: {
        good: ["ops", `arn:aws:iam::${account}:role/ops`],
        bad: ["*", `arn:aws:sts::${account}:assumed-role/ops/a`],
    },
    permissionsBoundary: {
        good: [`arn:aws:iam::${account}:policy/b`, "arn:aws:iam::aws:policy/PowerUserAccess"],
        bad: ["b", `arn:aws:iam::${account}:role/b`, "arn:aws:iam::aws:policy/*"],
    },
    documentName: {
        good: [
            "AWS-RunPatchBaseline",
            "Acme.Patch_Now",
            `arn:aws:ssm:eu-west-1:${account}:document/Acme`,
            "arn:aws:ssm:eu-west-1::document/AWS-X",
        ],
        bad: [
            "ab",
            "AWS-*",
            "*",
            "a b c",
            "x".repeat(129),
            `arn:aws:ssm:*:${account}:document/Acme`,
            "arn:aws:ssm:eu-west-1::document/AWS-*",
            "${a}",
        ],
    },
    nodeId: {
        good: ["i-01234567", "i-0123456789abcdef0", "mi-0123456789abcdef0"],
        bad: ["i-*", "i-0123", "i-0123456789ABCDEF0", "x-01234567", "*"],
    },
    tagKey: {
        good: ["Environment", "team:cost/center", "Größe", "a b"],
        bad: ["", "aws:cloudformation:stack-name", "a*", "${a}", "x".repeat(129)],
    },
    matchedTagKey: {
        good: ["Environment", "aws:autoscaling:groupName", "aws:cloudformation:stack-name"],
        bad: ["", "aws:*", "a?", "${a}", "x".repeat(129)],
    },
    tagValue: { good: ["", "prod", "a@b"], bad: ["*", "a?", "${a}", "x".repeat(257)] },
    bucketName: {
        good: ["acme-output", "a.b"],
        bad: ["", "ab", "Acme", "acme/*", "*", "-acme", "acme-", "x".repeat(64)],
    },
    keyPrefix: { good: ["runs", "a/b(c)!"], bad: ["", "/a", "a/", "a//b", "a*", "a?", "${a}"] },
    region: {
        good: ["eu-west-1", "us-gov-west-1", "cn-north-1", "us-isob-east-1", "eusc-de-east-1"],
        bad: ["*", "eu-west", "eu-*-1", "", "EU-WEST-1"],
    },
    functionArn: {
        good: [`arn:aws:lambda:eu-west-1:${account}:function:f`, `arn:aws:lambda:eu-west-1:${account}:function:f:live`],
        bad: [
            "f",
            `arn:aws:lambda:eu-west-1:${account}:function:*`,
            `arn:aws:lambda:eu-west-1:${account}:function:f:*`,
        ],
    },
    stateMachineArn: {
        good: [`arn:aws:states:eu-west-1:${account}:stateMachine:m`],
        bad: [
            `arn:aws:states:eu-west-1:${account}:stateMachine:*`,
            `arn:aws:states:eu-west-1:${account}:execution:m:1`,
        ],
    },
    topicArn: {
        good: [`arn:aws:sns:eu-west-1:${account}:t`],
        bad: [`arn:aws:sns:eu-west-1:${account}:t.fifo`, `arn:aws:sns:eu-west-1:${account}:*`],
    },
    kmsKeyArn: {
        good: [`arn:aws:kms:eu-west-1:${account}:key/11111111-2222-3333-4444-555555555555`],
        bad: [`arn:aws:kms:eu-west-1:${account}:alias/a`, `arn:aws:kms:eu-west-1:${account}:key/*`],
    },
    reason: { good: ["it is a test", "two\nlines of it"], bad: ["", "short", "x".repeat(501)] },
};

describe("value constraints", () => {
    for (const [name, { good, bad }] of Object.entries(cases) as [
        ValueConstraintName,
        NonNullable<(typeof cases)[ValueConstraintName]>,
    ][]) {
        it(`accept a valid ${name}`, () => {
            assert.deepEqual(
                good.filter((value) => !accepts(name, value)),
                [],
            );
        });
        it(`reject an invalid ${name}`, () => {
            assert.deepEqual(
                bad.filter((value) => accepts(name, value)),
                [],
            );
        });
    }

    it("reject wildcards and policy variables in values that documents contain", () => {
        const inDocuments = Object.keys(cases).filter((name) => name !== "reason") as ValueConstraintName[];
        fc.assert(
            fc.property(
                fc.constantFrom(...inDocuments),
                fc.constantFrom("*", "?", "${aws:username}"),
                fc.nat(),
                (name, wild, at) => {
                    for (const text of cases[name]?.good ?? []) {
                        const cut = at % (text.length + 1);
                        const value = `${text.slice(0, cut)}${wild}${text.slice(cut)}`;
                        assert.equal(accepts(name, value) && !name.endsWith("Grantee"), false, value);
                    }
                },
            ),
        );
    });
});
