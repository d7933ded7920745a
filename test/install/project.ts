/** Projects of users, in which the packed npm package is installed. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { assemblePackage, packageFolder } from "../../tools/npm/main";

/** A packed package. */
export interface Packed {
    readonly tarball: string;
    /** The paths in the tarball. */
    readonly files: readonly string[];
}

/** Runs a program and returns its standard output; throws with all of its output if it fails. */
export const run = (folder: string, program: string, ...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(program, args, {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, CI: "true", NO_COLOR: "1", FORCE_COLOR: undefined },
    });
    if (status !== 0) {
        throw new Error(`${program} ${args.join(" ")} in ${folder} exited with ${String(status)}\n${stdout}${stderr}`);
    }
    return stdout;
};

/** Assembles and packs the package into a folder. */
export const pack = (folder: string): Packed => {
    assemblePackage();
    const output = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
        cwd: packageFolder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
    });
    const [packed] = JSON.parse(output) as readonly {
        readonly filename: string;
        readonly files: readonly { readonly path: string }[];
    }[];
    if (packed === undefined) {
        throw new Error(`npm pack printed ${output}`);
    }
    return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path) };
};

/**
 * The files of a project that `pulumi new typescript` creates.
 *
 * @see https://github.com/pulumi/templates/tree/master/typescript
 */
const template = (name: string): Readonly<Record<string, string>> => ({
    "Pulumi.yaml": `name: ${name}\nruntime:\n    name: nodejs\n`,
    "package.json": JSON.stringify({
        name,
        main: "index.ts",
        devDependencies: { "@types/node": "^22", typescript: "^5.0.0" },
        dependencies: { "@pulumi/pulumi": "^3.142.0" },
    }),
    "tsconfig.json": JSON.stringify({
        compilerOptions: {
            strict: true,
            outDir: "bin",
            target: "es2020",
            module: "nodenext",
            moduleResolution: "nodenext",
            sourceMap: true,
            experimentalDecorators: true,
            pretty: true,
            noFallthroughCasesInSwitch: true,
            noImplicitReturns: true,
            forceConsistentCasingInFileNames: true,
        },
        include: ["*.ts", "*.mts"],
    }),
});

/** A folder outside the repository. */
export const temporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `ssm-access-${name}-`));

/** Removes a folder in a process of its own: installed packages have tens of thousands of files. */
export const removeFolder = (folder: string): void => {
    spawn("rm", ["-rf", folder], { detached: true, stdio: "ignore" }).unref();
};

export const writeFiles = (folder: string, files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
    }
};

/** Creates a project from the template, with more files. */
export const createProject = (folder: string, files: Readonly<Record<string, string>>): void => {
    writeFiles(folder, { ...template("acme"), ...files });
};

/** The version of a package that is installed in a project. */
export const installedVersion = (folder: string, name: string): string =>
    (
        JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")) as {
            readonly version: string;
        }
    ).version.replace(/^v/, "");
