import type { DocumentKind } from "../iam";

/** What stands in a property: a policy document of a kind, or a CloudFormation template with documents of its own. */
export type Content = DocumentKind | "template";

/** Property path to what stands there; `[]` is each element of a list: `inlinePolicies[].policy`. */
export type Holder = Readonly<Record<string, Content>>;

/** Type token to its holder. An empty holder says: this type is known, and nothing in it grants anything. */
export type Holders = Readonly<Record<string, Holder>>;
