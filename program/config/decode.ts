/** How Pulumi hands over the config of a stack. */
import * as pulumi from "@pulumi/pulumi";

/** The value of a key: objects and switches come as JSON, and everything else as text. */
export const decode = (text: string): unknown => {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" || typeof value === "boolean" ? value : text;
    } catch {
        return text;
    }
};

/** Whether a key holds an encrypted value; where in it, Pulumi does not say. */
export const isSecret = (key: string): boolean =>
    (pulumi.runtime as unknown as { readonly isConfigSecret: (key: string) => boolean }).isConfigSecret(key);
