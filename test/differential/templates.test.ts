/** A policy document in a template has the same result as the plain document, however its values are written. */
import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { configurationOf } from "../../policypack/engine/configuration";
import { evaluate, type EvaluatedResource } from "../../policypack/engine/evaluate";
import { allRules } from "../../policypack/rules";

const account = "123456789012";
const configuration = configurationOf({ account });
const oneOf = fc.constantFrom;

type Json = string | readonly Json[] | { readonly [key: string]: Json };

/** What a template declares for its functions, collected while values are written. */
class Declarations {
    private readonly parameters: Record<string, Json> = {};
    private readonly mapping: Record<string, Json> = {};
    private count = 0;

    parameter(value: string, type = "String"): string {
        const name = this.name("P");
        this.parameters[name] = { Type: type, Default: value };
        return name;
    }

    mapped(value: Json): string {
        const name = this.name("K");
        this.mapping[name] = { Value: value };
        return name;
    }

    template(properties: Json): Json {
        return {
            Parameters: { Choice: { Type: "String" }, ...this.parameters },
            Mappings: { Map: { Unused: { Value: "unused" }, ...this.mapping } },
            Conditions: { Chosen: { "Fn::Equals": [{ Ref: "Choice" }, "yes"] } },
            Resources: { R: properties },
        };
    }

    private name(prefix: string): string {
        this.count += 1;
        return `${prefix}${this.count}`;
    }
}

/** Writes a text in a way that resolves to it. */
type Write = (text: string, declarations: Declarations) => Json;

/** The text for `Fn::Sub`, in which a policy variable is no variable of the template. */
const escaped = (text: string): string => text.replaceAll("${", "${!");

const halves = (text: string): readonly [string, string] => {
    const middle = text.includes("${") ? 0 : Math.ceil(text.length / 2);
    return [text.slice(0, middle), text.slice(middle)];
};

const asWritten: Write = (text) => text;

/** The ways that need no other; the rest of the ways write their parts by one of these. */
const simple: Readonly<Record<string, Write>> = {
    plain: asWritten,
    parameter: (text, declarations) => ({ Ref: declarations.parameter(text) }),
    "map entry": (text, declarations) => ({ "Fn::FindInMap": ["Map", declarations.mapped(text), "Value"] }),
    "map entry by parameter": (text, declarations) => ({
        "Fn::FindInMap": ["Map", { Ref: declarations.parameter(declarations.mapped(text)) }, "Value"],
    }),
    "pseudo parameter": (text) => ({ "Fn::Sub": escaped(text).replaceAll(account, "${AWS::AccountId}") }),
};

const composed = (inner: Write): Readonly<Record<string, Write>> => ({
    "joined halves": (text, declarations) => ({
        "Fn::Join": ["", halves(text).map((half) => inner(half, declarations))],
    }),
    "joined fields": (text, declarations) => ({
        "Fn::Join": [":", text.split(":").map((field) => inner(field, declarations))],
    }),
    "substituted parameter": (text, declarations) => {
        const [first, second] = halves(text);
        return { "Fn::Sub": `${escaped(first)}\${${declarations.parameter(second)}}` };
    },
    "substituted variable": (text, declarations) => {
        const [first, second] = halves(text);
        return { "Fn::Sub": [`\${First}${escaped(second)}`, { First: inner(first, declarations) }] };
    },
    "chosen from a list": (text, declarations) => ({
        "Fn::Select": ["1", ["unused", inner(text, declarations), "unused"]],
    }),
    "chosen from a split text": (text) => ({ "Fn::Select": ["1", { "Fn::Split": ["|", `unused|${text}|unused`] }] }),
    "both branches": (text, declarations) => ({
        "Fn::If": ["Chosen", inner(text, declarations), inner(text, declarations)],
    }),
});

const writes: fc.Arbitrary<Write> = fc.oneof(
    oneOf(...Object.values(simple)),
    oneOf(...Object.values(simple)).chain((inner) => oneOf(...Object.values(composed(inner)))),
);

/** Writes a list of texts in a way that resolves to it. */
const lists: readonly ((texts: readonly string[], declarations: Declarations) => Json | undefined)[] = [
    () => undefined,
    (texts, declarations) => ({ Ref: declarations.parameter(texts.join(", "), "CommaDelimitedList") }),
    (texts) => ({ "Fn::Split": ["|", texts.join("|")] }),
    (texts, declarations) => ({ "Fn::FindInMap": ["Map", declarations.mapped(texts), "Value"] }),
    (texts, declarations) => ({
        "Fn::Split": [",", { "Fn::Join": [",", { Ref: declarations.parameter(texts.join(), "CommaDelimitedList") }] }],
    }),
];

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Writes each text of a document in a way of its own; keys, versions and effects are always plain. */
const written = (
    value: Json,
    next: () => Write,
    declarations: Declarations,
    writeList: (texts: readonly string[]) => Json | undefined = () => undefined,
): Json => {
    const inner = (one: Json): Json => written(one, next, declarations, writeList);
    if (typeof value === "string") {
        return next()(value, declarations);
    }
    if (isList(value)) {
        const texts = value.filter((item) => typeof item === "string");
        return (texts.length === value.length ? writeList(texts) : undefined) ?? value.map(inner);
    }
    return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
            key,
            key === "Version" || key === "Effect" ? member : inner(member),
        ]),
    );
};

/** The ways in turn, again and again. */
const inTurn = (ways: readonly Write[]): (() => Write) => {
    let next = -1;
    return () => {
        next = (next + 1) % ways.length;
        return ways[next] ?? asWritten;
    };
};

const some = (values: readonly string[]): fc.Arbitrary<Json> =>
    fc.oneof(oneOf(...values), fc.uniqueArray(oneOf(...values), { minLength: 1, maxLength: 3 }));

const roles = [
    "*",
    `arn:aws:iam::${account}:role/*`,
    `arn:aws:iam::${account}:role/app-*`,
    `arn:aws:iam::${account}:role/app`,
    "arn:aws:iam::*:role/*",
    `arn:aws:iam::${account}:role/\${aws:PrincipalTag/team}`,
    "arn:aws:s3:::bucket/*",
];

const grantStatement: fc.Arbitrary<Json> = fc.record(
    {
        Effect: oneOf("Allow", "Allow", "Deny"),
        Action: some(["iam:PassRole", "iam:*", "*", "s3:GetObject", "iam:passrole", "ssm:SendCommand"]),
        Resource: some(roles),
        Condition: oneOf<Json>(
            { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            { StringLike: { "iam:PassedToService": ["*", "ssm.amazonaws.com"] } },
            { Bool: { "aws:MultiFactorAuthPresent": "true" } },
        ),
    },
    { requiredKeys: ["Effect", "Action", "Resource"] },
);

const trustStatement: fc.Arbitrary<Json> = fc.record(
    {
        Effect: oneOf("Allow", "Allow", "Allow", "Deny"),
        Principal: oneOf<Json>(
            { Service: "ssm.amazonaws.com" },
            { Service: ["ec2.amazonaws.com", "states.amazonaws.com"] },
            { AWS: `arn:aws:iam::${account}:root` },
            { AWS: "*" },
        ),
        Action: oneOf<Json>("sts:AssumeRole", ["sts:AssumeRole", "sts:TagSession"]),
        Condition: oneOf<Json>(
            { StringEquals: { "aws:SourceAccount": account } },
            { StringEquals: { "aws:SourceAccount": [account, "*"] } },
            { ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } },
            { ArnLike: { "aws:SourceArn": "arn:aws:ssm:*" } },
            { StringLike: { "aws:SourceArn": "*" } },
        ),
    },
    { requiredKeys: ["Effect", "Principal", "Action"] },
);

/** Another text for some of the texts, which changes what a document grants. */
const alternatives: Readonly<Record<string, string>> = {
    "*": `arn:aws:iam::${account}:role/app`,
    [`arn:aws:iam::${account}:role/app`]: `arn:aws:iam::${account}:role/*`,
    "iam:PassRole": "s3:GetObject",
    "s3:GetObject": "iam:*",
    "ssm.amazonaws.com": "ec2.amazonaws.com",
    "ec2.amazonaws.com": "states.amazonaws.com",
    [account]: "*",
    [`arn:aws:ssm:*:${account}:*`]: "arn:aws:ssm:*",
};

const documentOf = (statement: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
    fc.array(statement, { minLength: 1, maxLength: 3 }).map((Statement) => ({ Version: "2012-10-17", Statement }));

/** Where a document stands: in a resource of its own, and in a resource of a template. */
interface DocumentProperty {
    readonly type: string;
    readonly property: string;
    readonly templateType: string;
    readonly templateProperty: string;
    readonly document: fc.Arbitrary<Json>;
}

const documentProperties: readonly DocumentProperty[] = [
    {
        type: "aws:iam/policy:Policy",
        property: "policy",
        templateType: "AWS::IAM::ManagedPolicy",
        templateProperty: "PolicyDocument",
        document: documentOf(grantStatement),
    },
    {
        type: "aws:iam/role:Role",
        property: "assumeRolePolicy",
        templateType: "AWS::IAM::Role",
        templateProperty: "AssumeRolePolicyDocument",
        document: documentOf(trustStatement),
    },
];

const resource = (type: string, props: Json): EvaluatedResource => ({
    type,
    urn: `urn:pulumi:test::test::${type}::r`,
    props,
});

/** The path in the document, whichever branch of a condition it leads through. */
const withoutBranches = (path: string): string => path.replaceAll(/\.?Fn::If\[[12]\]/g, "");

/** What the rules report, without the texts to paste, which are written for the place of the document. */
const verdict = (evaluated: EvaluatedResource): readonly string[] => [
    ...new Set(
        evaluate(allRules, [evaluated], { configuration: () => configuration, day: "2026-12-01" }).map(
            ({ rule, messageId, level, path }) => `${level} ${rule.name} ${messageId} ${withoutBranches(path)}`,
        ),
    ),
];

describe("a document in a template and the plain document", () => {
    for (const { type, property, templateType, templateProperty, document } of documentProperties) {
        const inTemplate = (properties: Json, asText: (template: Json) => string, declared: Declarations): Json => ({
            templateBody: asText(
                declared.template({ Type: templateType, Properties: { [templateProperty]: properties } }),
            ),
        });

        it(`have the same violations: ${templateType}`, () => {
            const asText = oneOf<(template: Json) => string>(
                (template) => JSON.stringify(template),
                (template) => stringify(template),
            );
            fc.assert(
                fc.property(
                    document,
                    fc.array(writes, { minLength: 1, maxLength: 8 }),
                    oneOf(...lists),
                    asText,
                    (plain, ways, writeList, textOf) => {
                        const declarations = new Declarations();
                        const properties = written(plain, inTurn(ways), declarations, (texts) =>
                            writeList(texts, declarations),
                        );
                        const stack = inTemplate(properties, textOf, declarations);
                        assert.deepEqual(
                            verdict(resource("aws:cloudformation/stack:Stack", stack)),
                            verdict(resource(type, { [property]: plain })),
                            JSON.stringify(stack, undefined, 2),
                        );
                    },
                ),
                { numRuns: 2000, seed: 20261201 },
            );
        });

        it(`have the violations of both branches of a condition: ${templateType}`, () => {
            fc.assert(
                fc.property(document, document, (one, other) => {
                    const declarations = new Declarations();
                    const stack = inTemplate({ "Fn::If": ["Chosen", one, other] }, JSON.stringify, declarations);
                    assert.deepEqual(
                        [...verdict(resource("aws:cloudformation/stack:Stack", stack))].sort(),
                        [
                            ...new Set([one, other].flatMap((plain) => verdict(resource(type, { [property]: plain })))),
                        ].sort(),
                        JSON.stringify(stack, undefined, 2),
                    );
                }),
                { numRuns: 500, seed: 20261201 },
            );
        });
    }

    for (const { type, property, templateType, templateProperty, document } of documentProperties) {
        it(`have the violations of both values of a text: ${templateType}`, () => {
            fc.assert(
                fc.property(document, fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), (plain, changes) => {
                    const change: Write = (text) => alternatives[text] ?? text;
                    const choose: Write = (text, declared) => ({ "Fn::If": ["Chosen", text, change(text, declared)] });
                    const declarations = new Declarations();
                    const write = (way: Write): Json =>
                        written(plain, inTurn(changes.map((isChanged) => (isChanged ? way : asWritten))), declarations);
                    const templateBody = JSON.stringify(
                        declarations.template({
                            Type: templateType,
                            Properties: { [templateProperty]: write(choose) },
                        }),
                    );
                    const plainVerdicts = [plain, write(change)].flatMap((one) =>
                        verdict(resource(type, { [property]: one })),
                    );
                    assert.deepEqual(
                        [...verdict(resource("aws:cloudformation/stack:Stack", { templateBody }))].sort(),
                        [...new Set(plainVerdicts)].sort(),
                        templateBody,
                    );
                }),
                { numRuns: 1000, seed: 20261201 },
            );
        });
    }

    it("write a text in every way", () => {
        for (const [name, write] of [
            ...Object.entries(simple),
            ...Object.entries(composed(simple.parameter ?? assert.fail())),
        ]) {
            const declarations = new Declarations();
            const value = write(`arn:aws:iam::${account}:role/app`, declarations);
            assert.equal(typeof value === "string", name === "plain", name);
        }
    });
});
