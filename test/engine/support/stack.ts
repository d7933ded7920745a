import * as assert from "node:assert/strict";
import run from "../../..";
import { previewStack } from "../../../program/preview/previewStack";
import { knownLater, type PreviewReport } from "../../../program/preview/report";
import { exampleStacks, project, type ExampleName } from "../../../tools/examples";
import { root } from "../../support/imports";
import type { EngineWorld, Outcome, Program, StateResource, World } from "./harness";

/** The program that `pulumi up` runs. */
export const stack: Program = run;

/** The report of `npm run preview -- --json` for an example stack. */
export const offlinePreview = async (name: ExampleName): Promise<PreviewReport> => {
    const { file: config } = exampleStacks[name];
    const { code, stdout, stderr } = await previewStack(run, root, { config, project, json: true });
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as PreviewReport;
};

const textsAt = (report: PreviewReport, input: string): string[] =>
    report.resources.map(({ inputs }) => inputs[input]).filter((value): value is string => typeof value === "string");

/** Names of the users, groups and roles that a stack attaches policies to and does not create itself. */
export interface ExistingGrantees {
    readonly users: readonly string[];
    readonly groups: readonly string[];
    readonly roles: readonly string[];
}

export const existingGranteesOf = (report: PreviewReport): ExistingGrantees => {
    const made = report.resources.filter(({ type }) => type === "aws:iam/role:Role").map(({ inputs }) => inputs.name);
    return {
        users: textsAt(report, "user"),
        groups: textsAt(report, "group"),
        roles: textsAt(report, "role").filter((name) => !made.includes(name)),
    };
};

/** Adds the documents to the account that the tasks of the stack's maintenance windows run. */
export const seedDocuments = (world: EngineWorld, names: readonly string[], region = "eu-west-1"): void => {
    world.seed(names.map((name) => ({ type: "aws:ssm/document:Document", region, id: name, properties: { name } })));
};

/** Names of the account's own documents that a stack's maintenance windows run. */
export const documentsOf = (report: PreviewReport): string[] =>
    textsAt(report, "taskArn").filter((name) => !name.startsWith("arn:") && !name.startsWith("AWS-"));

/** The stack hybrid has no maintenance windows and no automation, which most tests need; it has its own tests. */
export const stackNames = ["complete", "strict"] as const;

/** A world for a stack, without a policy pack, and how to create what the stack depends on. */
export interface OpenedStack {
    readonly report: PreviewReport;
    readonly world: World;
    /** Creates what the stack depends on. Returns what exists before the stack is deployed. */
    readonly setUp: (world: EngineWorld) => readonly string[];
}

export const openedStack = async (name: ExampleName): Promise<OpenedStack> => {
    const report = await offlinePreview(name);
    const { stack: stackName, path: stackFile } = exampleStacks[name];
    return {
        report,
        world: { stack: stackName, stackFile, ...existingGranteesOf(report) },
        setUp: (world) => {
            seedDocuments(world, documentsOf(report));
            return world.listed();
        },
    };
};

/** The state without the default providers. */
export const withoutProviders = (resources: readonly StateResource[]): readonly StateResource[] =>
    resources.filter(({ type }) => !type.startsWith("pulumi:providers:"));

/** Whether the value is a known string, or a record of known strings, such as endpoint ids by service. */
const isKnown = (value: unknown): boolean =>
    typeof value === "object" && value !== null
        ? Object.values(value).every(isKnown)
        : typeof value === "string" && value !== "" && value !== knownLater;

/** Replaces unknown values of the offline preview with those of the engine; anything else must be equal. */
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

/** Asserts that the account has what existed before and what is in the state: nothing lost, duplicate or pending. */
export const assertOwned = async (world: EngineWorld, before: readonly string[]): Promise<void> => {
    assert.deepEqual(await world.pending(), []);
    const owned = (await world.state()).filter(({ type }) => type.startsWith("aws:"));
    const ids = owned.map(({ type, id = "" }) => `${type} ${id}`);
    assert.deepEqual(world.listed(), [...before, ...ids].sort());
};

/** Asserts the same, and that the program has nothing to change. */
export const assertWhole = async (world: EngineWorld, program: Program, before: readonly string[]): Promise<void> => {
    await assertOwned(world, before);
    const again = await world.preview(program);
    assert.ok(again.succeeded, again.output);
    assert.deepEqual(Object.keys(again.changes), ["same"], again.output);
};

/** Runs the program with the folder as its working directory, as `pulumi up` does. */
export const inFolder =
    (folder: string, program: Program): Program =>
    async () => {
        const workingDirectory = process.cwd();
        process.chdir(folder);
        try {
            return await program();
        } finally {
            process.chdir(workingDirectory);
        }
    };

/** Asserts success without violations or other diagnostics, and that no policy was skipped because of an unknown value. */
export const assertQuiet = ({ succeeded, output, violations, diagnostics }: Outcome): void => {
    assert.ok(succeeded, output);
    assert.deepEqual(violations, []);
    assert.doesNotMatch(output, /known during preview/);
    assert.deepEqual(diagnostics, []);
};
