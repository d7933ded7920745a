import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Stack as AutomationStack, type Deployment, type EngineEvent, type PulumiFn } from "@pulumi/pulumi/automation";
import { parseDocument } from "yaml";
import type { Cli } from "./cli";
import { Cloud } from "./cloud";
import { failure, forgetTold, success, type Done, type Outcome } from "./outcome";
import type { Entity } from "../../fakeAws/account";
import { partitionOf } from "../../fakeAws/place";
import { isRecord } from "../../fakeAws/value";
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

/** An operation that the engine began and never heard the end of. */
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

/** How an `up` differs from a plain one. */
export interface UpOptions {
    /** Sends the CLI an interrupt, as Ctrl-C does, once it begins with a resource of this type. @default - never. */
    readonly interruptAt?: string;
    /** Hears of each type of resource that the engine begins with. @default - nobody does. */
    readonly onBeginning?: (type: string) => void;
    /** Goes on with what does not depend on a failure. @default false */
    readonly continueOnError?: boolean;
    /** How many resources are worked on at once. @default - as many as the engine takes. */
    readonly parallel?: number;
}

/** What a command of the CLI printed, and how it ended. */
export interface Command {
    readonly code: number | null;
    readonly output: string;
}

/** What the operations of the Automation API have in common. */
interface Watched {
    readonly onOutput: (text: string) => void;
    readonly onError: (text: string) => void;
    readonly onEvent: (event: EngineEvent) => void;
    readonly color: "never";
}

/**
 * The engine, a file backend and the stand-in for AWS, in a temporary folder of their own. Close it in `finally`, or
 * use `inWorld`.
 */
export class EngineWorld extends Cloud {
    /** How long each operation took, in order. */
    readonly took: { readonly name: string; readonly ms: number }[] = [];
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
        return this.run("preview", async (watched) => {
            const { changeSummary } = await this.stack.preview({
                ...watched,
                ...this.packs(),
                program: program as PulumiFn,
            });
            return { changes: { ...changeSummary }, outputs: {} };
        });
    }

    up(
        program: Program,
        { interruptAt, onBeginning, continueOnError = false, parallel }: UpOptions = {},
    ): Promise<Outcome> {
        const interrupt = new AbortController();
        return this.run(
            "up",
            async (watched) => {
                const { summary, outputs } = await this.stack.up({
                    ...watched,
                    ...this.packs(),
                    signal: interrupt.signal,
                    continueOnError,
                    ...(parallel === undefined ? {} : { parallel }),
                    program: program as PulumiFn,
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

    /** Asks AWS what is really there, and takes it into the state. */
    refresh(): Promise<Outcome> {
        return this.run("refresh", async (watched) => {
            const { summary } = await this.stack.refresh(watched);
            return { changes: { ...summary.resourceChanges }, outputs: {} };
        });
    }

    destroy(): Promise<Outcome> {
        return this.run("destroy", async (watched) => {
            const { summary } = await this.stack.destroy(watched);
            return { changes: { ...summary.resourceChanges }, outputs: {} };
        });
    }

    /** Runs a command of the CLI in the folder of the project, as a person types it. It must need no program. */
    command(...words: readonly string[]): Command {
        const began = Date.now();
        const { status, stdout, stderr } = spawnSync(this.cli.executable, [...words, "--color", "never"], {
            cwd: this.projectFolder,
            encoding: "utf8",
            env: { ...process.env, ...this.stack.workspace.envVars, PULUMI_HOME: this.stack.workspace.pulumiHome },
        });
        this.took.push({ name: words[0] ?? "", ms: Date.now() - began });
        return { code: status, output: stdout + stderr };
    }

    /** The resources of the stack's state. */
    async state(): Promise<readonly StateResource[]> {
        const { resources = [] } = await this.deployment();
        return resources;
    }

    /** What the engine had begun when it was stopped. */
    async pending(): Promise<readonly Pending[]> {
        const { pending_operations: pending = [] } = await this.deployment();
        return pending;
    }

    /** The state as `pulumi stack export` writes it. */
    exported(): Promise<Deployment> {
        return this.stack.exportStack();
    }

    /** Takes over a state, and puts what it holds into the account. */
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

    /** Sets one encrypted value of the config, by its path (`ssm-access:pattern.name.arg`), as `pulumi config set` does. */
    async setSecret(path: string, value: string): Promise<void> {
        await this.stack.setConfig(path, { value, secret: true }, true);
    }

    /** Changes one value of the stack's config, as an editor would; undefined takes it away. */
    configure(path: readonly string[], value: unknown): void {
        const file = parseDocument(readFileSync(this.stackFile, "utf8"));
        if (value === undefined) {
            file.deleteIn(["config", ...path]);
        } else {
            file.setIn(["config", ...path], value);
        }
        writeFileSync(this.stackFile, String(file));
    }

    /** One value of the stack's config. */
    configured(path: readonly string[]): unknown {
        const file = parseDocument(readFileSync(this.stackFile, "utf8")).toJS() as Readonly<Record<string, unknown>>;
        return ["config", ...path].reduce<unknown>(
            (value, key) => (isRecord(value) ? (value as Readonly<Record<string, unknown>>)[key] : undefined),
            file,
        );
    }

    /** Renames the stack, as `pulumi stack rename` does, and goes on with it under its new name. */
    async renameStack(name: string): Promise<Command> {
        const renamed = this.command("stack", "rename", name, "--stack", this.stack.name);
        this.stack = await AutomationStack.select(name, this.stack.workspace);
        return renamed;
    }

    /** Sets variables of the environment that the CLI runs in from now on. */
    setEnvironment(variables: Readonly<Record<string, string>>): void {
        Object.assign(this.stack.workspace.envVars, variables);
    }

    /** The folder of the project, with the stack's file in it. */
    get projectFolder(): string {
        return foldersIn(this.folder).project;
    }

    get stackFile(): string {
        return join(this.projectFolder, `Pulumi.${this.stack.name}.yaml`);
    }

    /** The file that holds the stack's state. */
    get stateFile(): string {
        const { project = "ssm-access" } = this.world;
        return join(foldersIn(this.folder).backend, ".pulumi", "stacks", project, `${this.stack.name}.json`);
    }

    /** Takes away the protection of every resource, so that a test can destroy what production must not. */
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

    private packs(): { policyPacks: string[]; policyPackConfigs: string[] } {
        const { policyPacks = [], policyPackConfigs = [] } = this.world;
        return {
            policyPacks: policyPacks.map((pack) => resolve(pack)),
            policyPackConfigs: [...policyPackConfigs],
        };
    }

    private async run(
        name: string,
        operation: (watched: Watched) => Promise<Done>,
        onBeginning: (type: string) => void = () => undefined,
    ): Promise<Outcome> {
        const began = Date.now();
        const printed: string[] = [];
        const events: EngineEvent[] = [];
        const told = (): Parameters<typeof success>[0] => {
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
            return success(told(), done);
        } catch (error) {
            await forgetTold(printed.join(""));
            return failure(told(), error);
        } finally {
            this.took.push({ name, ms: Date.now() - began });
        }
    }
}
