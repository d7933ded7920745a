import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { evaluate } from "../evaluate";
import { ruleCases, type Case } from "./cases";

type JsonObject = Readonly<Record<string, unknown>>;

const statementsOf = (document: unknown): readonly JsonObject[] =>
    [(document as { readonly Statement: unknown }).Statement].flat() as JsonObject[];

/** Documents that are objects with at least one statement, so that they can be rewritten in an equivalent form. */
const writable: readonly Case[] = Object.entries(ruleCases)
    .filter(([rule]) => rule !== "iam-document-malformed" && rule !== "iam-document-size")
    .flatMap(([, own]) => own)
    .filter(({ document }) => typeof document === "object" && document !== null && statementsOf(document).length > 0);

/** The violations without order, paths and document size: rule, level, fingerprint. */
const reported = ({ kind, settings }: Case, document: unknown): readonly string[] =>
    [
        ...new Set(
            evaluate(kind, document, settings)
                .filter(({ rule }) => rule.name !== "iam-document-size")
                .map(({ rule, level, fingerprint }) => `${rule.name} ${level} ${fingerprint}`),
        ),
    ].sort();

/** The violations without fingerprints, for changes that affect what is granted: rule and level. */
const reportingRules = ({ kind, settings }: Case, document: unknown): readonly string[] =>
    [
        ...new Set(
            evaluate(kind, document, settings)
                .filter(({ rule }) => rule.name !== "iam-document-size")
                .map(({ rule, level }) => `${rule.name} ${level}`),
        ),
    ].sort();

/** Applies a change to each value, recursively. */
const deeply = (value: unknown, change: (value: unknown) => unknown): unknown => {
    const changed = change(value);
    if (Array.isArray(changed)) {
        return changed.map((one) => deeply(one, change));
    }
    if (typeof changed !== "object" || changed === null) {
        return changed;
    }
    return Object.fromEntries(Object.entries(changed).map(([name, member]) => [name, deeply(member, change)]));
};

const reversedMembers = (value: unknown): unknown => {
    if (Array.isArray(value)) {
        return [...(value as readonly unknown[])].reverse();
    }
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).reverse()) : value;
};

const changeStatements = (document: unknown, change: (one: JsonObject) => JsonObject): unknown => ({
    ...(document as JsonObject),
    Statement: statementsOf(document).map(change),
});

const asList = (value: unknown): unknown => (typeof value === "string" ? [value] : value);

const otherCase = (text: string): string =>
    text.replace(/./gs, (letter, at: number) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase()));

/** Changes the case of actions, which contain no variables. */
const inOtherCase = (one: JsonObject): JsonObject => ({
    ...one,
    ...(one.Action === undefined ? {} : { Action: [one.Action].flat().map((text) => otherCase(text as string)) }),
    ...(one.NotAction === undefined
        ? {}
        : { NotAction: [one.NotAction].flat().map((text) => otherCase(text as string)) }),
});

const keysInOtherCase = (one: JsonObject): JsonObject =>
    one.Condition === undefined
        ? one
        : {
              ...one,
              Condition: Object.fromEntries(
                  Object.entries(one.Condition as Readonly<Record<string, JsonObject>>).map(([operator, keys]) => [
                      operator,
                      Object.fromEntries(Object.entries(keys).map(([key, values]) => [otherCase(key), values])),
                  ]),
              ),
          };

const escaped = (document: unknown): string =>
    JSON.stringify(document).replace(/"(?:\\.|[^"\\])*"/g, (quoted) =>
        quoted.replace(/\\.|[a-zA-Z*]/g, (letter) =>
            letter.startsWith("\\") ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
        ),
    );

describe("equivalent documents", () => {
    const unchanged: Readonly<Record<string, (document: unknown) => unknown>> = {
        "JSON text or object": (document) => JSON.stringify(document),
        "white space": (document) => JSON.stringify(document, null, 7),
        "escaped letters": escaped,
        "the order of members, statements and values": (document) => deeply(document, reversedMembers),
        "a single statement or a list": (document) => changeStatements(document, (one) => one),
        "a single action or resource, or a list": (document) =>
            changeStatements(document, (one) => ({
                ...one,
                ...("Action" in one ? { Action: asList(one.Action) } : {}),
                ...("Resource" in one ? { Resource: asList(one.Resource) } : {}),
            })),
        "a single value or a list": (document) =>
            changeStatements(document, (one) =>
                "Condition" in one && one.Condition !== undefined
                    ? { ...one, Condition: deeply(one.Condition, valuesAsLists) }
                    : one,
            ),
        "the case of actions": (document) => changeStatements(document, inOtherCase),
        "the case of condition keys": (document) => changeStatements(document, keysInOtherCase),
        "the Sid": (document) => changeStatements(document, (one) => ({ ...one, Sid: "" })),
    };

    for (const [what, change] of Object.entries(unchanged)) {
        it(`have the same violations regardless of ${what}`, () => {
            for (const one of writable) {
                assert.deepEqual(reported(one, change(one.document)), reported(one, one.document), one.name);
            }
        });
    }

    it("have the same violations with an additional unrelated statement", () => {
        const other = {
            trust: { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:TagSession" },
            grant: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::x/*" },
            boundary: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
            resource: { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "x:Y", Resource: "*" },
        };
        for (const one of writable) {
            const more = {
                ...(one.document as JsonObject),
                Statement: [other[one.kind], ...statementsOf(one.document)],
            };
            assert.deepEqual(reported(one, more), reported(one, one.document), one.name);
        }
    });

    it("have the same violations separately and merged into one document", () => {
        const allows = writable.filter(
            ({ document, settings }) =>
                settings === undefined &&
                statementsOf(document).every(({ Effect }) => Effect === "Allow") &&
                (document as JsonObject).Version === "2012-10-17",
        );
        fc.assert(
            fc.property(fc.constantFrom(...allows), fc.constantFrom(...allows), (left, right) => {
                fc.pre(left.kind === right.kind);
                // The networks of like statements are evaluated together: only their union may be public.
                fc.pre(![left, right].every(({ document }) => JSON.stringify(document).includes('"IpAddress"')));
                const both = {
                    Version: "2012-10-17",
                    Statement: [...statementsOf(left.document), ...statementsOf(right.document)],
                };
                const apart = [...reportingRules(left, left.document), ...reportingRules(right, right.document)];
                assert.deepEqual(
                    reportingRules(left, both).filter((text) => !text.includes("size")),
                    [...new Set(apart)].sort(),
                );
            }),
            { numRuns: 400 },
        );
    });

    it("have no additional grant violations with an unconditional Deny", () => {
        const grants = /passrole|confused|public|oidc/;
        for (const one of writable) {
            const principal = one.kind === "grant" || one.kind === "boundary" ? {} : { Principal: "*" };
            const resource = one.kind === "trust" ? {} : { Resource: "*" };
            for (const Action of ["iam:PassRole", "sts:AssumeRole", "sqs:*", "*"]) {
                const denied = {
                    ...(one.document as JsonObject),
                    Statement: [...statementsOf(one.document), { Effect: "Deny", Action, ...principal, ...resource }],
                };
                const before = reportingRules(one, one.document);
                assert.deepEqual(
                    reportingRules(one, denied).filter((text) => grants.test(text) && !before.includes(text)),
                    [],
                    one.name,
                );
                if (Action === "*") {
                    assert.deepEqual(
                        reported(one, denied).filter((text) => /wildcard|pattern|confused|public|oidc/.test(text)),
                        [],
                        one.name,
                    );
                }
            }
        }
    });
});

const valuesAsLists = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(value).map(([name, member]) => [name, typeof member === "object" ? member : [member]]),
    );
};
