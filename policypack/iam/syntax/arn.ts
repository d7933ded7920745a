/** ARNs: `arn:partition:service:region:account:resource`. */

import { maskDeferred } from "./deferredValue";

/** The fields of an ARN; the resource may contain colons. */
export interface Arn {
    readonly partition: string;
    readonly service: string;
    readonly region: string;
    readonly account: string;
    readonly resource: string;
}

/** Splits an ARN, or an ARN pattern, into its fields; undefined for text with fewer than six. */
export const arnParts = (text: string): Arn | undefined => {
    if (!text.startsWith("arn:")) {
        return undefined;
    }
    const masked = maskDeferred(text);
    const partition = masked.indexOf(":", 4);
    const service = partition === -1 ? -1 : masked.indexOf(":", partition + 1);
    const region = service === -1 ? -1 : masked.indexOf(":", service + 1);
    const account = region === -1 ? -1 : masked.indexOf(":", region + 1);
    if (account === -1) {
        return undefined;
    }
    return {
        partition: text.slice(4, partition),
        service: text.slice(partition + 1, service),
        region: text.slice(service + 1, region),
        account: text.slice(region + 1, account),
        resource: text.slice(account + 1),
    };
};

/** Whether the text is exactly twelve digits. */
export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

const fieldsOfArn = 6;

/** Policy variables and values resolved at deployment. They may contain colons, which separate no fields. */
const placeholders = [
    { open: "${", close: "}" },
    { open: "{{", close: "}}" },
];

/** The last character of the placeholder that starts here; the same position if none does. */
const endOfPlaceholder = (text: string, at: number): number => {
    const found = placeholders.find(({ open }) => text.startsWith(open, at));
    const end = found === undefined ? -1 : text.indexOf(found.close, at + found.open.length);
    return found === undefined || end === -1 ? at : end + found.close.length - 1;
};

const colon = 0x3a;
const brace = 0x7b;

/** Fast path: almost every ARN has six fields and no placeholder before the last one. */
const isPlainlyComplete = (text: string): boolean => {
    let fields = 1;
    for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code === brace) {
            return false;
        }
        if (code === colon) {
            fields += 1;
            if (fields === fieldsOfArn) {
                return true;
            }
        }
    }
    return false;
};

/** How many fields an ARN lacks, and whether a slash is in one of those it has: only a resource has a slash. */
const missingFields = (text: string): { readonly count: number; readonly hasSlash: boolean } => {
    let count = fieldsOfArn - 1;
    let hasSlash = false;
    for (let at = 0; at < text.length && count > 0; at += 1) {
        const character = text.charAt(at);
        if (character === ":") {
            count -= 1;
        } else if (character === "/") {
            hasSlash = true;
        } else if (character === "$" || character === "{") {
            at = endOfPlaceholder(text, at);
        }
    }
    return { count, hasSlash };
};

/**
 * The ARN with `*` for the fields it lacks, as AWS reads it in an identity-based policy: `arn:aws:iam` is
 * `arn:aws:iam:*:*:*`. Undefined for a text that needs none: a `*` at the end already matches the missing fields.
 *
 * The resource of `arn:aws:iam:*:role/*` is in the place of the account: its author took the `*` for two fields. AWS
 * does not document whether it ever reads the text that way, so the caller says which reading is safe: with
 * `isWiderSafe` such a text stays as it is and matches roles, else it is completed and matches none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (read 2026-12-01). The note is about
 * identity-based policies; STS rejects such ARNs in session policies. Nothing is said of resource-based policies.
 */
export const completeArn = (text: string, isWiderSafe: boolean): string | undefined => {
    if (isPlainlyComplete(text) || (!text.startsWith("arn:") && text !== "arn")) {
        return undefined;
    }
    const { count, hasSlash } = missingFields(text);
    const isComplete = count === 0 || (hasSlash ? isWiderSafe : text.endsWith("*"));
    return isComplete ? undefined : text + ":*".repeat(count);
};
