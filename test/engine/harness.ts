import { buildSync } from "esbuild";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import {
    LocalWorkspace,
    PulumiCommand,
    type Deployment,
    type EngineEvent,
    type OutputMap,
    type PulumiFn,
    type Stack,
} from "@pulumi/pulumi/automation";
import * as semver from "semver";
import { parse } from "yaml";
import { takeRejections } from "../support/rejections";
import { described, findCli, howToGetOne, type Cli } from "./cli";
import { Account, type Entity } from "./standin/account";
import { partitionOf } from "./standin/place";
import type { Fault, LoggedCall } from "./standin/provider";

export type Program = () => Promise<Record<string, unknown>>;

/** A role that somebody else made, where its path or its trust matters. */
export interface ExistingRole {
    readonly name: string;
    /** @default "/" */
    readonly path?: string;
    /** The trust policy, as JSON text. @default - none is told. */
    readonly assumeRolePolicy?: string;
}

export interface World {
    /** Folders of the policy packs that the engine must ask. @default - none. */
    readonly policyPacks?: readonly string[];
    /** One configuration file for each pack, in the same order. @default - none. */
    readonly policyPackConfigs?: readonly string[];
    /** Configuration, by full key (`ssm-access:name`); values as in a stack's file. */
    readonly config?: Readonly<Record<string, unknown>>;
    /** A stack's file whose configuration is copied in; `config` wins over it. @default - none. */
    readonly stackFile?: string;
    /** @default "ssm-access" */
    readonly project?: string;
    /** @default "test" */
    readonly stack?: string;
    /** @default "eu-west-1" */
    readonly region?: string;
    /** The account of the credentials. @default - the first of the allowed accounts, or 123456789012. */
    readonly accountId?: string;
    /** What the account has before the program comes: names of users, groups and roles. @default - none. */
    readonly users?: readonly string[];
    readonly groups?: readonly string[];
    readonly roles?: readonly (string | ExistingRole)[];
    /** More environment for the engine, the packs and the provider. @default - none. */
    readonly environment?: Readonly<Record<string, string>>;
}

/** One thing that the engine does, or at preview would do, to one resource. */
export interface Step {
    /** `create`, `update`, `delete`, `replace` and the like, in the engine's words. */
    readonly op: string;
    readonly urn: string;
    /** The inputs that made it necessary. */
    readonly diffs: readonly string[];
}

/** How one operation ended. A refusal is an outcome, not an exception: tests read it. */
export interface Outcome {
    readonly succeeded: boolean;
    /** Everything the engine printed. */
    readonly output: string;
    readonly events: readonly EngineEvent[];
    /** How many resources were created, updated, left the same, and so on. */
    readonly changes: Readonly<Record<string, number>>;
    /** What was done to which resource, without what stayed the same. */
    readonly steps: readonly Step[];
    /** Errors, warnings and notes, without colours. */
    readonly diagnostics: readonly { readonly severity: string; readonly message: string; readonly urn?: string }[];
    /** What policy packs reported. */
    readonly violations: readonly {
        readonly policy: string;
        readonly level: string;
        readonly message: string;
        readonly urn: string;
    }[];
    /** Stack outputs, after `up`. */
    readonly outputs: OutputMap;
    /** What this operation asked of AWS. */
    readonly calls: readonly LoggedCall[];
}

const defaultAccountId = "123456789012";

/** The engine warns of every plugin that it finds on PATH, which here is as it is meant to be; the rest is chatter. */
const isNoise = (severity: string, message: string): boolean =>
    severity === "debug" || /using pulumi-(resource-aws|analyzer-policy-nodejs) from \$PATH/.test(message);

/** A program that the engine cuts off in the middle rejects what it still waits for; any other rejection counts. */
const forgetCutOff = async (): Promise<void> => {
    await new Promise(setImmediate);
    for (const reason of takeRejections()) {
        const message = reason instanceof Error ? reason.message : String(reason);
        if (!/Resource monitor is terminating|Connection dropped/.test(message)) {
            void Promise.reject(reason instanceof Error ? reason : new Error(message));
        }
    }
};

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

const withoutColour = (message: string): string => stripVTControlCharacters(message.replace(/<\{%.*?%\}>/g, ""));

/** The stand-in, bundled once for each test process: a provider process then starts in a tenth of a second. */
let bundle: string | undefined;
const bundled = (): string => {
    bundle ??= buildSync({
        entryPoints: [join(__dirname, "standin", "server.ts")],
        bundle: true,
        write: false,
        platform: "node",
        target: "node20",
    }).outputFiles[0]?.text;
    if (bundle === undefined) {
        throw new Error("esbuild made no bundle of standin/server.ts");
    }
    return bundle;
};

const executable = (file: string, content: string): void => {
    writeFileSync(file, content);
    chmodSync(file, 0o755);
};

/**
 * The engine, a file backend and the stand-in for AWS, in a temporary folder of their own. Close it in `finally`, or
 * use {@link inWorld}.
 */
export class EngineWorld {
    /** How long each operation took, in order. */
    readonly took: { readonly name: string; readonly ms: number }[] = [];
    private callsRead = 0;

    private constructor(
        readonly folder: string,
        private readonly stack: Stack,
        private readonly partition: string,
        private readonly policyPacks: readonly string[],
        private readonly policyPackConfigs: readonly string[],
    ) {}

    static async open(cli: Cli, world: World = {}): Promise<EngineWorld> {
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-engine-"));
        try {
            const [shims, workDir, backend, standIn] = ["shims", "project", "backend", "aws"].map((name) => {
                const made = join(folder, name);
                mkdirSync(made);
                return made;
            }) as [string, string, string, string];
            const server = join(folder, "server.js");
            writeFileSync(server, bundled());
            executable(join(shims, "pulumi-resource-aws"), `#!/bin/sh\nexec "${process.execPath}" "${server}" "$@"\n`);
            // The engine asks for this where the CLI comes without its Node language host, as the Go build does.
            executable(
                join(shims, "pulumi-analyzer-policy-nodejs"),
                `#!/bin/sh\nexec "${process.execPath}" "$("${process.execPath}" -p 'require.resolve("@pulumi/pulumi/cmd/run-policy-pack")')" "$@"\n`,
            );
            const { project = "ssm-access", stack: stackName = "test", region = "eu-west-1" } = world;
            const stack = await LocalWorkspace.createOrSelectStack(
                { stackName, projectName: project, program: () => Promise.resolve() },
                {
                    workDir,
                    pulumiHome: join(folder, "home"),
                    pulumiCommand: await PulumiCommand.get({ root: cli.root, version: new semver.SemVer(cli.version) }),
                    projectSettings: { name: project, runtime: "nodejs", backend: { url: `file://${backend}` } },
                    stackSettings: {
                        [stackName]: {
                            config: { "aws:region": region, ...configOf(world.stackFile), ...world.config },
                        },
                    },
                    envVars: {
                        PATH: [shims, process.env.PATH ?? ""].join(delimiter),
                        PULUMI_CONFIG_PASSPHRASE: "engine-test",
                        PULUMI_SKIP_UPDATE_CHECK: "true",
                        PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
                        AWS_STANDIN_FOLDER: standIn,
                        AWS_STANDIN_ACCOUNT: world.accountId ?? "",
                        // A developer's own region or profile must not leak into a test.
                        AWS_REGION: "",
                        AWS_DEFAULT_REGION: "",
                        AWS_PROFILE: "",
                        ...world.environment,
                    },
                },
            );
            const opened = new EngineWorld(
                folder,
                stack,
                partitionOf(region),
                (world.policyPacks ?? []).map((pack) => resolve(pack)),
                world.policyPackConfigs ?? [],
            );
            opened.populate(world);
            return opened;
        } catch (error) {
            rmSync(folder, { recursive: true, force: true });
            throw error;
        }
    }

    preview(program: Program): Promise<Outcome> {
        return this.run("preview", async (options) => {
            const { changeSummary } = await this.stack.preview({
                ...options,
                ...this.packs(),
                program: program as PulumiFn,
            });
            return { changes: { ...changeSummary }, outputs: {} };
        });
    }

    up(program: Program): Promise<Outcome> {
        return this.run("up", async (options) => {
            const { summary, outputs } = await this.stack.up({
                ...options,
                ...this.packs(),
                program: program as PulumiFn,
            });
            return { changes: { ...summary.resourceChanges }, outputs };
        });
    }

    /** Asks AWS what is really there, and takes it into the state. */
    refresh(): Promise<Outcome> {
        return this.run("refresh", async (options) => {
            const { summary } = await this.stack.refresh(options);
            return { changes: { ...summary.resourceChanges }, outputs: {} };
        });
    }

    destroy(): Promise<Outcome> {
        return this.run("destroy", async (options) => {
            const { summary } = await this.stack.destroy(options);
            return { changes: { ...summary.resourceChanges }, outputs: {} };
        });
    }

    /** The resources of the stack's state. */
    async state(): Promise<readonly StateResource[]> {
        const exported = (await this.stack.exportStack()) as { deployment: { resources?: StateResource[] } };
        return exported.deployment.resources ?? [];
    }

    /** The state as `pulumi stack export` writes it. */
    exported(): Promise<Deployment> {
        return this.stack.exportStack();
    }

    /** Takes over a state, and puts what it holds into the account. */
    async takeOver(deployment: Deployment): Promise<void> {
        await this.stack.importStack(deployment);
        const { resources = [] } = deployment.deployment as { resources?: readonly StateResource[] };
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

    /** What the engine has asked of AWS in this world so far. */
    calls(): LoggedCall[] {
        try {
            const lines = readFileSync(join(this.folder, "aws", "calls.jsonl"), "utf8").split("\n");
            return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as LoggedCall);
        } catch {
            return [];
        }
    }

    /** What exists in an account now, of one type. */
    existing(type: string, accountId = defaultAccountId): Entity[] {
        const account = this.account(accountId);
        return account.transact(() => account.all(type));
    }

    /** Everything that exists in an account now. */
    everything(accountId = defaultAccountId): Entity[] {
        const account = this.account(accountId);
        return account.transact(() => account.everything());
    }

    /** Puts things into an account that this program did not make. */
    seed(entities: readonly Partial<Entity>[], accountId = defaultAccountId): void {
        const account = this.account(accountId);
        account.transact(() => {
            for (const { type = "", region = "", id = "", properties = {} } of entities) {
                account.put({ type, region, id, properties });
            }
        });
    }

    /** Puts users, groups and roles into an account. */
    populate({
        users = [],
        groups = [],
        roles = [],
        accountId = defaultAccountId,
    }: Pick<World, "users" | "groups" | "roles" | "accountId">): void {
        const rows = [
            ["aws:iam/user:User", "user", users],
            ["aws:iam/group:Group", "group", groups],
            ["aws:iam/role:Role", "role", roles],
        ] as const;
        const entities = rows.flatMap(([type, kind, all]) =>
            all.map((each) => {
                const { name, path = "/", ...rest }: ExistingRole = typeof each === "string" ? { name: each } : each;
                const arn = `arn:${this.partition}:iam::${accountId}:${kind}${path}${name}`;
                return { type, id: name, properties: { name, path, arn, ...rest } };
            }),
        );
        this.seed(entities, accountId);
    }

    /** Sets one encrypted value of the config, by its path (`ssm-access:pattern.name.arg`), as `pulumi config set` does. */
    async setSecret(path: string, value: string): Promise<void> {
        await this.stack.setConfig(path, { value, secret: true }, true);
    }

    /** The folder of the project, with the stack's file in it. */
    get projectFolder(): string {
        return join(this.folder, "project");
    }

    /** Takes away the protection of every resource, so that a test can destroy what production must not. */
    async unprotect(): Promise<void> {
        const exported = await this.stack.exportStack();
        const { resources = [] } = exported.deployment as { resources?: { protect?: boolean }[] };
        resources.forEach((resource) => {
            resource.protect = false;
        });
        await this.stack.importStack(exported);
    }

    /** Takes a thing away behind the engine's back. */
    vanish(type: string, id: string, region = "", accountId = defaultAccountId): void {
        const account = this.account(accountId);
        account.transact(() => {
            account.remove({ type, region, id, properties: {} });
        });
    }

    /** Lets the nth attempt at an operation go wrong. */
    fail(...faults: readonly Fault[]): void {
        writeFileSync(join(this.folder, "aws", "faults.json"), JSON.stringify(faults));
    }

    close(): void {
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }

    private account(accountId: string): Account {
        return new Account(accountId, join(this.folder, "aws"));
    }

    private packs(): { policyPacks: string[]; policyPackConfigs: string[] } {
        return { policyPacks: [...this.policyPacks], policyPackConfigs: [...this.policyPackConfigs] };
    }

    private async run(
        name: string,
        operation: (options: {
            onOutput: (text: string) => void;
            onEvent: (event: EngineEvent) => void;
            color: "never";
        }) => Promise<{
            changes: Record<string, number>;
            outputs: OutputMap;
        }>,
    ): Promise<Outcome> {
        const began = Date.now();
        const printed: string[] = [];
        const events: EngineEvent[] = [];
        const report = (succeeded: boolean, changes: Record<string, number>, outputs: OutputMap): Outcome => {
            const all = this.calls();
            const calls = all.slice(this.callsRead);
            this.callsRead = all.length;
            return {
                succeeded,
                output: printed.join(""),
                events,
                changes: succeeded
                    ? changes
                    : { ...events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges },
                steps: events.flatMap(({ resourcePreEvent }) => {
                    const { op, urn, diffs = [] } = resourcePreEvent?.metadata ?? {};
                    return op === undefined || urn === undefined || ["same", "read", "refresh"].includes(op)
                        ? []
                        : [{ op, urn, diffs }];
                }),
                diagnostics: events.flatMap(({ diagnosticEvent: each }) =>
                    each === undefined || isNoise(each.severity, each.message)
                        ? []
                        : [{ severity: each.severity, message: withoutColour(each.message), urn: each.urn }],
                ),
                violations: events.flatMap(({ policyEvent: each }) =>
                    each === undefined
                        ? []
                        : [
                              {
                                  policy: each.policyName,
                                  level: each.enforcementLevel,
                                  message: withoutColour(each.message),
                                  urn: each.resourceUrn ?? "",
                              },
                          ],
                ),
                outputs,
                calls,
            };
        };
        try {
            const { changes, outputs } = await operation({
                onOutput: (text) => printed.push(text),
                onEvent: (event) => events.push(event),
                color: "never",
            });
            return report(true, changes, outputs);
        } catch (error) {
            // The Automation API throws on any failed operation; one without a single event failed before it began.
            if (events.length === 0) {
                throw error;
            }
            await forgetCutOff();
            return report(false, {}, {});
        } finally {
            this.took.push({ name, ms: Date.now() - began });
        }
    }
}

/** The plain values of a stack's file. The file itself stays as it is: the CLI would write its salt into it. */
function configOf(stackFile: string | undefined): Record<string, unknown> {
    if (stackFile === undefined) {
        return {};
    }
    const { config = {} } = (parse(readFileSync(stackFile, "utf8")) ?? {}) as { config?: Record<string, unknown> };
    const secret = Object.entries(config).find(
        ([, value]) => typeof value === "object" && value !== null && "secure" in value,
    );
    if (secret !== undefined) {
        throw new Error(
            `${stackFile} holds the secret ${secret[0]}, which only its own passphrase opens. Give a value for it in the test's config.`,
        );
    }
    return config;
}

let found: Cli | "none" | undefined;

/** The CLI for this run, announced once. Without one, CI fails and a laptop skips. */
export function engineFor(test: Mocha.Context): Cli {
    if (found === undefined) {
        found = findCli() ?? "none";
        process.stdout.write(`${found === "none" ? howToGetOne : described(found)}\n`);
    }
    if (found !== "none") {
        return found;
    }
    if (process.env.CI) {
        throw new Error(howToGetOne);
    }
    return test.skip();
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Opens a world, lets the test work in it, leaves nothing behind, and says how long each operation took. */
export async function inWorld<Result>(
    test: Mocha.Context,
    world: World,
    work: (world: EngineWorld) => Promise<Result>,
): Promise<Result> {
    const began = Date.now();
    const opened = await EngineWorld.open(engineFor(test), world);
    try {
        return await work(opened);
    } finally {
        opened.close();
        const operations = opened.took.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(", ");
        process.stdout.write(`${test.test?.fullTitle() ?? ""}: ${seconds(Date.now() - began)} (${operations})\n`);
    }
}
