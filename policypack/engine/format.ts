import type { Violation, Rule } from "./rule";

type FormattedViolation = Omit<Violation, "level"> & { readonly rule: Pick<Rule, "name"> };

const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Formats a violation on one line: rule, location, message, reason and fix. */
export const formatDocumentViolation = ({ rule, path, message, reason, fix }: FormattedViolation): string => {
    const where = path === "" ? "the document" : path;
    return onOneLine(`${rule.name}: ${where}: ${message}. ${reason} Fix: ${fix}`);
};
