import type { Finding, Rule } from "./rule";

type Said = Omit<Finding, "level"> & { readonly rule: Pick<Rule, "name"> };

const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A verdict in one line that a stranger can act on: where, what, why, and what to write instead. */
export function sentence({ rule, path, found, why, paste }: Said): string {
    const where = path === "" ? "the document" : path;
    return onOneLine(`${rule.name}: ${where} has ${found}. ${why} Write instead: ${paste}`);
}
