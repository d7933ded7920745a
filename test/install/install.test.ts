/**
 * Tests the npm package as users get it: packed, installed by each package manager in a project outside the repository,
 * type-checked, run on mocks, and previewed on the engine with the policy pack. Slow; needs the npm registry.
 */
import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { parse, stringify } from "yaml";
import { home } from "../support/deploy";
import { fencesIn } from "../support/markdown";
import { root } from "../support/imports";
import { inWorld } from "../engine/support/harness";
import { currentPack } from "../engine/support/policyPack";
import { installPlugin } from "../engine/support/workspace";
import { entryPoints, packageCommands, peerDependencies, provider } from "../../tools/npm/manifest";
import { packageFolder } from "../../tools/npm/main";
import {
    createProject,
    installedVersion,
    pack,
    removeFolder,
    run,
    temporaryFolder,
    writeFiles,
    type Packed,
} from "./project";

/** The code blocks of the package's README in a language. */
const blocks = (of: string): readonly string[] =>
    fencesIn("tools/npm/README.md").flatMap(({ language, text }) => (language === of ? [text] : []));

const [components = "", twoLines = ""] = blocks("typescript");
const [stackFile = ""] = blocks("yaml");
const { config } = parse(stackFile) as { readonly config: Readonly<Record<string, unknown>> };

/** The programs of the README, and the first one as an ES module. */
const programs: Readonly<Record<string, string>> = {
    "index.ts": components,
    "config.ts": twoLines,
    "module.mts": components,
};

/** What a compiled program registers and exports on mocks. */
const preview = (folder: string, file: string): { readonly made: unknown; readonly outputs: unknown } => {
    const text = Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
    writeFiles(folder, {
        "mocks.mjs": `import { preview } from ${JSON.stringify(join(root, "test/install/mocks.mjs"))};
await preview(() => import("./${file}"), ${JSON.stringify(text)});\n`,
    });
    return JSON.parse(run(folder, process.execPath, "mocks.mjs")) as {
        readonly made: unknown;
        readonly outputs: unknown;
    };
};

const operatorPolicyArn = (name: string): RegExp =>
    new RegExp(`^arn:aws:iam::${home.accountId}:policy/acme-dev-${name}-operator-[0-9a-f]+$`);

/** Type-checks the programs of a project with the compiler of the project, runs them, and runs the command line. */
const checkInstallation = (folder: string, files: readonly string[] = ["bin/index.js", "bin/module.mjs"]): void => {
    run(folder, process.execPath, join("node_modules", "typescript", "bin", "tsc"), "-p", ".");
    const expected = [
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "patching-operator-group-ops"],
        ["aws:iam/policy:Policy", "patching-operator"],
        ["pulumi:pulumi:Stack", "acme-dev"],
        ["ssm-access:index:RunCommandAccess", "patching"],
    ];
    for (const file of files) {
        const { made, outputs } = preview(folder, file);
        assert.deepEqual(made, expected, file);
        assert.match(
            String((outputs as { readonly operatorPolicyArn: unknown }).operatorPolicyArn),
            operatorPolicyArn("patching"),
        );
    }
    const { made } = preview(folder, "bin/config.js");
    assert.deepEqual(
        (made as readonly (readonly string[])[]).flatMap(([type = "", name]) =>
            type.startsWith("ssm-access:") ? [name] : [],
        ),
        ["patching", "ops"],
    );
    const command = join(folder, "node_modules", ".bin", "ssm-access");
    const report = run(folder, command, "preview", "--stack", "dev");
    assert.match(report, /group ops may pass role acme-dev-ops-notifications-\w+ to Systems Manager/);
    assert.match(report, /: 0 blocked, 0 accepted, 0 known after pulumi up\.\n/);
    for (const { name } of packageCommands) {
        assert.match(run(folder, command, name, "--help"), /^Usage: /, name);
    }
};

/** Type-checks the sources, which set the inputs of resources, with the packages that a project has installed. */
const checkSources = (folder: string, packages: readonly string[]): void => {
    const paths = packages.flatMap((name) => {
        const installed = join(folder, "node_modules", name);
        return [
            [name, [installed]],
            [`${name}/*`, [`${installed}/*`]],
        ];
    });
    writeFiles(folder, {
        "sources.json": JSON.stringify({
            extends: join(root, "tools/npm/tsconfig.json"),
            compilerOptions: {
                noEmit: true,
                rootDir: "/",
                typeRoots: [join(root, "node_modules/@types")],
                paths: Object.fromEntries(paths) as object,
            },
            files: [
                "program/preview/object-treeify.d.ts",
                ...Object.values(entryPoints).map((module) => `${module}.ts`),
            ].map((file) => join(root, file)),
        }),
    });
    run(folder, process.execPath, join(root, "node_modules/typescript/bin/tsc"), "-p", "sources.json");
};

/** The source files that these modules load, as esbuild finds them. */
const modulesReachedFrom = (modules: readonly string[]): readonly string[] =>
    Object.keys(
        buildSync({
            absWorkingDir: root,
            entryPoints: modules.map((module) => `${module}.ts`),
            bundle: true,
            write: false,
            metafile: true,
            platform: "node",
            packages: "external",
            outdir: "unused",
        }).metafile.inputs,
    );

/** How each package manager adds packages to a project. */
const managers = {
    npm: ["npm", "install", "--no-audit", "--no-fund"],
    pnpm: ["npx", "--yes", "pnpm@10.34.8", "add"],
    yarn: ["npx", "--yes", "yarn@1.22.22", "add", "--ignore-engines"],
    bun: ["npx", "--yes", "bun@1.4.5", "add"],
} as const;

/** The lowest version that a range allows. */
const lowest = (range: string): string => range.replace("^", "");

describe("the npm package", () => {
    let folder: string;
    let packed: Packed;

    before(() => {
        folder = temporaryFolder("npm");
        packed = pack(folder);
    });
    after(() => {
        removeFolder(folder);
    });

    const project = (name: string): string => {
        const path = join(folder, name);
        createProject(path, { ...programs, "Pulumi.dev.yaml": stackFile });
        return path;
    };

    it("contains the modules that its entry points reach, the declarations among them, and nothing else", () => {
        const reached = modulesReachedFrom([
            ...Object.values(entryPoints),
            provider,
            ...packageCommands.map(({ file }) => `commands/${file}`),
        ]);
        const isDeclaration = (path: string): boolean => path.endsWith(".d.ts");
        assert.deepEqual(
            packed.files.filter((path) => !isDeclaration(path)).sort(),
            [
                ...reached.map((path) =>
                    path.endsWith(".json") ? `lib/${path}` : `lib/${path.replace(/\.ts$/, ".js")}`,
                ),
                ...["CHANGELOG.md", "LICENSE", "README.md", "package.json"],
                ...["bin/ssm-access.js", "bin/ssm-access-audit.js"],
                ...["PulumiPlugin.yaml", "bin/provider.js", "package.json", "plugin.cjs", "schema.json"].map(
                    (file) => `components/${file}`,
                ),
            ].sort(),
        );
        for (const path of packed.files.filter(isDeclaration)) {
            assert.ok(existsSync(join(root, path.replace(/^lib\//, "").replace(/\.d\.ts$/, ".ts"))), path);
        }
    });

    it("can be published from build/npm", () => {
        const output = run(packageFolder, "npm", "publish", "--dry-run", "--json");
        const published = JSON.parse(output) as Readonly<Record<string, unknown>>;
        const { files } = (published["ssm-access"] ?? published) as { readonly files: readonly { path: string }[] };
        assert.deepEqual(files.map(({ path }) => path).sort(), [...packed.files].sort());
    });

    for (const [manager, [program, ...args]] of Object.entries(managers)) {
        it(`works in a project of Pulumi's TypeScript template, installed with ${manager}`, () => {
            const path = project(manager);
            run(path, program, ...args, packed.tarball, "@pulumi/aws@^7");
            checkInstallation(path);
        });
    }

    it("works in a project of ES modules with the newest TypeScript, where packages see only their own dependencies", () => {
        const path = join(folder, "modules");
        createProject(path, {
            "index.ts": components,
            "config.ts": twoLines.replace("export =", "export default"),
            "Pulumi.dev.yaml": stackFile,
            ".npmrc": "hoist=false\n",
        });
        const file = join(path, "package.json");
        const manifest = JSON.parse(readFileSync(file, "utf8")) as object;
        writeFiles(path, { "package.json": JSON.stringify({ ...manifest, type: "module" }) });
        const [program, ...args] = managers.pnpm;
        run(path, program, ...args, packed.tarball, "@pulumi/aws@^7", "typescript@latest");
        assert.ok(!existsSync(join(path, "node_modules", "yaml")), "nothing is hoisted");
        checkInstallation(path, ["bin/index.js"]);
    });

    it("works with the lowest versions of Pulumi and the provider that it allows", () => {
        const path = project("lowest");
        const peers = Object.entries(peerDependencies).map(([name, range]) => [name, lowest(range)] as const);
        run(path, "npm", "install", "--no-audit", "--no-fund", ...peers.map((peer) => peer.join("@")), packed.tarball);
        for (const [name, version] of peers) {
            assert.equal(installedVersion(path, name), version);
        }
        checkInstallation(path);
        checkSources(path, Object.keys(peerDependencies));
    });

    it("is rejected beside version 6 of the provider", () => {
        const path = project("rejected");
        assert.throws(
            () => run(path, "npm", "install", "--no-audit", "--no-fund", "@pulumi/aws@6", packed.tarball),
            /ERESOLVE/,
        );
    });

    it("previews on the engine with the policy pack", async function () {
        await inWorld(this, { project: "acme", stack: "dev", groups: ["ops"] }, async (world) => {
            const path = world.projectFolder;
            installPlugin(world.folder, "pulumi-language-nodejs", "test/engine/support/nodeHost.ts");
            const file = join(path, "Pulumi.yaml");
            const settings = parse(readFileSync(file, "utf8")) as object;
            createProject(path, programs);
            writeFiles(path, { "Pulumi.yaml": stringify({ ...settings, runtime: "nodejs" }) });
            run(path, "npm", "install", "--no-audit", "--no-fund", packed.tarball, "@pulumi/aws@^7", "ts-node@10.9.2");
            const { code, output } = world.command("preview", "--stack", "dev", "--policy-pack", await currentPack());
            assert.equal(code, 0, output);
            assert.match(output, /ssm-access:index:RunCommandAccess +patching +create/);
            assert.match(output, /operatorPolicyArn *: "arn:aws:iam::123456789012:policy\/acme-dev-patching-operator-/);
            assert.match(output, /ssm-access@/);
        });
    });
});
