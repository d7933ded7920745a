/** Writes the replacements of rules as text, for every entry point. */
import { memoizeByObject, type Replacement } from "../iam";

/** What a replacement takes the place of, and how. */
export interface ReplacedPart {
    /** The path of the replaced value: in the document, or in the resource for a violation on a resource. */
    readonly path: string;
    /**
     * `replace`: the value takes the place of the one at the path; a list in place of a statement stands for several
     * statements. `set`: the members of the value are properties to set in the object at the path, which keeps its others.
     */
    readonly mode: "replace" | "set";
    /** The words to fill in before the text can be pasted; empty if there are none. */
    readonly placeholders: readonly string[];
}

/** A replacement as text, and what it replaces. */
export interface WrittenReplacement {
    /** JSON, which is also valid YAML. */
    readonly replacement: string;
    readonly replaces: ReplacedPart;
}

/** Writes a value as the JSON text of a replacement. */
export const writeValue = (
    value: unknown,
    { path, mode = "replace", placeholders = [] }: { readonly path: string } & Partial<ReplacedPart>,
): WrittenReplacement => {
    const replacement = JSON.stringify(value, undefined, 2);
    return {
        replacement,
        replaces: { path, mode, placeholders: placeholders.filter((word) => replacement.includes(word)) },
    };
};

/** Writes a replacement. The violations of one statement share one replacement, which is written once. */
export const writeReplacement = memoizeByObject((replacement: Replacement): WrittenReplacement =>
    writeValue(replacement.value, replacement),
);

/** Where a replacement goes: `Paste the replacement in place of Statement[1], with ROLE_NAME filled in.` */
export const describeReplaced = ({ path, mode, placeholders }: ReplacedPart, whole = "the resource"): string => {
    const where = path === "" ? whole : path;
    const what =
        mode === "set"
            ? `Set the properties of the replacement in ${where}`
            : `Paste the replacement in place of ${where}`;
    return `${what}${placeholders.length === 0 ? "" : `, with ${placeholders.join(", ")} filled in`}.`;
};
