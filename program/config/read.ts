import * as pulumi from "@pulumi/pulumi";
import { ConfigError } from "./error";
import { decode, isSecret } from "./decode";
import { isRecord, EncryptedValue } from "./encrypted";
import { namespace } from "./settings";

/** The program's part of a stack's config, not checked yet: by key without the namespace. */
export type GivenConfig = Readonly<Record<string, unknown>>;

/** The decrypted value with a mark at each place where the file holds an encrypted one. */
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
 * Reads the program's keys from the config of the run.
 *
 * @throws ConfigError when an encrypted value cannot be told from the plain ones around it.
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
                        message: `holds an encrypted value, but Pulumi.${pulumi.getStack()}.yaml does not have the key`,
                        fix: "Keep the stack's config in that file beside Pulumi.yaml.",
                    },
                ]);
            }
            return [key.slice(namespace.length + 1), revealed(marks[key], decode(text))];
        }),
    );
};
