import type { DocumentKind } from "../../iam";

/**
 * What stands in a property: a policy document of a kind, a CloudFormation template with documents of its own, or
 * something else that may hold documents, to be found by their looks.
 */
export type PropertyContent = DocumentKind | "template" | "detected";

/** Property path to what stands there; `[]` is each element of a list: `inlinePolicies[].policy`. */
export type DocumentProperties = Readonly<Record<string, PropertyContent>>;

/** Type token to its holder. An empty holder says: this type is known, and nothing in it grants anything. */
export type ResourceTypeTable = Readonly<Record<string, DocumentProperties>>;
