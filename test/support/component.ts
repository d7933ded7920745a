import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Pattern } from "../../components/pattern/pattern";
import { namingScope } from "../components/namingScopes";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made } from "./deploy";

/** A class of components, whatever its args. */
type Component<Args> = new (
    name: string,
    args: Args,
    opts?: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** What a component called `ops` must come to, in the home of the tests. */
interface Expected<Args> {
    /** Args of which no value is unknown. */
    readonly args: Args;
    /** Type and name of everything made, sorted by name. */
    readonly inventory: readonly (readonly [type: string, name: string])[];
    /** Which child carries which of the pattern's documents, at which property. */
    readonly carries: readonly (readonly [child: string, property: string, document: string])[];
    /** The public properties and their values; undefined for those that AWS decides. */
    readonly outputs: Readonly<Record<string, unknown>>;
    /** Inputs that a preview cannot know, as `child.property`. */
    readonly unknownAtPreview?: readonly string[];
    /** Args that are wrong in several ways, and the path of each. */
    readonly refused: { readonly args: Args; readonly paths: readonly string[] };
}

const inherited = new Set(["urn", "id"]);

/** The public properties of a component. */
const outputsOf = (component: pulumi.ComponentResource): readonly (readonly [string, pulumi.Output<unknown>])[] =>
    Object.entries(component).filter(
        ([property, value]) => value !== undefined && !property.startsWith("__") && !inherited.has(property),
    ) as [string, pulumi.Output<unknown>][];

/** Inputs that are not known, as `child.property`. */
export const unknownInputs = (made: readonly Made[]): readonly string[] =>
    made
        .filter(({ type }) => type.startsWith("aws:"))
        .flatMap(({ name, inputs }) =>
            Object.entries(inputs).flatMap(([property, value]) =>
                JSON.stringify(value, (_, inner: unknown) => (pulumi.isUnknown(inner) ? "unknown!" : inner)).includes(
                    "unknown!",
                )
                    ? [`${name}.${property}`]
                    : [],
            ),
        );

const elsewhere = { partition: "aws", accountId: "210987654321", region: "eu-west-2" } as const;

/** What every component owes: exactly its children, its planned documents, known at preview, in its provider's location. */
export const describeComponent = <Args extends object>(
    Class: Component<Args>,
    pattern: Pick<Pattern<pulumi.Unwrap<Args>>, "component" | "documents">,
    expected: Expected<Args>,
): void => {
    const build = (args: Args, preview = false, opts?: pulumi.ComponentResourceOptions) =>
        deploy(() => new Class("ops", args, opts), { preview });

    describe(pattern.component, () => {
        it("makes exactly what it was asked for", async () => {
            assert.deepEqual(inventory((await build(expected.args)).made), expected.inventory);
        });

        it("carries the documents that are planned", async () => {
            const { made } = await build(expected.args);
            const documents = pattern.documents(namingScope(pattern.component), expected.args as pulumi.Unwrap<Args>);
            const planned = Object.entries(documents).flatMap(([child, one]) => (one === undefined ? [] : [child]));
            assert.deepEqual([...new Set(expected.carries.map(([, , document]) => document))].sort(), planned.sort());
            for (const [child, property, document] of expected.carries) {
                assert.deepEqual(documentIn(made, child, property), documents[document]?.document, child);
            }
        });

        it("puts out what others need", async () => {
            const { result } = await build(expected.args);
            const values = await Promise.all(
                outputsOf(result).map(async ([property, output]) => [property, await valueOf(output)] as const),
            );
            assert.deepEqual(Object.fromEntries(values), expected.outputs);
        });

        it("knows everything at preview but what AWS decides", async () => {
            const { result, made } = await build(expected.args, true);
            assert.deepEqual(unknownInputs(made), expected.unknownAtPreview ?? []);
            const known = await Promise.all(
                outputsOf(result).map(async ([property, output]) => [property, await isKnown(output)] as const),
            );
            const decided = Object.entries(expected.outputs).map(([property, value]) => [
                property,
                value !== undefined,
            ]);
            assert.deepEqual(Object.fromEntries(known), Object.fromEntries(decided));
        });

        it("stands where its provider does, and hands it to every child", async () => {
            const moved = JSON.parse(
                JSON.stringify(expected.args)
                    .replaceAll(home.accountId, elsewhere.accountId)
                    .replaceAll(home.region, elsewhere.region),
            ) as Args;
            const { made } = await deploy(
                () => {
                    new Class("ops", expected.args, { provider: new Provider("home", { region: home.region }) });
                    new Class("ops", moved, { provider: new Provider("there", { region: elsewhere.region }) });
                },
                { providers: { there: elsewhere } },
            );
            const children = made.filter(({ type }) => type.startsWith("aws:"));
            const there = children.filter(({ provider }) => provider.includes("::there::"));
            assert.equal(there.length * 2, children.length);
            for (const { name, inputs } of there) {
                assert.doesNotMatch(JSON.stringify(inputs), /123456789012|eu-west-1/, name);
            }
        });

        it("names every problem of its args at once, and registers nothing", async () => {
            const { result, made } = await deploy(() => {
                try {
                    new Class("ops", expected.refused.args);
                    return "nothing";
                } catch (issue) {
                    return String(issue);
                }
            });
            assert.deepEqual(made, []);
            for (const path of expected.refused.paths) {
                const at = `${pattern.component} "ops"${path === "" ? "" : `.${path}`} `;
                assert.ok(result.includes(at), `${at} is not named in:\n${result}`);
            }
        });
    });
};
