import type { DocumentKind } from "../iam";
import { keysOf, withoutUnknowns, getOwn, isFullyKnown, type Step } from "./values/paths";
import { parseJson } from "./values/parseJson";

/** How deep a document may stand in the properties of an unknown type. Programs nest their inputs; nobody this deep. */
const deepest = 32;

const versions: ReadonlySet<unknown> = new Set([undefined, null, "2012-10-17", "2008-10-17"]);

const statementsOf = (document: unknown): readonly unknown[] => {
    const statement = getOwn(document, "Statement");
    return Array.isArray(statement) ? statement : statement === undefined ? [] : [statement];
};

const has = (value: unknown, ...keys: readonly string[]): boolean =>
    keys.some((key) => getOwn(value, key) !== undefined);

/** Plainly IAM's language: its Version if any, and a statement that says an effect and an action. */
const isPolicy = (value: unknown): boolean => {
    const statements = statementsOf(value);
    return (
        versions.has(getOwn(value, "Version")) &&
        statements.some(
            (statement) =>
                ["Allow", "Deny"].includes(getOwn(statement, "Effect") as string) &&
                has(statement, "Action", "NotAction"),
        )
    );
};

const assumes = (statement: unknown): boolean =>
    [getOwn(statement, "Action")]
        .flat()
        .every((action) => typeof action === "string" && action.trim().toLowerCase().startsWith("sts:"));

/** Who is spoken to decides: nobody is a grant to the holder, somebody a resource policy, or a trust if roles are assumed. */
const kindOf = (document: unknown): DocumentKind => {
    const statements = statementsOf(document);
    if (!statements.some((statement) => has(statement, "Principal", "NotPrincipal"))) {
        return "grant";
    }
    return statements.every(assumes) ? "trust" : "resource";
};

/** Names of properties whose documents only take away, whatever the type. */
const limits = /boundar(y|ies)|session_?polic|vpc_?endpoint|(service|resource)_?control|^(scp|rcp)s?$/i;

/** Names of properties whose texts are for a program to read, or for nobody: a policy there grants nothing. */
const contents: ReadonlySet<string> = new Set([
    "env",
    "envs",
    "environment",
    "environmentvariables",
    "runtimeenvironmentvariables",
    "keepers",
    "triggers",
]);

/** A text right under such a name may be one of several that its author named. */
const isContent = (way: readonly Step[]): boolean =>
    way.slice(0, -1).some((step) => contents.has(String(step).toLowerCase()));

/** The type's own property, not a name that an author may choose deeper down. */
const onlyLimits = ([property]: readonly Step[]): boolean => typeof property === "string" && limits.test(property);

const foundAt = (way: readonly Step[], document: unknown, raw: unknown): DetectedDocument => ({
    steps: [...way],
    kind: onlyLimits(way) ? "boundary" : kindOf(document),
    raw,
});

/** A document found by its looks, in a type the table does not know. */
export interface DetectedDocument {
    readonly steps: readonly Step[];
    readonly kind: DocumentKind;
    readonly raw: unknown;
}

/**
 * Every value below `root` that is plainly a policy document, as an object or as JSON text. Reads without waking
 * Pulumi's guard over unknowns: in a type nobody listed, an unknown value is no promise of a document.
 */
export const detectDocuments = (root: unknown): readonly DetectedDocument[] => {
    const found: DetectedDocument[] = [];
    look(root, [], false, found);
    return found;
};

/** Every rule asks so of every resource of an unknown type, so the way is one list, walked on and back. */
const look = (root: unknown, way: Step[], inText: boolean, found: DetectedDocument[]): void => {
    if (typeof root === "string") {
        // A text in a text is content, which grants nothing where it lies; objects in a text are how some types take lists.
        const document = inText ? undefined : parseJson(root);
        if (document === undefined || isContent(way)) {
            return;
        }
        if (isPolicy(document)) {
            found.push(foundAt(way, document, root));
        } else {
            below(document, way, true, found);
        }
    } else if (!isPolicy(root)) {
        below(root, way, inText, found);
    } else if (isFullyKnown(root)) {
        found.push(foundAt(way, root, withoutUnknowns(root)));
    }
};

const below = (root: unknown, way: Step[], inText: boolean, found: DetectedDocument[]): void => {
    if (way.length >= deepest) {
        return;
    }
    for (const key of keysOf(root)) {
        way.push(Array.isArray(root) ? Number(key) : key);
        look(getOwn(root, key), way, inText, found);
        way.pop();
    }
};
