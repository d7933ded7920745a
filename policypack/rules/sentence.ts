import type { Verdict } from "./judge";

const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A verdict in one line that a stranger can act on: where, what, why, and what to write instead. */
export function sentence({ rule, path, found, why, paste }: Verdict): string {
    const where = path === "" ? "the document" : path;
    return onOneLine(`${rule.name}: ${where} has ${found}. ${why} Write instead: ${paste}`);
}
