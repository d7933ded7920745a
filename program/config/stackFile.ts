import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { ConfigError } from "./error";
import { isRecord, EncryptedValue, step } from "./encrypted";

/** The top-level object of a YAML file; empty if the file contains something else. */
const mappingIn = (folder: string, file: string): Readonly<Record<string, unknown>> => {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(join(folder, file), "utf8"), { lineCounter: lines });
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
    const name = existsSync(join(folder, "Pulumi.yaml")) ? mappingIn(folder, "Pulumi.yaml").name : undefined;
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

/** Reads a stack's config by full key (`aws:region`, `ssm-access:runCommand`), with encrypted values wrapped. */
export const stackConfigIn = (folder: string, stack: string): Readonly<Record<string, unknown>> => {
    const file = `Pulumi.${stack}.yaml`;
    if (!existsSync(join(folder, file))) {
        const stacks = readdirSync(folder).flatMap((name) => /^Pulumi\.([^.]+)\.yaml$/.exec(name)?.[1] ?? []);
        throw new ConfigError([
            {
                path: file,
                message: "does not exist",
                fix: stacks.length === 0 ? "Create it." : `Use an existing stack: ${stacks.join(", ")}.`,
            },
        ]);
    }
    let count = 0;
    const { config } = mappingIn(folder, file);
    const next = (): number => (count += 1);
    return isRecord(config)
        ? Object.fromEntries(Object.entries(config).map(([key, value]) => [key, marked(value, key, next)]))
        : {};
};
