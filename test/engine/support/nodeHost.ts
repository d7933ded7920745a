import { spawn } from "node:child_process";
import type * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
    GetRequiredPackagesResponse,
    RunPluginResponse,
    RunResponse,
    type RunPluginRequest,
    type RunRequest,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { serve } from "./serve";

/**
 * The part of Pulumi's language host for Node.js that runs programs, policy packs and component plugins: it starts Pulumi's runners as the
 * released host does, which is in no package registry.
 *
 * @see https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/nodejs/cmd/pulumi-language-nodejs/main.go
 */

const engineAddress = process.argv.at(-1) ?? "";

/** The exit code of the runner for an error that it has reported to the engine. */
const reported = 32;

const respondWith =
    <Response>(response: Response): grpc.handleUnaryCall<unknown, Response> =>
    (_, callback) => {
        callback(null, response);
    };

/** The environment of the runner: the config of the stack, and the options of the runtime in Pulumi.yaml. */
const environment = (request: RunRequest): NodeJS.ProcessEnv => {
    const options = request.getInfo()?.getOptions()?.toJavaScript() ?? {};
    return {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        PULUMI_NODEJS_TYPESCRIPT: String(options.typescript !== false),
        ...(typeof options.tsconfig === "string" ? { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig } : {}),
    };
};

const run: grpc.handleUnaryCall<RunRequest, RunResponse> = ({ request }, callback) => {
    const pwd = request.getPwd();
    const child = spawn(
        process.execPath,
        [
            require.resolve("@pulumi/pulumi/cmd/run", { paths: [pwd] }),
            ...["--monitor", request.getMonitorAddress(), "--engine", engineAddress],
            ...["--project", request.getProject(), "--stack", request.getStack()],
            ...["--organization", request.getOrganization(), "--root-directory", pwd],
            ...["--parallel", String(request.getParallel()), "--pwd", pwd],
            ...(request.getDryrun() ? ["--dry-run"] : []),
            request.getInfo()?.getEntryPoint() ?? ".",
        ],
        { cwd: pwd, env: environment(request), stdio: ["ignore", "inherit", "inherit"] },
    );
    child.on("close", (code) => {
        const response = new RunResponse();
        response.setBail(code === reported);
        if (code !== 0 && code !== reported) {
            response.setError(`The program exited with code ${String(code)}.`);
        }
        callback(null, response);
    });
};

/** Policy packs and other plugins: their output is streamed, because it starts with their port. */
const runPlugin: grpc.handleServerStreamingCall<RunPluginRequest, RunPluginResponse> = (call) => {
    const { request } = call;
    const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
    const isPack = request.getKind() === "analyzer";
    const runner = require.resolve(`@pulumi/pulumi/cmd/${isPack ? "run-policy-pack" : "run-plugin"}`, {
        paths: [folder],
    });
    const env = request.getEnvList().map((one): readonly [string, string] => {
        const [name = ""] = one.split("=", 1);
        return [name, one.slice(name.length + 1)];
    });
    const args = request.getArgsList();
    const child = spawn(process.execPath, [runner, ...(isPack ? [...args, folder] : [folder, ...args])], {
        // A pack runs in its own folder, so that it reads neither the tsconfig.json nor the packages of the program.
        cwd: isPack ? folder : request.getPwd(),
        env: Object.fromEntries(env),
        stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (data: Buffer) => call.write(new RunPluginResponse().setStdout(data)));
    child.stderr.on("data", (data: Buffer) => call.write(new RunPluginResponse().setStderr(data)));
    child.on("close", (code) => {
        call.write(new RunPluginResponse().setExitcode(code ?? 1));
        call.end();
    });
    call.on("cancelled", () => child.kill());
};

/** The packages are there already: the tests link them, or have npm install them. */
const installDependencies: grpc.handleServerStreamingCall<unknown, unknown> = (call) => {
    call.end();
};

serve(LanguageRuntimeService, {
    getPluginInfo: respondWith(new PluginInfo().setVersion("1.0.0")),
    getRequiredPackages: respondWith(new GetRequiredPackagesResponse()),
    installDependencies,
    run,
    runPlugin,
});
