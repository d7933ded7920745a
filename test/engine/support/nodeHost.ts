import { spawn } from "node:child_process";
import type * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { GetRequiredPackagesResponse, RunResponse, type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { serve } from "./serve";

/**
 * The part of Pulumi's language host for Node.js that runs a program: it starts Pulumi's Node runner as the released
 * host does, which is in no package registry. Policy packs are started by the engine's own fallback.
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

serve(LanguageRuntimeService, {
    getPluginInfo: respondWith(new PluginInfo().setVersion("1.0.0")),
    getRequiredPackages: respondWith(new GetRequiredPackagesResponse()),
    run,
});
