import * as assert from "node:assert/strict";
import { configurationOf } from "../../../policypack/engine/configuration";
import { evaluate, type EvaluatedResource } from "../../../policypack/engine/evaluate";
import type { ResourceViolation } from "../../../policypack/engine/violation";
import { allRules } from "../../../policypack/rules";
import { stackExamples } from "../../../tools/docs/stackExamples";
import { unknownText } from "../analyzer";
import { applyReplacement } from "../rules/applyReplacement";
import { resourceCases } from "../rules/resourceCases";

type Resource = Omit<EvaluatedResource, "urn">;

const configuration = configurationOf({ account: "123456789012" });

const urnOf = ({ type, name = "one" }: Resource): string => `urn:pulumi:dev::acme::${type}::${name}`;

const violationsOn = (resources: readonly Resource[]): readonly ResourceViolation[] =>
    evaluate(
        allRules,
        resources.map((one) => ({ ...one, urn: urnOf(one) })),
        { configuration: () => configuration, day: "2026-11-22" },
    );

const keyOf = ({ rule, urn, messageId }: ResourceViolation): string => `${rule.name} ${messageId} ${urn}`;

/** Applies each replacement in a stack, and asserts that its violation is gone and no other appears. */
const assertMends = (resources: readonly Resource[]): number => {
    const before = violationsOn(resources);
    const replaced = before.filter(({ replacement }) => replacement !== undefined);
    for (const violation of replaced) {
        const after = violationsOn(
            resources.map((one) =>
                urnOf(one) === violation.urn ? { ...one, props: applyReplacement(one.props, violation) } : one,
            ),
        );
        const text = `${JSON.stringify(violation.replaces)} ${violation.replacement ?? ""}`;
        const count = (all: readonly ResourceViolation[]): number =>
            all.filter((one) => keyOf(one) === keyOf(violation)).length;
        assert.ok(count(after) < count(before), text);
        const known = new Set(before.map(keyOf));
        assert.deepEqual(
            after.map(keyOf).filter((key) => !known.has(key)),
            [],
            text,
        );
    }
    return replaced.length;
};

describe("the replacement in a resource", () => {
    for (const [rule, { resources }] of Object.entries(stackExamples)) {
        it(`removes the violation of the example of ${rule}`, () => {
            assertMends(resources);
        });
    }

    for (const [rule, cases] of Object.entries(resourceCases(unknownText))) {
        it(`removes the violations of the cases of ${rule}`, () => {
            cases.forEach(({ type, props }) => assertMends([{ type, props }]));
        });
    }

    it("removes the violations of permissions", () => {
        const invoke = { function: "f", action: "lambda:InvokeFunction" };
        const url = { function: "f", action: "lambda:InvokeFunctionUrl", principal: "*" };
        const table: readonly (readonly [type: string, props: unknown, set: unknown])[] = [
            [
                "lambda/permission:Permission",
                { ...invoke, principal: "sns.amazonaws.com" },
                { sourceAccount: "123456789012" },
            ],
            [
                "lambda/permission:Permission",
                { ...invoke, principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::b" },
                { sourceAccount: "123456789012" },
            ],
            ["lambda/permission:Permission", { ...invoke, principal: "*" }, { principal: "123456789012" }],
            [
                "lambda/permission:Permission",
                { ...url, functionUrlAuthType: "NONE" },
                { principal: "123456789012", functionUrlAuthType: "AWS_IAM" },
            ],
            [
                "lambda/permission:Permission",
                { ...url, functionUrlAuthType: "AWS_IAM" },
                { principal: "123456789012", functionUrlAuthType: "AWS_IAM" },
            ],
            [
                "lambda/permission:Permission",
                { ...invoke, principal: "*", invokedViaFunctionUrl: true },
                { principal: "123456789012" },
            ],
            [
                "lambda/layerVersionPermission:LayerVersionPermission",
                {
                    layerName: "l",
                    action: "lambda:GetLayerVersion",
                    principal: "*",
                    statementId: "s",
                    versionNumber: 1,
                },
                { principal: "123456789012" },
            ],
            [
                "cloudwatch/eventPermission:EventPermission",
                { principal: "*", statementId: "s" },
                { principal: "123456789012" },
            ],
        ];
        for (const [type, props, set] of table) {
            const resource = { type: `aws:${type}`, props };
            const [violation] = violationsOn([resource]);
            assert.deepEqual(JSON.parse(violation?.replacement ?? "null"), set, JSON.stringify(props));
            assert.deepEqual(violation?.replaces, { path: "", mode: "set", placeholders: [] });
            assert.equal(violation.path, "", "the document of a permission is nowhere written");
            assert.doesNotMatch(violation.message, /Statement/);
            assert.ok(assertMends([resource]) > 0);
        }
    });

    it("says what changes with the auth type of a function URL", () => {
        const props = {
            function: "f",
            action: "lambda:InvokeFunctionUrl",
            principal: "*",
            functionUrlAuthType: "AWS_IAM",
        };
        const [violation] = violationsOn([{ type: "aws:lambda/permission:Permission", props }]);
        assert.match(violation?.fix ?? "", /principalOrgId.*functionUrlAuthType and the authorizationType of the URL/);
    });
});

describe("the violations of one rule in one resource", () => {
    const policyOf = (count: number, name: string): Resource => ({
        type: "aws:iam/policy:Policy",
        name,
        props: {
            policy: JSON.stringify({
                Statement: Array.from({ length: count }, () => ({
                    Effect: "Allow",
                    Action: "iam:PassRole",
                    Resource: "*",
                })),
            }),
        },
    });

    it("have replacements up to a number of them, and are all reported", () => {
        const all = violationsOn([policyOf(230, "many"), policyOf(1, "few")]);
        for (const rule of ["iam-passrole-wildcard", "iam-passrole-service"]) {
            const replaced = all
                .filter((one) => one.rule.name === rule)
                .map(({ replacement }) => replacement !== undefined);
            assert.deepEqual(
                replaced,
                [...Array<boolean>(200).fill(true), ...Array<boolean>(30).fill(false), true],
                rule,
            );
        }
    });
});
