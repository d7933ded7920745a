import * as pulumi from "@pulumi/pulumi";
import { ConfigError } from "./error";
import { decode, isSecret } from "./decode";
import { isRecord, EncryptedValue } from "./encrypted";
import { namespace } from "./settings";

/** The program's part of a stack's config before validation, by key without the namespace. */
export type GivenConfig = Readonly<Record<string, unknown>>;

/** Wraps each part of the decrypted value that is encrypted in the stack file in an EncryptedValue. */
const revealed = (marked: unknown, plain: unknown): unknown => {
    if (marked instanceof EncryptedValue) {
        return marked.revealed(plain);
    }
    if (Array.isArray(plain)) {
        return plain.map((element, i) => revealed(Array.isArray(marked) ? marked[i] : undefined, element));
    }
    return isRecord(plain)
        ? Object.fromEntries(
              Object.entries(plain).map(([name, inner]) => [
                  name,
                  revealed(isRecord(marked) ? marked[name] : undefined, inner),
              ]),
          )
        : plain;
};

/**
 * Reads the program's keys from the stack's config.
 *
 * @throws ConfigError if an encrypted value cannot be located because the stack file does not have its key.
 */
export const readConfig = async (folder = process.cwd()): Promise<GivenConfig> => {
    const all = Object.entries(pulumi.runtime.allConfig() as Readonly<Record<string, string>>).filter(([key]) =>
        key.startsWith(`${namespace}:`),
    );
    const marks = all.some(([key]) => isSecret(key))
        ? (await import("./stackFile")).stackConfigIn(folder, pulumi.getStack())
        : {};
    return Object.fromEntries(
        all.map(([key, text]) => {
            if (isSecret(key) && !(key in marks)) {
                throw new ConfigError([
                    {
                        path: key,
                        message: `contains an encrypted value, but is not in Pulumi.${pulumi.getStack()}.yaml`,
                        fix: "Store the stack's config in that file, next to Pulumi.yaml.",
                    },
                ]);
            }
            return [key.slice(namespace.length + 1), revealed(marks[key], decode(text))];
        }),
    );
};
