import type { DocumentKind } from "../iam";
import { keysOf, withoutUnknowns, getOwn, isFullyKnown, type Step } from "./values/paths";
import { parseJson } from "./values/parseJson";

/** The depth limit for documents in the properties of an unlisted type; real inputs are nested less deeply. */
const deepest = 32;

const versions: ReadonlySet<unknown> = new Set([undefined, null, "2012-10-17", "2008-10-17"]);

const statementsOf = (document: unknown): readonly unknown[] => {
    const statement = getOwn(document, "Statement");
    if (Array.isArray(statement)) {
        return statement;
    }
    return statement === undefined ? [] : [statement];
};

const has = (value: unknown, ...keys: readonly string[]): boolean =>
    keys.some((key) => getOwn(value, key) !== undefined);

/** Whether the value has the form of an IAM policy: a valid Version or none, and a statement with Effect and Action. */
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

/**
 * Without a principal it is a grant; with one it is a trust policy if all actions are `sts:`, else a resource policy.
 */
const kindOf = (document: unknown): DocumentKind => {
    const statements = statementsOf(document);
    if (!statements.some((statement) => has(statement, "Principal", "NotPrincipal"))) {
        return "grant";
    }
    return statements.every(assumes) ? "trust" : "resource";
};

/** Names of properties whose documents only limit permissions, in any type. */
const limits = /boundar(y|ies)|session_?polic|vpc_?endpoint|(service|resource)_?control|^(scp|rcp)s?$/i;

/** Names of properties whose strings are content, such as environment variables: a policy there grants nothing. */
const contents: ReadonlySet<string> = new Set([
    "env",
    "envs",
    "environment",
    "environmentvariables",
    "runtimeenvironmentvariables",
    "keepers",
    "triggers",
]);

/** Whether an ancestor property has such a name. The property itself may have it, as a name chosen by the author. */
const isContent = (way: readonly Step[]): boolean =>
    way.slice(0, -1).some((step) => contents.has(String(step).toLowerCase()));

/** Checks only the top-level property: deeper names may be chosen by the author. */
const onlyRestricts = ([property]: readonly Step[]): boolean => typeof property === "string" && limits.test(property);

const foundAt = (way: readonly Step[], document: unknown, raw: unknown): DetectedDocument => ({
    steps: [...way],
    kind: onlyRestricts(way) ? "boundary" : kindOf(document),
    raw,
});

/** A document detected by its form, in a type that is not in the table. */
export interface DetectedDocument {
    readonly steps: readonly Step[];
    readonly kind: DocumentKind;
    readonly raw: unknown;
}

/**
 * Every value below `root` that has the form of a policy document, as an object or as JSON text. Never triggers
 * Pulumi's error for unknown values: in an unlisted type, an unknown value need not be a document.
 */
export const detectDocuments = (root: unknown): readonly DetectedDocument[] => {
    const found: DetectedDocument[] = [];
    detect(root, [], false, found);
    return found;
};

/** Uses one mutable path for speed, because every rule does this for every resource of an unlisted type. */
const detect = (root: unknown, way: Step[], inText: boolean, found: DetectedDocument[]): void => {
    if (typeof root === "string") {
        // A string inside JSON text is content and grants nothing. Objects inside JSON text count: some types
        // take a list of documents as JSON text.
        const document = inText ? undefined : parseJson(root);
        if (document === undefined || isContent(way)) {
            return;
        }
        if (isPolicy(document)) {
            found.push(foundAt(way, document, root));
        } else {
            detectBelow(document, way, true, found);
        }
    } else if (!isPolicy(root)) {
        detectBelow(root, way, inText, found);
    } else if (isFullyKnown(root)) {
        found.push(foundAt(way, root, withoutUnknowns(root)));
    }
};

const detectBelow = (root: unknown, way: Step[], inText: boolean, found: DetectedDocument[]): void => {
    if (way.length >= deepest) {
        return;
    }
    for (const key of keysOf(root)) {
        way.push(Array.isArray(root) ? Number(key) : key);
        detect(getOwn(root, key), way, inText, found);
        way.pop();
    }
};
