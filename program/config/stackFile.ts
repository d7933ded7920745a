import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { ConfigError } from "./error";
import { isRecord, EncryptedValue, step } from "./encrypted";

/** A config file of a stack. */
export interface StackFile {
    readonly stack: string;
    /** Its absolute path. */
    readonly path: string;
    /** Its path as messages show it. */
    readonly file: string;
}

/** The top-level object of a YAML file; empty if the file contains something else. */
const mappingAt = ({ path, file }: Omit<StackFile, "stack">): Readonly<Record<string, unknown>> => {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines });
    if (document.errors.length > 0) {
        throw new ConfigError(
            document.errors.map(({ message, pos }) => {
                const { line, col } = lines.linePos(pos[0]);
                const [reason = message] = message.split(" at line ");
                return {
                    path: `${file}:${line}:${col}`,
                    message: `is not valid YAML: ${reason.toLowerCase()}`,
                    fix: "Correct this line or the one before it.",
                };
            }),
        );
    }
    const value: unknown = document.toJS();
    return isRecord(value) ? value : {};
};

/** Reads the name of the Pulumi project in a folder. */
export const projectIn = (folder: string): string => {
    const [file, path] = ["Pulumi.yaml", join(folder, "Pulumi.yaml")];
    const name = existsSync(path) ? mappingAt({ path, file }).name : undefined;
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

/** Reads a stack's config by full key (`aws:region`, `ssm-access:runCommand`), with encrypted values wrapped. */
export const stackConfigAt = (stackFile: Omit<StackFile, "stack">): Readonly<Record<string, unknown>> => {
    let count = 0;
    const { config } = mappingAt(stackFile);
    const next = (): number => (count += 1);
    return isRecord(config)
        ? Object.fromEntries(Object.entries(config).map(([key, value]) => [key, marked(value, key, next)]))
        : {};
};

/** Reads the config of `Pulumi.<stack>.yaml` in a folder. */
export const stackConfigIn = (folder: string, stack: string): Readonly<Record<string, unknown>> =>
    stackConfigAt(findStackFile(folder, { stack }));
