/** Templates within CloudFormation's limits (1 MB, 500 resources) are read whole, in steps that grow with their size. */
import * as assert from "node:assert/strict";
import { documentsOf } from "../../../policypack/documents";
import { TemplateBudget, TemplateLimitError } from "../../../policypack/documents/cloudformation/budget";
import { noParameters } from "../../../policypack/documents/cloudformation/parameters";
import { contentOf, type TemplateContent } from "../../../policypack/documents/cloudformation/template";
import { UnreadableDocument } from "../../../policypack/iam";
import { document, find, managedPolicy, pass, record, role, templateRole, times } from "./kinds/kind";

type Template = Readonly<Record<string, unknown>>;

const mebi = 1_048_576;

/** A text of this length, in which names occur. */
const filled = (length: number, index: number): string => `${index} ${"${AWS::Region} filled ".repeat(length / 21)}`;

const policies = (count: number, resource: (index: number) => unknown): Template =>
    record(count, (i) => [`P${i}`, managedPolicy(document(pass(resource(i))))]);

/** Each shape by the number of resources. */
const shapes: Readonly<Record<string, (count: number) => Template>> = {
    "policies with substituted texts": (count) => ({
        Resources: policies(count, (i) => ({ "Fn::Sub": filled(1900, i) })),
    }),
    "role names that contain the name of the role before": (count) => ({
        Resources: {
            ...record(count / 2, (i) => [
                `R${i}`,
                templateRole(i === 0 ? "first" : { "Fn::Join": ["", [{ "Fn::Sub": `\${R${i - 1}.Arn}` }]] }),
            ]),
            ...policies(count / 2, (i) => ({ "Fn::GetAtt": [`R${i}`, "Arn"] })),
        },
    }),
    "role names that contain the name of the role after, by condition": (count) => ({
        Resources: record(count, (i) => [
            `R${i}`,
            templateRole(
                i === count - 1
                    ? "last"
                    : { "Fn::If": ["C", { "Fn::GetAtt": [`R${i + 1}`, "Arn"] }, { Ref: `R${i + 1}` }] },
            ),
        ]),
    }),
    "policies with twelve conditions": (count) => ({
        Conditions: record(12, (i) => [`C${i}`, { "Fn::Equals": [{ Ref: "Stage" }, `s${i}`] }]),
        Resources: record(count / 5, (i) => [
            `P${i}`,
            managedPolicy(document(times(12, (j) => pass({ "Fn::If": [`C${j}`, role(`a${i}`), role(`b${j}`)] })))),
        ]),
    }),
    "policies with a condition at the end of a chain": (count) => ({
        Conditions: record(count * 20, (i) => [`C${i}`, { "Fn::Not": [{ Condition: `C${i + 1}` }] }]),
        Resources: policies(count, (i) => ({ "Fn::If": [`C${i}`, role("a"), role("b")] })),
    }),
    "mappings that the policies look up": (count) => ({
        Mappings: {
            M: record(200, (i) => [`r${i}`, record(count / 4, (j) => [j === 0 ? "v" : `v${j}`, role(`r${i}${j}`)])]),
        },
        Resources: policies(count, (i) => find(`r${i % 200}`)),
    }),
    "a loop": (count) => ({
        Resources: {
            "Fn::ForEach::L": [
                "V",
                times(count, (i) => `v${i}`),
                { "P${V}": managedPolicy(document(times(10, () => pass({ "Fn::Sub": "${V}" })))) },
            ],
        },
    }),
    "parameters split and joined": (count) => ({
        Parameters: { L: { Type: "String", Default: times(500, (i) => `role${i}`).join(",") } },
        Resources: policies(count, (i) => ({
            "Fn::Join": ["/", [role("x"), { "Fn::Select": [i, { "Fn::Split": [",", { Ref: "L" }] }] }]],
        })),
    }),
    "stack sets with templates of their own": (count) => ({
        Resources: record(count / 50, (i) => [
            `S${i}`,
            {
                Type: "AWS::CloudFormation::StackSet",
                Properties: { TemplateBody: JSON.stringify({ Resources: policies(50, (j) => role(`r${i}${j}`)) }) },
            },
        ]),
    }),
};

/** Counts the steps and the characters that reading takes. */
class CountingBudget extends TemplateBudget {
    count = 0;

    override step(count = 1): void {
        this.count += count;
        super.step(count);
    }

    override text(length: number): void {
        this.count += length / 16;
        super.text(length);
    }
}

const stepsOf = (template: Template): number => {
    const { length } = JSON.stringify(template);
    const budget = new CountingBudget(length);
    const { unreadable } = contentOf(template, noParameters, undefined, budget, length);
    assert.deepEqual(unreadable, []);
    return budget.count;
};

describe("templates within the limits of CloudFormation", () => {
    for (const [name, shape] of Object.entries(shapes)) {
        it(`are read whole: ${name}`, () => {
            const templateBody = JSON.stringify(shape(500));
            assert.ok(templateBody.length <= mebi * 1.2, String(templateBody.length));
            const locations = documentsOf("aws:cloudformation/stack:Stack", { templateBody });
            assert.deepEqual(
                locations.flatMap(({ raw }) => (raw instanceof UnreadableDocument ? [raw.reason] : [])),
                [],
            );
            assert.ok(locations.length >= 100);
        });

        it(`take steps in proportion to the number of resources: ${name}`, () => {
            const growth = stepsOf(shape(400)) / stepsOf(shape(200));
            // Names that contain each other are as long together as the square of their number.
            assert.ok(growth < (name.includes("names") ? 4.2 : 2.2), growth.toFixed(2));
        });
    }

    it("may contain one large value", () => {
        const steps = (count: number): number =>
            stepsOf({ Resources: policies(1, () => times(count, (i) => role(`r${i}`))) });
        assert.ok(steps(15_000) < 15_000 * 10);
    });
});

/** Whether a part of the template is reported, or, once the budget is spent, the whole template. */
const isUnreadable = (read: () => TemplateContent): boolean => {
    try {
        return read().unreadable.length > 0;
    } catch (error) {
        return error instanceof TemplateLimitError;
    }
};

describe("a template of a few lines", () => {
    const repeating = (repeat: (next: unknown) => unknown): CountingBudget => {
        const Mappings = { M: record(200, (i) => [`r${i}`, { v: repeat(find(`r${i + 1}`)) }]) };
        const length = 20_000;
        const budget = new CountingBudget(length);
        const template = { Mappings, Resources: policies(1, () => find("r0")) };
        assert.ok(isUnreadable(() => contentOf(template, noParameters, undefined, budget, length)));
        return budget;
    };

    it("ends where mappings repeat each other", () => {
        const inLists = repeating((next) => [next, next]);
        const inTexts = repeating((next) => ({ "Fn::Join": ["", [next, "a", { "Fn::If": ["C", next, next] }, next]] }));
        for (const { count } of [inLists, inTexts]) {
            assert.ok(count < 1_500_000, String(count));
        }
    });
});
