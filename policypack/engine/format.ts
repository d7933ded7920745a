import type { Violation, Rule } from "./rule";

type Said = Omit<Violation, "level"> & { readonly rule: Pick<Rule, "name"> };

const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A verdict in one line that a stranger can act on: where, what, why, and what to write instead. */
export const formatDocumentViolation = ({ rule, path, message, reason, fix }: Said): string => {
    const where = path === "" ? "the document" : path;
    return onOneLine(`${rule.name}: ${where} has ${message}. ${reason} Write instead: ${fix}`);
};
