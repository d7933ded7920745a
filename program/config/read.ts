import * as pulumi from "@pulumi/pulumi";
import { ConfigError } from "./error";
import { decode, isSecret } from "./decode";
import { isRecord, EncryptedValue } from "./encrypted";
import { namespace } from "./settings";
import { findStackFile, readStackFile, type StackFileContent } from "./stackFile";
import { UnquotedScalar } from "./unquotedScalar";

/** The program's part of a stack's config before validation, by key without the namespace. */
export type GivenConfig = Readonly<Record<string, unknown>>;

/** Whether the file holds the value that Pulumi passes, in which a scalar is text if it is the value of a key. */
const isPassedAs = ({ value }: UnquotedScalar, passed: unknown): boolean =>
    passed === value || passed === JSON.stringify(value);

/** Adds to the value that Pulumi passes which parts the stack file encrypts, and which it holds without quotes. */
const markedAs = (marked: unknown, passed: unknown): unknown => {
    if (marked instanceof EncryptedValue) {
        return marked.revealed(passed);
    }
    if (marked instanceof UnquotedScalar) {
        return isPassedAs(marked, passed) ? marked : passed;
    }
    if (Array.isArray(passed)) {
        return passed.map((element, i) => markedAs(Array.isArray(marked) ? marked[i] : undefined, element));
    }
    return isRecord(passed)
        ? Object.fromEntries(
              Object.entries(passed).map(([name, inner]) => [
                  name,
                  markedAs(isRecord(marked) ? marked[name] : undefined, inner),
              ]),
          )
        : passed;
};

/** The stack's file; empty if it cannot be read, because the config is stored elsewhere. */
const optionalStackFile = (read: () => StackFileContent): StackFileContent => {
    try {
        return read();
    } catch (error) {
        if (error instanceof ConfigError) {
            return { config: {}, misreadNames: [] };
        }
        throw error;
    }
};

/**
 * Reads the keys of a namespace from the stack's config.
 *
 * @throws ConfigError if an encrypted value cannot be located because the stack file does not have its key, or if the
 * file has property names that YAML misreads.
 */
export const readKeysOf = (keysOf: string, folder: string): GivenConfig => {
    const all = Object.entries(pulumi.runtime.allConfig() as Readonly<Record<string, string>>).filter(([key]) =>
        key.startsWith(`${keysOf}:`),
    );
    const read = (): StackFileContent => readStackFile(findStackFile(folder, { stack: pulumi.getStack() }));
    const { config: marks, misreadNames } = all.some(([key]) => isSecret(key)) ? read() : optionalStackFile(read);
    const unlocated = all.filter(([key]) => isSecret(key) && !(key in marks));
    const issues = [
        ...unlocated.map(([path]) => ({
            path,
            message: `contains an encrypted value, but is not in Pulumi.${pulumi.getStack()}.yaml`,
            fix: "Store the stack's config in that file, next to Pulumi.yaml.",
        })),
        ...misreadNames.flatMap(({ text, issue }) =>
            all.some(([, value]) => value.includes(`${JSON.stringify(text)}:`)) ? [issue] : [],
        ),
    ];
    if (issues.length > 0) {
        throw new ConfigError(issues);
    }
    return Object.fromEntries(
        all.map(([key, text]) => [key.slice(keysOf.length + 1), markedAs(marks[key], decode(text))]),
    );
};

/**
 * Reads the program's keys from the stack's config.
 *
 * @throws ConfigError like {@link readKeysOf}.
 */
export const readConfig = (folder = process.cwd()): GivenConfig => readKeysOf(namespace, folder);
