/** `npm run build:npm`: assembles the npm package in `build/npm`, from which it is packed and published. */
import {
    chmodSync,
    copyFileSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import * as ts from "typescript";
import { executable } from "./bin";
import { auditName, compiled, entryPoints, packageCommands, packageManifest, packageName, provider } from "./manifest";

const root = join(__dirname, "..", "..");

/** The folder of the assembled package. */
export const packageFolder = join(root, "build", "npm");

/** The modules that users load, from which all others are reached. */
const modules = [...Object.values(entryPoints), provider, ...packageCommands.map(({ file }) => `commands/${file}`)];

/** The files of the component plugin, for programs in other languages. */
const pluginFiles = ["PulumiPlugin.yaml", "package.json", "plugin.cjs", "schema.json"];

/** Compiles the modules to CommonJS with declarations; throws if they do not type-check. */
const compile = (outDir: string): void => {
    const file = join(__dirname, "tsconfig.json");
    const source = ts.readJsonConfigFile(file, (path) => readFileSync(path, "utf8"));
    const { options, fileNames, errors } = ts.parseJsonSourceFileConfigFileContent(source, ts.sys, __dirname, {
        outDir,
    });
    const program = ts.createProgram([...fileNames, ...modules.map((module) => join(root, `${module}.ts`))], options);
    const { diagnostics } = program.emit();
    const issues = [...errors, ...ts.getPreEmitDiagnostics(program), ...diagnostics];
    if (issues.length > 0) {
        throw new Error(
            ts.formatDiagnostics(issues, {
                getCurrentDirectory: () => root,
                getCanonicalFileName: (name) => name,
                getNewLine: () => "\n",
            }),
        );
    }
};

const filesBelow = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name));

const importsOf = (file: string): readonly string[] =>
    ts.preProcessFile(readFileSync(file, "utf8"), true, true).importedFiles.map(({ fileName }) => fileName);

/** The compiled files that these refer to, themselves included. All have the same extension, except JSON. */
const reachedFrom = (files: readonly string[], extension: string): ReadonlySet<string> => {
    const reached = new Set<string>();
    const reach = (file: string): void => {
        if (reached.has(file)) {
            return;
        }
        reached.add(file);
        for (const path of importsOf(file).filter((one) => one.startsWith("."))) {
            const target = join(dirname(file), path);
            reach([`${target}${extension}`, join(target, `index${extension}`)].find(existsSync) ?? target);
        }
    };
    files.forEach(reach);
    return reached;
};

/**
 * Removes what is not reached: the JavaScript of files that only declare types, and the declarations that those of the
 * entry points do not refer to.
 */
const prune = (folder: string): void => {
    const reached = new Set([
        ...reachedFrom(
            modules.map((module) => join(folder, `${module}.js`)),
            ".js",
        ),
        ...reachedFrom(
            Object.values(entryPoints).map((module) => join(folder, `${module}.d.ts`)),
            ".d.ts",
        ),
    ]);
    filesBelow(folder)
        .filter((file) => !reached.has(file))
        .forEach((file) => {
            rmSync(file);
        });
};

/** The packages that compiled code imports, by name. */
const importedPackages = (folder: string): readonly string[] => {
    const paths = filesBelow(folder)
        .filter((file) => file.endsWith(".js"))
        .flatMap(importsOf)
        .filter((path) => !path.startsWith(".") && !path.startsWith("node:"));
    return [...new Set(paths.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path))];
};

/** Assembles the package in a folder, which is emptied first. */
export const assemblePackage = (folder = packageFolder): void => {
    rmSync(folder, { recursive: true, force: true });
    const code = join(folder, compiled);
    compile(code);
    prune(code);
    const write = (path: string, text: string): void => {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
    };
    const bin = `bin/${packageName}.js`;
    write(bin, executable(packageName, packageCommands));
    chmodSync(join(folder, bin), 0o755);
    const auditBin = `bin/${auditName}.js`;
    write(auditBin, `#!/usr/bin/env node\nrequire("../${compiled}/commands/audit.js");\n`);
    chmodSync(join(folder, auditBin), 0o755);
    write("package.json", `${JSON.stringify(packageManifest(importedPackages(code)), undefined, 2)}\n`);
    copyFileSync(join(__dirname, "README.md"), join(folder, "README.md"));
    write("components/bin/provider.js", `module.exports = require("../../${compiled}/${provider}.js");\n`);
    ["LICENSE", "CHANGELOG.md", ...pluginFiles.map((name) => `components/${name}`)].forEach((name) => {
        copyFileSync(join(root, name), join(folder, name));
    });
};

if (require.main === module) {
    assemblePackage();
    console.log(`${relative(process.cwd(), packageFolder)} assembled`);
}
