/** Decodes stack config values in the form that Pulumi passes to the program. */
import * as pulumi from "@pulumi/pulumi";

/**
 * Decodes the value of a key: objects and lists arrive as JSON, everything else as text. The schema says which texts
 * are booleans and numbers.
 */
export const decode = (text: string): unknown => {
    if (!/^\s*[{[]/.test(text)) {
        return text;
    }
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return text;
    }
};

/** Whether the value of a key contains a secret. Pulumi does not expose where in the value the secret is. */
export const isSecret = (key: string): boolean =>
    (pulumi.runtime as unknown as { readonly isConfigSecret: (key: string) => boolean }).isConfigSecret(key);
