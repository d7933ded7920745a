/** Decodes stack config values in the form that Pulumi passes to the program. */
import * as pulumi from "@pulumi/pulumi";

/** Decodes the value of a key: objects and booleans arrive as JSON, everything else as text. */
export const decode = (text: string): unknown => {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" || typeof value === "boolean" ? value : text;
    } catch {
        return text;
    }
};

/** Whether the value of a key contains a secret. Pulumi does not expose where in the value the secret is. */
export const isSecret = (key: string): boolean =>
    (pulumi.runtime as unknown as { readonly isConfigSecret: (key: string) => boolean }).isConfigSecret(key);
