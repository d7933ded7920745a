/** Which documents of each pattern stay known while one of its args is unknown. */
import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { resolveArgs } from "../../components/resources/argResolution";
import { isKnown, valueOf } from "../support/deploy";
import { documentsByUnknownArg } from "./documentsByUnknownArg";
import { fixtures, type PatternFixture } from "./fixtures";
import { namingScope } from "./namingScopes";

/** Where a value is in the args: property names and positions. */
type ArgPath = readonly (string | number)[];

/** Texts among the args, by path. Further elements of a list are like the first. */
const textsIn = (value: unknown, at: ArgPath = []): readonly (readonly [at: ArgPath, text: string])[] => {
    if (typeof value === "string") {
        return [[at, value]];
    }
    if (Array.isArray(value)) {
        return textsIn(value[0], [...at, 0]);
    }
    return typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([name, inner]) => textsIn(inner, [...at, name]))
        : [];
};

/** The args with another value at a path. */
const withValue = (args: unknown, [first, ...rest]: ArgPath, value: unknown): unknown => {
    if (first === undefined) {
        return value;
    }
    if (Array.isArray(args)) {
        return args.map((inner: unknown, i) => (i === first ? withValue(inner, rest, value) : inner));
    }
    const object = args as Readonly<Record<string, unknown>>;
    return { ...object, [first]: withValue(object[first], rest, value) };
};

const pathOf = (at: ArgPath): string =>
    at
        .map((step) => (step === 0 ? "[]" : `.${step}`))
        .join("")
        .slice(1);

/** Args that must be plain values: names, and what names are computed from. */
const isPlain = ({ pattern }: PatternFixture, path: string): boolean =>
    ["namePrefix", "path", "region"].includes(path) ||
    Object.values(pattern.children).some(({ nameArg, existingArg }) => path === nameArg || path === existingArg);

const isSecret = (output: pulumi.Output<unknown>): Promise<boolean> =>
    (output as unknown as { readonly isSecret: Promise<boolean> }).isSecret;

/** The documents as outputs of these args. */
const outputsOf = async ({ component, pattern }: PatternFixture, args: object) => {
    const resolved = await resolveArgs(args);
    const scope = namingScope(component);
    return Object.entries(pattern.documents).map(
        ([name, documentFor]) => [name, resolved.apply((values) => documentFor(scope, values))] as const,
    );
};

/** The documents whose outputs have a property. */
const documentsWith = async (
    fixture: PatternFixture,
    args: unknown,
    has: (output: pulumi.Output<unknown>) => Promise<boolean>,
): Promise<readonly string[]> => {
    const outputs = await outputsOf(fixture, args as object);
    const found = await Promise.all(outputs.map(async ([name, output]) => ((await has(output)) ? [name] : [])));
    return found.flat();
};

/** The documents that are written differently for these args. */
const changedDocuments = ({ component, pattern, args: given }: PatternFixture, changed: unknown): readonly string[] => {
    const scope = namingScope(component);
    const args = { changePolicyCount: 0, ...given };
    return Object.entries(pattern.documents).flatMap(([name, documentFor]) =>
        JSON.stringify(documentFor(scope, args)) === JSON.stringify(documentFor(scope, changed as object))
            ? []
            : [name],
    );
};

/** The paths of the args of all fixtures of a component, with the documents that each makes unknown. */
const found = new Map<string, Map<string, string>>();

for (const fixture of fixtures) {
    const { component, title } = fixture;
    // The component counts the policies of the deployer before any arg is known; no other pattern has this arg.
    const args = { changePolicyCount: 0, ...fixture.args };

    describe(`unknown args of ${component} with ${title}`, () => {
        const cases: { readonly at: ArgPath; readonly text: string; readonly unknown: readonly string[] }[] = [];
        before(async () => {
            const documents = found.get(component) ?? new Map<string, string>();
            found.set(component, documents);
            for (const [at, text] of textsIn(fixture.args).filter(([path]) => !isPlain(fixture, pathOf(path)))) {
                const changed = withValue(args, at, pulumi.output(pulumi.unknown));
                const unknown = await documentsWith(fixture, changed, async (output) => !(await isKnown(output)));
                cases.push({ at, text, unknown });
                documents.set(pathOf(at), unknown.join(", "));
            }
        });

        it("make every document unknown that another value would change", () => {
            for (const { at, text, unknown } of cases) {
                const changed = changedDocuments(fixture, withValue(args, at, `${text}x`));
                assert.deepEqual(
                    changed.filter((name) => !unknown.includes(name)),
                    [],
                    pathOf(at),
                );
            }
        });

        it("make the same documents secret, if they are secrets instead", async () => {
            for (const { at, text, unknown } of cases) {
                const secret = await documentsWith(fixture, withValue(args, at, pulumi.secret(text)), isSecret);
                assert.deepEqual(secret, unknown, pathOf(at));
            }
        });
    });
}

describe("unknown args", () => {
    it("leave all other documents known", () => {
        assert.deepEqual(
            Object.fromEntries([...found].map(([component, args]) => [component, Object.fromEntries(args)])),
            documentsByUnknownArg,
        );
    });
});

describe("resolved args", () => {
    const read = async (args: object, path: string) => {
        const resolved = await resolveArgs(args as Readonly<Record<string, Readonly<Record<string, string>>>>);
        return resolved.apply((values) => [values[path]?.inner === undefined ? "absent" : "present"]);
    };

    it("make a result unknown that only compares an unknown value", async () => {
        assert.equal(await isKnown(await read({ one: { inner: pulumi.output(pulumi.unknown) } }, "one")), false);
    });

    it("make a result secret that only compares a secret", async () => {
        assert.equal(await isSecret(await read({ one: { inner: pulumi.secret("text") } }, "one")), true);
    });

    it("leave a result known that reads none of the unknown values", async () => {
        const output = await read({ one: { inner: pulumi.output(pulumi.unknown) }, two: { inner: "text" } }, "two");
        assert.equal(await isKnown(output), true);
        assert.deepEqual(await valueOf(output), ["present"]);
    });

    it("wait for promises and nested outputs", async () => {
        const inner = Promise.resolve(pulumi.output("text"));
        assert.deepEqual(await valueOf(await read({ one: Promise.resolve({ inner }) }, "one")), ["present"]);
    });

    it("reject if one of them does", async () => {
        await assert.rejects(resolveArgs({ one: Promise.reject(new Error("no such topic")) }), /no such topic/);
    });
});
