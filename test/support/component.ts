import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { planDocuments, type Pattern } from "../../components/pattern/pattern";
import { namingScope } from "../components/namingScopes";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made } from "./deploy";

/** A component class. */
type Component<Args> = new (
    name: string,
    args: Args,
    opts?: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** What a component named `ops` must create in the default location of the tests. */
interface Expected<Args> {
    /** Args without unknown values. */
    readonly args: Args;
    /** Type and name of everything created, sorted by name. */
    readonly inventory: readonly (readonly [type: string, name: string])[];
    /** Which child has which of the pattern's documents, at which property. */
    readonly carries: readonly (readonly [child: string, property: string, document: string])[];
    /** The public properties and their values; undefined for those that AWS assigns. */
    readonly outputs: Readonly<Record<string, unknown>>;
    /** Inputs that are unknown at preview, as `child.property`. */
    readonly unknownAtPreview?: readonly string[];
    /** Args with several validation issues, and the path of each. */
    readonly rejected: { readonly args: Args; readonly paths: readonly string[] };
}

const inherited = new Set(["urn", "id"]);

/** The public properties of a component. */
const outputsOf = (component: pulumi.ComponentResource): readonly (readonly [string, pulumi.Output<unknown>])[] =>
    Object.entries(component).filter(
        ([property, value]) => value !== undefined && !property.startsWith("__") && !inherited.has(property),
    ) as [string, pulumi.Output<unknown>][];

/** Unknown inputs, as `child.property`. */
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

const otherLocation = { partition: "aws", accountId: "210987654321", region: "eu-west-2" } as const;

/** Tests that apply to every component: children, documents, outputs, unknown values, location and validation. */
export const describeComponent = <Args extends object>(
    Class: Component<Args>,
    pattern: Pick<Pattern<pulumi.Unwrap<Args>>, "component" | "documents">,
    expected: Expected<Args>,
): void => {
    const build = (args: Args, preview = false, opts?: pulumi.ComponentResourceOptions) =>
        deploy(() => new Class("ops", args, opts), { preview });

    describe(pattern.component, () => {
        it("creates exactly the expected resources", async () => {
            assert.deepEqual(inventory((await build(expected.args)).made), expected.inventory);
        });

        it("has the pattern's documents on its children", async () => {
            const { made } = await build(expected.args);
            const documents = planDocuments(
                pattern,
                namingScope(pattern.component),
                expected.args as pulumi.Unwrap<Args>,
            );
            const planned = Object.entries(documents).flatMap(([child, one]) => (one === undefined ? [] : [child]));
            assert.deepEqual([...new Set(expected.carries.map(([, , document]) => document))].sort(), planned.sort());
            for (const [child, property, document] of expected.carries) {
                assert.deepEqual(documentIn(made, child, property), documents[document]?.document, child);
            }
        });

        it("has the expected outputs", async () => {
            const { result } = await build(expected.args);
            const values = await Promise.all(
                outputsOf(result).map(async ([property, output]) => [property, await valueOf(output)] as const),
            );
            assert.deepEqual(Object.fromEntries(values), expected.outputs);
        });

        it("knows everything at preview except what AWS assigns", async () => {
            const { result, made } = await build(expected.args, true);
            assert.deepEqual(unknownInputs(made), expected.unknownAtPreview ?? []);
            const known = await Promise.all(
                outputsOf(result).map(async ([property, output]) => [property, await isKnown(output)] as const),
            );
            const expectedKnown = Object.entries(expected.outputs).map(([property, value]) => [
                property,
                value !== undefined,
            ]);
            assert.deepEqual(Object.fromEntries(known), Object.fromEntries(expectedKnown));
        });

        it("uses the location of its provider, and passes the provider to every child", async () => {
            const moved = JSON.parse(
                JSON.stringify(expected.args)
                    .replaceAll(home.accountId, otherLocation.accountId)
                    .replaceAll(home.region, otherLocation.region),
            ) as Args;
            const { made } = await deploy(
                () => {
                    new Class("ops", expected.args, { provider: new Provider("home", { region: home.region }) });
                    new Class("ops", moved, { provider: new Provider("there", { region: otherLocation.region }) });
                },
                { providers: { there: otherLocation } },
            );
            const children = made.filter(({ type }) => type.startsWith("aws:"));
            const there = children.filter(({ provider }) => provider.includes("::there::"));
            assert.equal(there.length * 2, children.length);
            for (const { name, inputs } of there) {
                assert.doesNotMatch(JSON.stringify(inputs), /123456789012|eu-west-1/, name);
            }
        });

        it("reports every validation issue of its args at once, and registers nothing", async () => {
            const { result, made } = await deploy(() => {
                try {
                    new Class("ops", expected.rejected.args);
                    return "nothing";
                } catch (issue) {
                    return String(issue);
                }
            });
            assert.deepEqual(made, []);
            for (const path of expected.rejected.paths) {
                const at = `${pattern.component} "ops"${path === "" ? "" : `.${path}`} `;
                assert.ok(result.includes(at), `${at} is not in:\n${result}`);
            }
        });
    });
};
