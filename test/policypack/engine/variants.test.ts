import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { configurationOf } from "../../../policypack/engine/configuration";
import { evaluate } from "../../../policypack/engine/evaluate";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import type { Violation } from "../../../policypack/engine/violation";
import { documentRules } from "../../../policypack/rules";

const day = "2026-11-30";
const configuration = configurationOf({});

/** The path of a violation in a branch of a template is that of the branch in the template. */
const violationText = ({ rule, path, messageId, data }: Violation): string =>
    JSON.stringify([rule.name, path.replace(/\.Fn::If\[\d\]/g, ""), messageId, data]);

const violationsOf = (template: unknown): readonly Violation[] =>
    evaluate(
        documentRules,
        [
            {
                type: "aws:cloudformation/stack:Stack",
                urn: "urn:pulumi:dev::access::aws:cloudformation/stack:Stack::one",
                props: { templateBody: JSON.stringify(template) },
            },
        ],
        { configuration: () => configuration, day },
    );

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

const pass = (resource: unknown, rest: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: resource,
    ...rest,
});

const policy = (Statement: unknown): unknown => ({
    Conditions: Object.fromEntries(["A", "B", "C"].map((name) => [name, { "Fn::Equals": [{ Ref: name }, "x"] }])),
    Resources: { P: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: { Statement } } } },
});

/** What a document says when the conditions that are listed are true. */
const branch = (value: unknown, holding: readonly string[]): unknown => {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map((one) => branch(one, holding));
    }
    const members = value as Readonly<Record<string, unknown>>;
    if ("Fn::If" in members) {
        const [name, yes, no] = members["Fn::If"] as readonly [string, unknown, unknown];
        return branch(holding.includes(name) ? yes : no, holding);
    }
    return Object.fromEntries(Object.entries(members).map(([key, one]) => [key, branch(one, holding)]));
};

const branches = [[], ["A"], ["B"], ["C"], ["A", "B"], ["A", "C"], ["B", "C"], ["A", "B", "C"]];

describe("the branches of a template", () => {
    it("report what each of their documents reports, once", () => {
        const choice = fc.record({
            name: fc.constantFrom("A", "B", "C"),
            yes: fc.constantFrom("*", role("one"), role("app-*")),
            no: fc.constantFrom("*", role("two"), role("team-*")),
        });
        const resource = fc.oneof(
            choice.map(({ name, yes, no }) => ({ "Fn::If": [name, yes, no] })),
            fc.constantFrom("*", role("three"), role("x-*")),
        );
        const effect = fc.constantFrom("Allow", "Allow", "Allow", "Deny");
        const statement = fc.tuple(resource, effect).map(([found, Effect]) => pass(found, { Effect }));
        fc.assert(
            fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), (statements) => {
                const expected = new Set(
                    branches.flatMap((holding) =>
                        evaluateDocument(documentRules, "grant", {
                            Statement: branch(statements, holding),
                        }).map(violationText),
                    ),
                );
                const found = violationsOf(policy(statements));
                assert.deepEqual([...new Set(found.map(violationText))].sort(), [...expected].sort());
                const places = found.map(({ rule, path, messageId, data }) =>
                    JSON.stringify([rule.name, path, messageId, data]),
                );
                assert.equal(new Set(places).size, places.length);
            }),
            { numRuns: 300 },
        );
    });

    it("report a statement again beside another Deny", () => {
        const denied = { Effect: "Deny", Action: "iam:PassRole", Resource: { "Fn::If": ["A", "*", role("one")] } };
        const found = violationsOf(policy([pass("*"), denied]));
        assert.ok(found.some(({ rule }) => rule.name === "iam-passrole-wildcard"));
    });
});
