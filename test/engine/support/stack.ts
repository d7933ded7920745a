import * as assert from "node:assert/strict";
import { join } from "node:path";
import run from "../../..";
import { previewStack } from "../../../program/preview/previewStack";
import { knownLater, type PreviewReport } from "../../../program/preview/report";
import type { EngineWorld, Outcome, Program, StateResource, World } from "./harness";

const root = join(__dirname, "..", "..", "..");

/** The program that `pulumi up` runs. */
export const stack: Program = run;

export const stackFile = (name: string): string => join(root, `Pulumi.${name}.yaml`);

/** What `npm run preview -- --json` says of a stack. */
export const offlinePreview = async (name: string): Promise<PreviewReport> => {
    const { code, stdout, stderr } = await previewStack(run, root, { stack: name, json: true });
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as PreviewReport;
};

const textsAt = (report: PreviewReport, input: string): string[] =>
    report.resources.map(({ inputs }) => inputs[input]).filter((value): value is string => typeof value === "string");

/** The people and roles, by name, to whom a stack attaches policies and whom it does not make itself. */
export interface Surroundings {
    readonly users: readonly string[];
    readonly groups: readonly string[];
    readonly roles: readonly string[];
}

export const surroundingsOf = (report: PreviewReport): Surroundings => {
    const made = report.resources.filter(({ type }) => type === "aws:iam/role:Role").map(({ inputs }) => inputs.name);
    return {
        users: textsAt(report, "user"),
        groups: textsAt(report, "group"),
        roles: textsAt(report, "role").filter((name) => !made.includes(name)),
    };
};

/** Puts the documents into the account that the tasks of the stack's windows run. */
export const seedDocuments = (world: EngineWorld, names: readonly string[], region = "eu-west-1"): void => {
    world.seed(names.map((name) => ({ type: "aws:ssm/document:Document", region, id: name, properties: { name } })));
};

/** The names of the house's own documents that a stack's windows run. */
export const documentsOf = (report: PreviewReport): string[] =>
    textsAt(report, "taskArn").filter((name) => !name.startsWith("arn:") && !name.startsWith("AWS-"));

export const stackNames = ["dev", "prod"] as const;

/** The stack hybrid has neither windows nor automation, which most tests of both others lean on; it has tests of its own. */
export type StackName = (typeof stackNames)[number] | "hybrid";

/** A stack's world, without a policy pack, and how to put into its account what the stack leans on. */
export interface OpenedStack {
    readonly report: PreviewReport;
    readonly world: World;
    /** Hands back what is there before the stack comes. */
    readonly furnish: (world: EngineWorld) => readonly string[];
}

export const openedStack = async (name: StackName): Promise<OpenedStack> => {
    const report = await offlinePreview(name);
    return {
        report,
        world: { stack: name, stackFile: stackFile(name), ...surroundingsOf(report) },
        furnish: (world) => {
            seedDocuments(world, documentsOf(report));
            return world.listed();
        },
    };
};

/** The state without the providers, which no program of ours names. */
export const withoutProviders = (resources: readonly StateResource[]): readonly StateResource[] =>
    resources.filter(({ type }) => !type.startsWith("pulumi:providers:"));

/** A text that says something, or a record of such texts: the ids of endpoints, by service. */
const isKnown = (value: unknown): boolean =>
    typeof value === "object" && value !== null
        ? Object.values(value).every(isKnown)
        : typeof value === "string" && value !== "" && value !== knownLater;

/** Fills what the offline preview could not know from what the engine knows; anything else must be equal. */
export const withKnown = (offline: unknown, real: unknown): unknown => {
    if (offline === knownLater) {
        assert.ok(isKnown(real), `got ${JSON.stringify(real)}`);
        return real;
    }
    if (Array.isArray(offline)) {
        return offline.map((each, i) => withKnown(each, Array.isArray(real) ? real[i] : undefined));
    }
    return typeof offline === "object" && offline !== null
        ? Object.fromEntries(
              Object.entries(offline).map(([name, each]) => [
                  name,
                  withKnown(each, (real as Record<string, unknown> | undefined)?.[name]),
              ]),
          )
        : offline;
};

/** The account holds what it held before and what the state owns: nothing lost, nothing twice, nothing left half done. */
export const assertOwned = async (world: EngineWorld, before: readonly string[]): Promise<void> => {
    assert.deepEqual(await world.pending(), []);
    const owned = (await world.state()).filter(({ type }) => type.startsWith("aws:"));
    const ids = owned.map(({ type, id = "" }) => `${type} ${id}`);
    assert.deepEqual(world.listed(), [...before, ...ids].sort());
};

/** So it is, and the program asks for nothing more. */
export const assertWhole = async (world: EngineWorld, program: Program, before: readonly string[]): Promise<void> => {
    await assertOwned(world, before);
    const again = await world.preview(program);
    assert.ok(again.succeeded, again.output);
    assert.deepEqual(Object.keys(again.changes), ["same"], again.output);
};

/** `pulumi up` runs the program in the folder of the project; here it runs in the test's own process. */
export const inFolder =
    (folder: string, program: Program): Program =>
    async () => {
        const home = process.cwd();
        process.chdir(folder);
        try {
            return await program();
        } finally {
            process.chdir(home);
        }
    };

/** Nothing to say: no violation, and no policy that a value not known yet kept from judging. */
export const assertQuiet = ({ succeeded, output, violations, diagnostics }: Outcome): void => {
    assert.ok(succeeded, output);
    assert.deepEqual(violations, []);
    assert.doesNotMatch(output, /known during preview/);
    assert.deepEqual(diagnostics, []);
};
