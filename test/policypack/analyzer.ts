/**
 * Runs a policy pack as Pulumi's engine does: in its own process, over gRPC. Tests use the published bundle and the
 * real wire format, including unknown values and secrets.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
    AnalyzeRequest,
    AnalyzerProviderResource,
    AnalyzerPropertyDependencies,
    AnalyzerResource,
    AnalyzerResourceOptions,
    AnalyzeStackRequest,
    ConfigureAnalyzerRequest,
    EnforcementLevel,
    PolicyConfig,
    type AnalyzeResponse,
    type AnalyzerInfo,
    type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";

/** The engine's placeholder for a string that is unknown at preview. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export type Level = "advisory" | "mandatory" | "disabled" | "remediate";

const levels: Readonly<Record<Level, EnforcementLevel>> = {
    advisory: EnforcementLevel.ADVISORY,
    mandatory: EnforcementLevel.MANDATORY,
    disabled: EnforcementLevel.DISABLED,
    remediate: EnforcementLevel.REMEDIATE,
};

const levelOf = (level: EnforcementLevel): string =>
    Object.entries(levels).find(([, value]) => value === level)?.[0] ?? "unknown";

export type Properties = Readonly<Record<string, unknown>>;

export interface Resource {
    readonly type: string;
    readonly properties: Properties;
    readonly name?: string;
    readonly urn?: string;
    readonly provider?: Properties;
    /** The URNs that each property depends on. */
    readonly dependencies?: Readonly<Record<string, readonly string[]>>;
}

export interface Diagnostic {
    readonly policy: string;
    readonly level: string;
    readonly message: string;
    readonly urn: string;
}

/** The URN of a resource in the test stack. */
export const urnOf = ({ type, name = "it", urn }: Resource): string =>
    urn ?? `urn:pulumi:test::ssm-access::${type}::${name}`;

const struct = (properties: Properties): Struct =>
    Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);

const options = (): AnalyzerResourceOptions => new AnalyzerResourceOptions();

const providerOf = (properties: Properties): AnalyzerProviderResource =>
    new AnalyzerProviderResource()
        .setType("pulumi:providers:aws")
        .setName("default")
        .setUrn("urn:pulumi:test::ssm-access::pulumi:providers:aws::default")
        .setProperties(struct(properties));

const request = (resource: Resource): AnalyzeRequest => {
    const message = new AnalyzeRequest()
        .setType(resource.type)
        .setName(resource.name ?? "it")
        .setUrn(urnOf(resource))
        .setProperties(struct(resource.properties))
        .setOptions(options());
    return resource.provider === undefined ? message : message.setProvider(providerOf(resource.provider));
};

const stackResource = (resource: Resource): AnalyzerResource => {
    const message = new AnalyzerResource()
        .setType(resource.type)
        .setName(resource.name ?? "it")
        .setUrn(urnOf(resource))
        .setProperties(struct(resource.properties))
        .setOptions(options());
    for (const [property, urns] of Object.entries(resource.dependencies ?? {})) {
        const list = new AnalyzerPropertyDependencies();
        list.setUrnsList([...urns]);
        message.getPropertydependenciesMap().set(property, list);
    }
    if (resource.provider !== undefined) {
        message.setProvider(providerOf(resource.provider));
    }
    return message;
};

const diagnostics = (response: AnalyzeResponse): readonly Diagnostic[] =>
    response.getDiagnosticsList().map((diagnostic) => ({
        policy: diagnostic.getPolicyname(),
        level: levelOf(diagnostic.getEnforcementlevel()),
        message: diagnostic.getMessage(),
        urn: diagnostic.getUrn(),
    }));

type Call<Request, Response> = (
    message: Request,
    done: (error: grpc.ServiceError | null, response: Response) => void,
) => grpc.ClientUnaryCall;

const callUnary = <Request, Response>(call: Call<Request, Response>, message: Request): Promise<Response> =>
    new Promise((resolve, reject) => {
        call(message, (error, response) => {
            if (error === null) {
                resolve(response);
            } else {
                reject(error);
            }
        });
    });

/** A running pack. */
export class Analyzer {
    private constructor(
        private readonly child: ChildProcess,
        private readonly client: AnalyzerClient,
        /** Milliseconds from the start of the process until the pack prints its port. */
        readonly readyAfter: number,
    ) {}

    /** Starts the pack in a folder, with the Pulumi runner that the folder resolves. */
    /** Starts the pack in a folder, for a stack of this organization. */
    static async start(folder: string, organization = "acme"): Promise<Analyzer> {
        const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [folder] });
        const begun = performance.now();
        // The language host disables the TypeScript compiler for a JavaScript pack, as PulumiPolicy.yaml specifies.
        const child = spawn(process.execPath, [runner, "127.0.0.1:1", "."], {
            cwd: folder,
            env: {
                ...process.env,
                PULUMI_NODEJS_TYPESCRIPT: "false",
                PULUMI_NODEJS_ORGANIZATION: organization,
            },
            stdio: ["ignore", "pipe", "pipe"],
        });
        let output = "";
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
            output += text;
        });
        const port = await new Promise<string>((resolve, reject) => {
            const lines = createInterface({ input: child.stdout });
            lines.on("line", (line) => {
                if (/^\d+$/.test(line)) {
                    resolve(line);
                } else {
                    output += `${line}\n`;
                }
            });
            child.once("close", () => {
                reject(new Error(`the pack in ${folder} exited before it was ready:\n${output}`));
            });
        });
        const readyAfter = performance.now() - begun;
        const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
            "grpc.max_receive_message_length": 400 * 1024 * 1024,
        });
        return new Analyzer(child, client, readyAfter);
    }

    async stop(): Promise<void> {
        this.client.close();
        const ended = new Promise((resolve) => this.child.once("close", resolve));
        this.child.kill();
        await ended;
    }

    info(): Promise<AnalyzerInfo> {
        return callUnary(this.client.getAnalyzerInfo.bind(this.client) as Call<Empty, AnalyzerInfo>, new Empty());
    }

    /** Configures the given policies; the others use their defaults. */
    async configure(sections: Readonly<Record<string, { level: Level; config?: Properties }>>): Promise<void> {
        const message = new ConfigureAnalyzerRequest();
        for (const [policy, { level, config = {} }] of Object.entries(sections)) {
            message
                .getPolicyconfigMap()
                .set(policy, new PolicyConfig().setEnforcementlevel(levels[level]).setProperties(struct(config)));
        }
        await callUnary(this.client.configure.bind(this.client) as Call<ConfigureAnalyzerRequest, Empty>, message);
    }

    async analyze(resource: Resource): Promise<readonly Diagnostic[]> {
        const call = this.client.analyze.bind(this.client) as Call<AnalyzeRequest, AnalyzeResponse>;
        return diagnostics(await callUnary(call, request(resource)));
    }

    async analyzeStack(resources: readonly Resource[]): Promise<readonly Diagnostic[]> {
        const message = new AnalyzeStackRequest();
        message.setResourcesList(resources.map(stackResource));
        const call = this.client.analyzeStack.bind(this.client) as Call<AnalyzeStackRequest, AnalyzeResponse>;
        return diagnostics(await callUnary(call, message));
    }

    /** The changed properties, for each remediation that changed any. */
    async remediate(resource: Resource): Promise<readonly { policy: string; properties: Properties }[]> {
        const call = this.client.remediate.bind(this.client) as Call<AnalyzeRequest, RemediateResponse>;
        const response = await callUnary(call, request(resource));
        return response.getRemediationsList().map((remediation) => ({
            policy: remediation.getPolicyname(),
            properties: remediation.getProperties()?.toJavaScript() ?? {},
        }));
    }
}

/** The pack's folder in this repository. */
export const packFolder = join(__dirname, "..", "..", "policypack");
