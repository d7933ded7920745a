/** The package.json of the npm package, derived from that of the repository. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

type Ranges = Readonly<Record<string, string>>;

interface RepositoryManifest {
    readonly name: string;
    readonly version: string;
    readonly description: string;
    readonly license: string;
    readonly scripts: Ranges;
    readonly dependencies: Ranges;
    readonly devDependencies: Ranges;
}

const repository = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as RepositoryManifest;

export const { name: packageName, version: packageVersion } = repository;

/**
 * The Pulumi packages that the program of a user provides. Components and programs must share one copy of each, since a
 * second copy would not recognize the resources and outputs of the first. The lowest versions are those whose types
 * have every input that the components set; `npm run test:install` runs them and the newest ones.
 */
export const peerDependencies = { "@pulumi/aws": "^7.32.0", "@pulumi/pulumi": "^3.142.0" } as const;

/** The lowest Node.js version that the package is tested with. */
export const node = ">=20.20";

/** A command of the package. */
export interface PackageCommand {
    /** As in `ssm-access NAME`, and in `npm run NAME` in the repository. */
    readonly name: string;
    /** The name of its file in `commands/`, without the extension. */
    readonly file: string;
    /** What it does, in one line. */
    readonly summary: string;
}

/** The first sentence of a command's file, without the npm script before it. */
const summaryOf = (file: string): string => {
    const text = readFileSync(join(root, "commands", `${file}.ts`), "utf8");
    const comment =
        /^\/\*\*(.*?)\*\//s
            .exec(text)?.[1]
            ?.replace(/\s*\n \*\s*|\s+/g, " ")
            .trim() ?? "";
    const sentence = /^`npm run [^`]+`: (.+?)[.:]( |$)/.exec(comment)?.[1];
    if (sentence === undefined) {
        throw new Error(
            `commands/${file}.ts must begin with a comment of the form "\`npm run NAME\`: what the command does."`,
        );
    }
    return sentence.charAt(0).toUpperCase() + sentence.slice(1);
};

/** The commands of the package: every npm script of the repository that starts a file of `commands/`. */
export const packageCommands: readonly PackageCommand[] = Object.entries(repository.scripts).flatMap(
    ([name, script]) => {
        const file = /^node commands\/start\.mjs (\w+)$/.exec(script)?.[1];
        return file === undefined ? [] : [{ name, file, summary: summaryOf(file) }];
    },
);

/** The version range of a package that the compiled code imports: compatible with the version tested here. */
const rangeOf = (name: string): string => {
    const version = repository.dependencies[name] ?? repository.devDependencies[name];
    if (version === undefined) {
        throw new Error(`the package imports ${name}, which package.json does not list`);
    }
    return `^${version}`;
};

/** The package of the audit alone, and its command, which the package of the repository has, too. */
export const auditName = `${packageName}-audit`;

/** The package.json of the audit's package: one file without dependencies. */
export const auditManifest = (environment: NodeJS.ProcessEnv = process.env): Readonly<Record<string, unknown>> => {
    const url = repositoryUrl(environment);
    return {
        name: auditName,
        version: repository.version,
        description: "Audits the IAM policies of Pulumi, CloudFormation, CDK and Terraform, and of AWS accounts.",
        keywords: ["aws", "iam", "audit", "pulumi", "cloudformation", "cdk", "terraform", "sarif"],
        license: repository.license,
        ...(url === undefined ? {} : { repository: { type: "git", url } }),
        engines: { node },
        bin: { [auditName]: `bin/${auditName}.js` },
        files: ["bin", "CHANGELOG.md"],
        publishConfig: { access: "public" },
    };
};

/** An import path of the package, by its module in the sources. */
export const entryPoints = { ".": "components/index", "./program": "program/index" } as const;

/** The module that the component plugin loads. */
export const provider = "components/provider";

/** The folder of the compiled modules. */
export const compiled = "lib";

/** The files of the package beside package.json, README.md and LICENSE, which npm always includes. */
const files = [compiled, "bin", "components", "CHANGELOG.md"];

/** Where the sources are; npm compares it with the repository of the workflow that publishes with provenance. */
const repositoryUrl = (environment: NodeJS.ProcessEnv): string | undefined => {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: path } = environment;
    return server === undefined || path === undefined ? undefined : `git+${server}/${path}.git`;
};

/** The package.json of the npm package, whose compiled code imports these packages. */
export const packageManifest = (
    imported: readonly string[],
    environment: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, unknown>> => {
    const { name, version, description, license } = repository;
    const url = repositoryUrl(environment);
    const dependencies = imported.filter((one) => !(one in peerDependencies)).sort();
    return {
        name,
        version,
        description,
        keywords: ["pulumi", "aws", "systems-manager", "ssm", "iam", "least-privilege"],
        license,
        ...(url === undefined ? {} : { repository: { type: "git", url } }),
        engines: { node },
        exports: {
            ...Object.fromEntries(
                Object.entries(entryPoints).map(([path, module]) => [
                    path,
                    { types: `./${compiled}/${module}.d.ts`, default: `./${compiled}/${module}.js` },
                ]),
            ),
            "./package.json": "./package.json",
        },
        // For resolvers that do not read `exports`.
        main: `./${compiled}/${entryPoints["."]}.js`,
        types: `./${compiled}/${entryPoints["."]}.d.ts`,
        bin: { [name]: `bin/${name}.js`, [auditName]: `bin/${auditName}.js` },
        files,
        dependencies: Object.fromEntries(dependencies.map((one) => [one, rangeOf(one)])),
        peerDependencies,
        publishConfig: { access: "public" },
    };
};
