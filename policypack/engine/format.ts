import type { Violation, Rule } from "./rule";

type Said = Omit<Violation, "level"> & { readonly rule: Pick<Rule, "name"> };

const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A violation on one line: where, what, why and what to do. */
export const formatDocumentViolation = ({ rule, path, message, reason, fix }: Said): string => {
    const where = path === "" ? "the document" : path;
    return onOneLine(`${rule.name}: ${where}: ${message}. ${reason} Fix: ${fix}`);
};
