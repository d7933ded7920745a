import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Stack as AutomationStack, type Deployment, type EngineEvent, type PulumiFn } from "@pulumi/pulumi/automation";
import { parseDocument } from "yaml";
import type { Cli } from "./cli";
import { Cloud } from "./cloud";
import { separateEngineConnections } from "./engineConnections";
import { failure, discardReported, success, type Done, type Outcome } from "./outcome";
import type { Entity } from "../../fakeAws/account";
import { partitionOf } from "../../fakeAws/locationFunctions";
import { isRecord } from "../../fakeAws/value";
import { watchProgram } from "./watchedProgram";
import { foldersIn, openStack } from "./workspace";
import type { Program, World } from "./world";

/** A resource as the exported state holds it. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly protect?: boolean;
    readonly dependencies?: readonly string[];
}

/** An operation that the engine has started and whose result it does not know. */
export interface Pending {
    /** `creating`, `updating` and the like. */
    readonly type: string;
    readonly resource: StateResource;
}

/** The part of an exported state that tests read. */
interface State {
    readonly resources?: readonly StateResource[];
    readonly pending_operations?: readonly Pending[];
}

/** Options of an `up`. */
export interface UpOptions {
    /** Interrupts the CLI, as Ctrl-C does, when it starts a resource of this type. @default - never. */
    readonly interruptAt?: string;
    /** Called with the type of each resource that the engine starts. @default - not called. */
    readonly onBeginning?: (type: string) => void;
    /** Continues with resources that do not depend on a failed one. @default false */
    readonly continueOnError?: boolean;
    /** The number of parallel resource operations. @default - the engine's default. */
    readonly parallel?: number;
}

/** The output and the exit code of a CLI command. */
export interface Command {
    readonly code: number | null;
    readonly output: string;
}

/** Options that all operations of the Automation API have in common. */
interface Callbacks {
    readonly onOutput: (text: string) => void;
    readonly onError: (text: string) => void;
    readonly onEvent: (event: EngineEvent) => void;
    readonly color: "never";
}

/** Options that the operations have in common that run a program. */
interface ProgramOptions {
    readonly program: PulumiFn;
    readonly policyPacks: string[];
    readonly policyPackConfigs: string[];
}

separateEngineConnections();

/**
 * The engine, a file backend and the fake AWS, in a temporary folder. Close it in `finally`, or use `inWorld`.
 */
export class EngineWorld extends Cloud {
    /** The duration of each operation, in order. */
    readonly durations: { readonly name: string; readonly ms: number }[] = [];
    private callsRead = 0;

    private constructor(
        readonly folder: string,
        private readonly cli: Cli,
        private stack: AutomationStack,
        private readonly world: World,
    ) {
        super(foldersIn(folder).aws, partitionOf(world.region ?? "eu-west-1"));
        this.populate(world);
    }

    static async open(cli: Cli, world: World = {}): Promise<EngineWorld> {
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-engine-"));
        try {
            return new EngineWorld(folder, cli, await openStack(cli, folder, world), world);
        } catch (error) {
            rmSync(folder, { recursive: true, force: true });
            throw error;
        }
    }

    preview(program: Program): Promise<Outcome> {
        return this.runProgram("preview", program, async (options) => {
            const { changeSummary } = await this.stack.preview(options);
            return { changes: { ...changeSummary }, outputs: {} };
        });
    }

    up(
        program: Program,
        { interruptAt, onBeginning, continueOnError = false, parallel }: UpOptions = {},
    ): Promise<Outcome> {
        const interrupt = new AbortController();
        return this.runProgram(
            "up",
            program,
            async (options) => {
                const { summary, outputs } = await this.stack.up({
                    ...options,
                    signal: interrupt.signal,
                    continueOnError,
                    ...(parallel === undefined ? {} : { parallel }),
                });
                return { changes: { ...summary.resourceChanges }, outputs };
            },
            (type) => {
                onBeginning?.(type);
                if (type === interruptAt) {
                    interrupt.abort();
                }
            },
        );
    }

    /** Updates the state from what exists in AWS. */
    refresh(): Promise<Outcome> {
        return this.run("refresh", async (callbacks) => {
            const { summary } = await this.stack.refresh(callbacks);
            return { changes: { ...summary.resourceChanges }, outputs: {} };
        });
    }

    destroy(): Promise<Outcome> {
        return this.run("destroy", async (callbacks) => {
            const { summary } = await this.stack.destroy(callbacks);
            return { changes: { ...summary.resourceChanges }, outputs: {} };
        });
    }

    /** Runs a CLI command in the project folder, as a user would type it. It must be one that runs no program. */
    command(...words: readonly string[]): Command {
        const start = Date.now();
        const { status, stdout, stderr } = spawnSync(this.cli.executable, [...words, "--color", "never"], {
            cwd: this.projectFolder,
            encoding: "utf8",
            env: this.environment,
        });
        this.durations.push({ name: words[0] ?? "", ms: Date.now() - start });
        return { code: status, output: stdout + stderr };
    }

    /** The resources of the stack's state. */
    async state(): Promise<readonly StateResource[]> {
        const { resources = [] } = await this.deployment();
        return resources;
    }

    /** The operations that were pending when the engine stopped. */
    async pending(): Promise<readonly Pending[]> {
        const { pending_operations: pending = [] } = await this.deployment();
        return pending;
    }

    /** The state as `pulumi stack export` writes it. */
    exported(): Promise<Deployment> {
        return this.stack.exportStack();
    }

    /** Imports a state, and adds its resources to the account. */
    async takeOver(deployment: Deployment): Promise<void> {
        await this.stack.importStack(deployment);
        const { resources = [] } = deployment.deployment as State;
        this.seed(
            resources
                .filter(({ type }) => type.startsWith("aws:"))
                .map(({ type, id, outputs = {} }) => ({
                    type,
                    id,
                    region: typeof outputs.region === "string" ? outputs.region : "",
                    properties: outputs as Entity["properties"],
                })),
        );
    }

    /** Sets a secret config value by its path (`ssm-access:pattern.name.arg`), as `pulumi config set` does. */
    async setSecret(path: string, value: string): Promise<void> {
        await this.stack.setConfig(path, { value, secret: true }, true);
    }

    /** Changes a value in the stack's config file; undefined removes it. */
    configure(path: readonly string[], value: unknown): void {
        const file = parseDocument(readFileSync(this.stackFile, "utf8"));
        if (value === undefined) {
            file.deleteIn(["config", ...path]);
        } else {
            file.setIn(["config", ...path], value);
        }
        writeFileSync(this.stackFile, String(file));
    }

    /** A value of the stack's config file. */
    configured(path: readonly string[]): unknown {
        const file = parseDocument(readFileSync(this.stackFile, "utf8")).toJS() as Readonly<Record<string, unknown>>;
        return ["config", ...path].reduce<unknown>(
            (value, key) => (isRecord(value) ? (value as Readonly<Record<string, unknown>>)[key] : undefined),
            file,
        );
    }

    /** Renames the stack by `pulumi stack rename`, and uses the new name from then on. */
    async renameStack(name: string): Promise<Command> {
        const renamed = this.command("stack", "rename", name, "--stack", this.stack.name);
        this.stack = await AutomationStack.select(name, this.stack.workspace);
        return renamed;
    }

    /** Sets environment variables for the CLI from now on. */
    setEnvironment(variables: Readonly<Record<string, string>>): void {
        Object.assign(this.stack.workspace.envVars, variables);
    }

    /** The environment of the CLI. */
    get environment(): NodeJS.ProcessEnv {
        return { ...process.env, ...this.stack.workspace.envVars, PULUMI_HOME: this.stack.workspace.pulumiHome };
    }

    /** The project folder, which contains the stack's config file. */
    get projectFolder(): string {
        return foldersIn(this.folder).project;
    }

    get stackFile(): string {
        return join(this.projectFolder, `Pulumi.${this.stack.name}.yaml`);
    }

    /** The state file of the stack. */
    get stateFile(): string {
        const { project = "ssm-access" } = this.world;
        return join(foldersIn(this.folder).backend, ".pulumi", "stacks", project, `${this.stack.name}.json`);
    }

    /** Removes the protection of all resources, so that a test can destroy a protected stack. */
    async unprotect(): Promise<void> {
        const exported = await this.stack.exportStack();
        const { resources = [] } = exported.deployment as { readonly resources?: { protect?: boolean }[] };
        resources.forEach((resource) => {
            resource.protect = false;
        });
        await this.stack.importStack(exported);
    }

    close(): void {
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }

    private async deployment(): Promise<State> {
        return (await this.exported()).deployment as State;
    }

    private packs(): Pick<ProgramOptions, "policyPacks" | "policyPackConfigs"> {
        const { policyPacks = [], policyPackConfigs = [] } = this.world;
        return {
            policyPacks: policyPacks.map((pack) => resolve(pack)),
            policyPackConfigs: [...policyPackConfigs],
        };
    }

    /** Runs an operation with a program, which must run to its end if the operation succeeds. */
    private runProgram(
        name: string,
        program: Program,
        operation: (options: Callbacks & ProgramOptions) => Promise<Done>,
        onBeginning?: (type: string) => void,
    ): Promise<Outcome> {
        const watched = watchProgram(program);
        return this.run(
            name,
            async (callbacks) => {
                const done = await operation({ ...callbacks, ...this.packs(), program: watched.program as PulumiFn });
                watched.assertCompleted(name);
                return done;
            },
            onBeginning,
        );
    }

    private async run(
        name: string,
        operation: (callbacks: Callbacks) => Promise<Done>,
        onBeginning: (type: string) => void = () => undefined,
    ): Promise<Outcome> {
        const start = Date.now();
        const printed: string[] = [];
        const events: EngineEvent[] = [];
        const observed = (): Parameters<typeof success>[0] => {
            const all = this.calls();
            const calls = all.slice(this.callsRead);
            this.callsRead = all.length;
            return { output: printed.join(""), events, calls };
        };
        try {
            const done = await operation({
                onOutput: (text) => printed.push(text),
                onError: (text) => printed.push(text),
                onEvent: (event) => {
                    events.push(event);
                    if (event.resourcePreEvent !== undefined) {
                        onBeginning(event.resourcePreEvent.metadata.type);
                    }
                },
                color: "never",
            });
            return success(observed(), done);
        } catch (error) {
            await discardReported(printed.join(""));
            return failure(observed(), error);
        } finally {
            this.durations.push({ name, ms: Date.now() - start });
        }
    }
}
