import type { DocumentKind } from "../../iam";

/**
 * The content of a property: a policy document of a kind, a CloudFormation template, or a value in which documents are
 * detected by their form.
 */
export type PropertyContent = DocumentKind | "template" | "detected";

/** Property path to content; `[]` is each element of a list: `inlinePolicies[].policy`. */
export type DocumentProperties = Readonly<Record<string, PropertyContent>>;

/** Type token to its document properties. An empty entry means that the type is known and grants nothing. */
export type ResourceTypeTable = Readonly<Record<string, DocumentProperties>>;

/**
 * A table without inherited members, so that a type named like one (`constructor`, `toString`) has no row. Input keys
 * are looked up in it.
 */
export const tableOf = <Row>(rows: Readonly<Record<string, Row>>): Readonly<Record<string, Row>> =>
    Object.assign(Object.create(null) as Record<string, Row>, rows);
