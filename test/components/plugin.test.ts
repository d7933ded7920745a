/** The component plugin: its manifest, the schema that it serves, and which code it runs. */
import * as assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConstructRequest, GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { bundle, providerPath } from "../../tools/build";
import { packageSchema } from "../../tools/schema/packageSchema";
import { repositoryFiles, root } from "../support/imports";

const json = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));
const committed = json("components/schema.json") as {
    readonly version: string;
    readonly resources: Readonly<Record<string, unknown>>;
};

/** The plugin in a folder, started by Pulumi's runner, as the language host of Node.js does. */
class Plugin {
    private constructor(
        private readonly process: ChildProcess,
        private readonly client: ResourceProviderClient,
    ) {}

    static async start(folder: string): Promise<Plugin> {
        const child = spawn(
            process.execPath,
            [require.resolve("@pulumi/pulumi/cmd/run-plugin"), folder, "127.0.0.1:1"],
            { stdio: ["ignore", "pipe", "pipe"], cwd: folder },
        );
        const port = await new Promise<string>((resolve, reject) => {
            let [out, err] = ["", ""];
            child.stderr.on("data", (data: Buffer) => {
                err += String(data);
            });
            child.stdout.on("data", (data: Buffer) => {
                out += String(data);
                if (/^\d+\n/.test(out)) {
                    resolve(out.trim());
                }
            });
            child.on("exit", () => {
                reject(new Error(out + err));
            });
        });
        const options = { "grpc.max_receive_message_length": -1 };
        const credentials = grpc.credentials.createInsecure();
        return new Plugin(child, new ResourceProviderClient(`127.0.0.1:${port}`, credentials, options));
    }

    schema(): Promise<unknown> {
        return new Promise((resolve, reject) => {
            this.client.getSchema(new GetSchemaRequest(), (error, response) => {
                if (error === null) {
                    resolve(JSON.parse(response.getSchema()));
                } else {
                    reject(error);
                }
            });
        });
    }

    /** The error of a component type that does not exist. */
    rejection(type: string): Promise<string> {
        const request = new ConstructRequest()
            .setType(type)
            .setName("ops")
            .setProject("acme")
            .setStack("test")
            .setInputs(Struct.fromJavaScript({}));
        return new Promise((resolve) => {
            this.client.construct(request, (error) => {
                resolve(error?.message ?? "");
            });
        });
    }

    stop(): void {
        this.client.close();
        this.process.kill();
    }
}

const withPlugin = async <Result>(folder: string, work: (plugin: Plugin) => Promise<Result>): Promise<Result> => {
    const plugin = await Plugin.start(folder);
    try {
        return await work(plugin);
    } finally {
        plugin.stop();
    }
};

/** A copy of the code of the plugin, with a bundle of it. */
const builtCopy = async (folder: string): Promise<string> => {
    const components = join(folder, "components");
    for (const part of ["components", "policypack"]) {
        cpSync(join(root, part), join(folder, part), {
            recursive: true,
            filter: (source) => !/node_modules|[\\/]bin$/.test(source),
        });
    }
    mkdirSync(join(components, "bin"));
    writeFileSync(join(components, "bin", "provider.js"), (await bundle(providerPath)) ?? assert.fail("no esbuild"));
    return components;
};

describe("the component plugin", function () {
    this.timeout(120_000);
    const folders: string[] = [];
    const temporaryFolder = (): string => {
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-plugin-"));
        folders.push(folder);
        return folder;
    };
    after(() => {
        folders.forEach((folder) => {
            rmSync(folder, { recursive: true, force: true });
        });
    });

    it("has the name, the version and the dependencies of the repository", () => {
        const repository = json("package.json") as { version: string; dependencies: Record<string, string> };
        const plugin = json("components/package.json") as Readonly<Record<string, unknown>>;
        const names = ["@pulumi/aws", "@pulumi/pulumi", "fastest-levenshtein", "ts-node", "typescript"];
        assert.deepEqual(
            { ...plugin, description: "", license: "" },
            {
                name: "ssm-access",
                version: repository.version,
                description: "",
                license: "",
                private: true,
                main: "plugin.cjs",
                types: "index.ts",
                dependencies: Object.fromEntries(names.map((name) => [name, repository.dependencies[name]])),
            },
        );
        assert.equal(committed.version, repository.version);
    });

    it("has a schema that is up to date with npm run schema", () => {
        const isFresh = isDeepStrictEqual(committed, JSON.parse(JSON.stringify(packageSchema())));
        assert.ok(isFresh, "components/schema.json is outdated: npm run schema");
    });

    it("serves the committed schema", async () => {
        const served = await withPlugin(join(root, "components"), (plugin) => plugin.schema());
        assert.ok(isDeepStrictEqual(served, committed));
    });

    it("exports nothing to the runner, which would host the exports, and the components to programs", () => {
        const parent = createRequire(join(root, "example.ts"));
        const components = parent("./components") as Readonly<Record<string, unknown>>;
        assert.deepEqual(
            Object.keys(components).sort(),
            Object.keys(committed.resources)
                .map((token) => token.replace("ssm-access:index:", ""))
                .sort(),
        );
        const source = readFileSync(join(root, "components", "plugin.cjs"), "utf8");
        assert.equal(source.match(/exports/g)?.length, 2, "only compiled.exports and module.exports of programs");
    });

    it("rejects a component that does not exist", async () => {
        const message = await withPlugin(join(root, "components"), (plugin) =>
            plugin.rejection("ssm-access:index:Other"),
        );
        assert.match(
            message,
            /unknown component type ssm-access:index:Other; use one of ssm-access:index:RunCommandAccess,/,
        );
    });

    it("runs a change of the sources after a build, in a repository", async () => {
        const folder = temporaryFolder();
        const components = await builtCopy(folder);
        symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
        const file = join(components, "provider.ts");
        writeFileSync(file, readFileSync(file, "utf8").replace("unknown component type", "changed"));
        const message = await withPlugin(components, (plugin) => plugin.rejection("ssm-access:index:Other"));
        assert.match(message, /changed ssm-access:index:Other/);
    });

    it("runs the bundle in a release, and says what to do without one", async () => {
        const components = await builtCopy(temporaryFolder());
        mkdirSync(join(components, "node_modules"));
        ["@pulumi", "typescript", "ts-node"].forEach((name) => {
            symlinkSync(join(root, "node_modules", name), join(components, "node_modules", name));
        });
        const message = await withPlugin(components, (plugin) => plugin.rejection("ssm-access:index:Other"));
        assert.match(message, /unknown component type ssm-access:index:Other/);
        rmSync(join(components, "bin"), { recursive: true });
        await assert.rejects(Plugin.start(components), /bin\/provider\.js is missing\. Use a release/);
    });

    it("says which version of Pulumi it needs", async () => {
        const components = await builtCopy(temporaryFolder());
        const installed = join(components, "node_modules", "@pulumi", "pulumi");
        mkdirSync(installed, { recursive: true });
        writeFileSync(join(installed, "package.json"), JSON.stringify({ version: "3.159.0" }));
        ["typescript", "ts-node"].forEach((name) => {
            symlinkSync(join(root, "node_modules", name), join(components, "node_modules", name));
        });
        await assert.rejects(Plugin.start(components), /@pulumi\/pulumi 3\.159\.0 is too old .+ 3\.160\.0 or newer/);
    });

    it("has its compiled code in a folder of its own, since Node.js takes x.js before x.ts", () => {
        const compiled = repositoryFiles().filter(
            (file) => file.endsWith(".js") && existsSync(join(root, file.replace(/\.js$/, ".ts"))),
        );
        assert.deepEqual(compiled, []);
    });
});
