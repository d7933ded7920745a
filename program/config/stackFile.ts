import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { ConfigError } from "./error";
import { isRecord, EncryptedValue, step } from "./encrypted";
import { parsePulumiYaml } from "./pulumiYaml";

/** A config file of a stack. */
export interface StackFile {
    readonly stack: string;
    /** Its absolute path. */
    readonly path: string;
    /** Its path as messages show it. */
    readonly file: string;
}

/** A property name that YAML does not read as it is written. */
export interface MisreadName {
    /** The name that Pulumi passes to the program. */
    readonly text: string;
    readonly issue: ValidationIssue;
}

interface YamlMapping {
    readonly value: Readonly<Record<string, unknown>>;
    readonly misreadNames: readonly MisreadName[];
}

/** The top-level object of a YAML file; empty if the file contains something else. */
const mappingAt = ({ path, file }: Omit<StackFile, "stack">): YamlMapping => {
    const content = readFileSync(path, "utf8");
    const { value, errors, misreadNames } = parsePulumiYaml(content);
    const positionOf = (offset: number): string => {
        const before = content.slice(0, offset).split("\n");
        return `${file}:${before.length}:${(before.at(-1) ?? "").length + 1}`;
    };
    if (errors.length > 0) {
        throw new ConfigError(
            errors.map(({ offset, reason }) => ({
                path: positionOf(offset),
                message: `is not valid YAML: ${reason}`,
                fix: "Correct this line or the one before it.",
            })),
        );
    }
    return {
        value: isRecord(value) ? value : {},
        misreadNames: misreadNames.map(({ offset, source, kind, text }) => ({
            text,
            issue: {
                path: positionOf(offset),
                value: source,
                message: `is a property name that YAML reads as the ${kind} ${text}`,
                fix: `Put it in quotes: "${source}".`,
            },
        })),
    };
};

/** Reads the name of the Pulumi project in a folder. */
export const projectIn = (folder: string): string => {
    const [file, path] = ["Pulumi.yaml", join(folder, "Pulumi.yaml")];
    const name = existsSync(path) ? mappingAt({ path, file }).value.name : undefined;
    if (typeof name !== "string") {
        throw new ConfigError([
            {
                path: "Pulumi.yaml",
                message: "does not exist or has no project name",
                fix: "Run the command in the folder of the Pulumi project.",
            },
        ]);
    }
    return name;
};

const isSecure = (value: unknown): boolean =>
    isRecord(value) && Object.keys(value).join() === "secure" && typeof value.secure === "string";

/** Replaces each encrypted value with an EncryptedValue. */
const marked = (value: unknown, path: string, next: () => number): unknown => {
    if (Array.isArray(value)) {
        return value.map((element, i) => marked(element, step(path, i), next));
    }
    if (isSecure(value)) {
        return new EncryptedValue(path, undefined, next());
    }
    return isRecord(value)
        ? Object.fromEntries(
              Object.entries(value).map(([name, inner]) => [name, marked(inner, step(path, name), next)]),
          )
        : value;
};

/** The stack that a file name contains. */
const stackNamedBy = (file: string): string | undefined => /^Pulumi\.(.+)\.yaml$/.exec(basename(file))?.[1];

/** The stacks that have a config file in a folder. */
export const stacksIn = (folder: string): readonly string[] =>
    readdirSync(folder)
        .flatMap((file) => stackNamedBy(file) ?? [])
        .sort();

const fixForMissing = (stacks: readonly string[], otherwise: string): string =>
    stacks.length === 0 ? otherwise : `Use an existing stack: ${stacks.join(", ")}.`;

/** The stack that a command is about, if its options name none: `dev`, or the only one. */
const defaultStack = (folder: string): string => {
    const stacks = stacksIn(folder);
    const [only = "dev"] = stacks;
    if (stacks.includes("dev") || stacks.length < 2) {
        return stacks.includes("dev") ? "dev" : only;
    }
    throw new ConfigError([
        { path: "--stack", message: "is missing", fix: fixForMissing(stacks, "Create a stack file.") },
    ]);
};

/**
 * Finds the config file of a stack: `Pulumi.<stack>.yaml` in the folder, or any other file.
 *
 * @throws ConfigError if there is no such file, or if it is not clear which stack is meant.
 */
export const findStackFile = (
    folder: string,
    options: { readonly stack?: string; readonly config?: string },
): StackFile => {
    const { config } = options;
    if (config === undefined) {
        const stack = options.stack ?? defaultStack(folder);
        const file = `Pulumi.${stack}.yaml`;
        const path = join(folder, file);
        if (!existsSync(path)) {
            throw new ConfigError([
                { path: file, message: "does not exist", fix: fixForMissing(stacksIn(folder), "Create it.") },
            ]);
        }
        return { stack, path, file };
    }
    const path = resolve(folder, config);
    if (!existsSync(path)) {
        throw new ConfigError([{ path: config, message: "does not exist", fix: "Correct the path after --config." }]);
    }
    const stack = options.stack ?? stackNamedBy(config);
    if (stack === undefined) {
        throw new ConfigError([
            {
                path: config,
                message: "does not contain the name of a stack",
                fix: "Rename it like Pulumi.dev.yaml, or use --stack.",
            },
        ]);
    }
    return { stack, path, file: config };
};

/** The config in a stack's file. */
export interface StackFileContent {
    /**
     * By full key (`aws:region`, `ssm-access:runCommand`), with encrypted values in an EncryptedValue, and with unquoted
     * scalars that are not text in an UnquotedScalar.
     */
    readonly config: Readonly<Record<string, unknown>>;
    readonly misreadNames: readonly MisreadName[];
}

/**
 * Reads a stack's file.
 *
 * @throws ConfigError if it is not valid YAML.
 */
export const readStackFile = (stackFile: Omit<StackFile, "stack">): StackFileContent => {
    let count = 0;
    const { value, misreadNames } = mappingAt(stackFile);
    const { config } = value;
    const next = (): number => (count += 1);
    return {
        config: isRecord(config)
            ? Object.fromEntries(Object.entries(config).map(([key, inner]) => [key, marked(inner, key, next)]))
            : {},
        misreadNames,
    };
};

/**
 * Reads a stack's config by full key.
 *
 * @throws ConfigError if the file is not valid YAML, or has property names that YAML misreads.
 */
export const stackConfigAt = (stackFile: Omit<StackFile, "stack">): StackFileContent["config"] => {
    const { config, misreadNames } = readStackFile(stackFile);
    if (misreadNames.length > 0) {
        throw new ConfigError(misreadNames.map(({ issue }) => issue));
    }
    return config;
};
