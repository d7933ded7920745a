import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { evaluate } from "../evaluate";
import { ruleCases, type Case } from "./cases";

type Members = Readonly<Record<string, unknown>>;

const statementsOf = (document: unknown): readonly Members[] =>
    [(document as { readonly Statement: unknown }).Statement].flat() as Members[];

/** Documents that are objects of the usual shape, with a statement: the ones that can be written in another way. */
const writable: readonly Case[] = Object.entries(ruleCases)
    .filter(([rule]) => rule !== "iam-document-malformed" && rule !== "iam-document-size")
    .flatMap(([, own]) => own)
    .filter(({ document }) => typeof document === "object" && document !== null && statementsOf(document).length > 0);

/** What is said, whatever the order, the paths and the length: rule, level, fingerprint. */
const said = ({ kind, settings }: Case, document: unknown): readonly string[] =>
    [
        ...new Set(
            evaluate(kind, document, settings)
                .filter(({ rule }) => rule.name !== "iam-document-size")
                .map(({ rule, level, fingerprint }) => `${rule.name} ${level} ${fingerprint}`),
        ),
    ].sort();

/** Which rules speak at all: for changes that change statements, and with them fingerprints. */
const speaking = ({ kind, settings }: Case, document: unknown): readonly string[] =>
    [
        ...new Set(
            evaluate(kind, document, settings)
                .filter(({ rule }) => rule.name !== "iam-document-size")
                .map(({ rule, level }) => `${rule.name} ${level}`),
        ),
    ].sort();

/** Each text anywhere in lists or alone, changed. */
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

const reversedMembers = (value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : Array.isArray(value)
          ? [...(value as readonly unknown[])].reverse()
          : value;

const changeStatements = (document: unknown, change: (one: Members) => Members): unknown => ({
    ...(document as Members),
    Statement: statementsOf(document).map(change),
});

const asList = (value: unknown): unknown => (typeof value === "string" ? [value] : value);

const otherCase = (text: string): string =>
    text.replace(/./gs, (letter, at: number) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase()));

/** Actions in another case; variables have none in them. */
const inOtherCase = (one: Members): Members => ({
    ...one,
    ...(one.Action === undefined ? {} : { Action: [one.Action].flat().map((text) => otherCase(text as string)) }),
    ...(one.NotAction === undefined
        ? {}
        : { NotAction: [one.NotAction].flat().map((text) => otherCase(text as string)) }),
});

const keysInOtherCase = (one: Members): Members =>
    one.Condition === undefined
        ? one
        : {
              ...one,
              Condition: Object.fromEntries(
                  Object.entries(one.Condition as Readonly<Record<string, Members>>).map(([operator, keys]) => [
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

describe("the verdict", () => {
    const unchanged: Readonly<Record<string, (document: unknown) => unknown>> = {
        "text or object": (document) => JSON.stringify(document),
        "blanks between": (document) => JSON.stringify(document, null, 7),
        "every letter escaped": escaped,
        "the order of members, statements and values": (document) => deeply(document, reversedMembers),
        "one statement alone or in a list": (document) => changeStatements(document, (one) => one),
        "one action or resource alone or in a list": (document) =>
            changeStatements(document, (one) => ({
                ...one,
                ...("Action" in one ? { Action: asList(one.Action) } : {}),
                ...("Resource" in one ? { Resource: asList(one.Resource) } : {}),
            })),
        "one value alone or in a list": (document) =>
            changeStatements(document, (one) =>
                "Condition" in one && one.Condition !== undefined
                    ? { ...one, Condition: deeply(one.Condition, valuesAsLists) }
                    : one,
            ),
        "the case of actions": (document) => changeStatements(document, inOtherCase),
        "the case of condition keys": (document) => changeStatements(document, keysInOtherCase),
        "a Sid": (document) => changeStatements(document, (one) => ({ ...one, Sid: "" })),
    };

    for (const [what, change] of Object.entries(unchanged)) {
        it(`does not hang on ${what}`, () => {
            for (const one of writable) {
                assert.deepEqual(said(one, change(one.document)), said(one, one.document), one.name);
            }
        });
    }

    it("does not hang on statements about other things", () => {
        const other = {
            trust: { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:TagSession" },
            grant: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::x/*" },
            boundary: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
            resource: { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "x:Y", Resource: "*" },
        };
        for (const one of writable) {
            const more = { ...(one.document as Members), Statement: [other[one.kind], ...statementsOf(one.document)] };
            assert.deepEqual(said(one, more), said(one, one.document), one.name);
        }
    });

    it("is the same for two documents in one as for each", () => {
        const allows = writable.filter(
            ({ document, settings }) =>
                settings === undefined &&
                statementsOf(document).every(({ Effect }) => Effect === "Allow") &&
                (document as Members).Version === "2012-10-17",
        );
        fc.assert(
            fc.property(fc.constantFrom(...allows), fc.constantFrom(...allows), (left, right) => {
                fc.pre(left.kind === right.kind);
                const both = {
                    Version: "2012-10-17",
                    Statement: [...statementsOf(left.document), ...statementsOf(right.document)],
                };
                const apart = [...speaking(left, left.document), ...speaking(right, right.document)];
                assert.deepEqual(
                    speaking(left, both).filter((text) => !text.includes("size")),
                    [...new Set(apart)].sort(),
                );
            }),
            { numRuns: 400 },
        );
    });

    it("never finds a grant more for a Deny without a condition", () => {
        const grants = /passrole|confused|public|oidc/;
        for (const one of writable) {
            const principal = one.kind === "grant" || one.kind === "boundary" ? {} : { Principal: "*" };
            const resource = one.kind === "trust" ? {} : { Resource: "*" };
            for (const Action of ["iam:PassRole", "sts:AssumeRole", "sqs:*", "*"]) {
                const denied = {
                    ...(one.document as Members),
                    Statement: [...statementsOf(one.document), { Effect: "Deny", Action, ...principal, ...resource }],
                };
                const before = said(one, one.document);
                assert.deepEqual(
                    said(one, denied).filter((text) => grants.test(text) && !before.includes(text)),
                    [],
                    one.name,
                );
                if (Action === "*") {
                    assert.deepEqual(
                        said(one, denied).filter((text) => /wildcard|pattern|confused|public|oidc/.test(text)),
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
