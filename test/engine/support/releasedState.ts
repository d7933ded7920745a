/**
 * The state of the complete example as the last release left it, and the config it was deployed with: the starting point of an
 * upgrade. Regenerate at each release: `node -r ts-node/register/transpile-only test/engine/support/releasedState.ts`.
 */
import * as assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation";
import { findCli, installHint } from "./cli";
import { exampleStacks } from "../../../tools/examples";
import { EngineWorld, type StateResource } from "./harness";
import { documentsOf, offlinePreview, seedDocuments, stack, existingGranteesOf } from "./stack";
import { pluralize } from "../../../policypack/iam/syntax/pluralize";

const folder = join(__dirname, "..", "..", "upgrade", "released");
/** The metadata of the state in the first line, then one resource per line. */
const stateFile = join(folder, "state.jsonl");

/** The config that the released state was deployed with. */
export const releasedConfig = join(folder, "Pulumi.dev.yaml");

/** A resource with everything that the engine records of it. */
type Kept = StateResource & Readonly<Record<string, unknown>>;

interface State {
    readonly manifest: unknown;
    readonly resources: readonly Kept[];
}

/** Properties that an import does not need: when and where in the program a resource was created. */
const unneeded: ReadonlySet<string> = new Set([
    "created",
    "modified",
    "propertyDependencies",
    "sourcePosition",
    "stackTrace",
]);

const isRepeated = (name: string, value: unknown, inputs: StateResource["inputs"]): boolean =>
    inputs !== undefined && name in inputs && JSON.stringify(inputs[name]) === JSON.stringify(value);

const shortened = (resource: Kept): Readonly<Record<string, unknown>> => ({
    ...Object.fromEntries(Object.entries(resource).filter(([name]) => !unneeded.has(name))),
    // Most outputs repeat inputs.
    outputs: Object.fromEntries(
        Object.entries(resource.outputs ?? {}).filter(([name, value]) => !isRepeated(name, value, resource.inputs)),
    ),
});

const completed = (resource: Kept): Kept => ({
    ...resource,
    outputs: resource.type.startsWith("aws:")
        ? Object.fromEntries(
              Object.entries({ ...resource.inputs, ...resource.outputs }).filter(([name]) => name !== "__defaults"),
          )
        : resource.outputs,
});

/** The released state, in the format of `pulumi stack import`. */
export const releasedState = (): Deployment => {
    const lines = readFileSync(stateFile, "utf8").split("\n");
    const [head, ...resources] = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as unknown);
    const { version, manifest } = head as { readonly version: number; readonly manifest: unknown };
    return { version, deployment: { manifest, resources: (resources as Kept[]).map(completed) } };
};

const main = async (): Promise<void> => {
    const cli = findCli();
    if (cli === undefined) {
        throw new Error(installHint);
    }
    const report = await offlinePreview("complete");
    const world = await EngineWorld.open(cli, {
        stack: exampleStacks.complete.stack,
        stackFile: exampleStacks.complete.path,
        ...existingGranteesOf(report),
    });
    try {
        seedDocuments(world, documentsOf(report));
        const up = await world.up(stack);
        assert.ok(up.succeeded, up.output);
        const exported = await world.exported();
        const { manifest, resources } = exported.deployment as State;
        const lines = [{ version: exported.version, manifest }, ...resources.map(shortened)];
        const text = lines.map((line) => JSON.stringify(line)).join("\n");
        assert.doesNotMatch(text, /ciphertext|4dabf18193072939515e22adb298388d/, "the state holds a secret");
        mkdirSync(folder, { recursive: true });
        writeFileSync(stateFile, `${text}\n`);
        copyFileSync(exampleStacks.complete.path, releasedConfig);
        const size = `${String(Math.round(text.length / 1024))} KiB`;
        console.log(`Wrote ${pluralize(resources.length, "resource")} to test/upgrade/released, ${size}.`);
    } finally {
        world.close();
    }
};

if (require.main === module) {
    main().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    });
}
