/** A policy document in normal form, the input of every rule. Every element is a list of strings with their paths. */
import type { Replacement } from "./replacement";
import type { SyntaxIssueId } from "./syntaxIssueMessages";

/**
 * How a document takes effect: `trust` is the trust policy of a role, `grant` an identity-based policy, `boundary` only
 * limits permissions granted elsewhere (permissions boundaries, SCPs, session and endpoint policies), and `resource` is
 * a resource-based policy.
 */
export type DocumentKind = "trust" | "grant" | "boundary" | "resource";

/** A string of the document and its path: `Statement[1].Resource[0]`, `Statement.Resource`. */
export interface PolicyString {
    /** The text as IAM matches it: trimmed, and with `*` for the missing fields of an incomplete ARN. */
    readonly text: string;
    readonly path: string;
    /**
     * The incomplete ARN in the document, for messages and replacements.
     *
     * @default - `text`.
     */
    readonly written?: string;
}

/** The text as it stands in the document. */
export const writtenText = ({ text, written = text }: PolicyString): string => written;

/**
 * A principal of a statement. `everyone` is `"*"`, alone or under `AWS`: IAM treats both the same, services included.
 */
export interface PrincipalModel extends PolicyString {
    readonly kind: "service" | "aws" | "federated" | "canonical" | "everyone";
}

/** A clause of a Condition: one key of one operator. Clauses are ANDed, the values of a clause ORed. */
export interface ConditionModel {
    /** `Statement.Condition.StringEquals.aws:SourceAccount` */
    readonly path: string;
    /** The operator in AWS's spelling (`StringLike`), without set prefix and `IfExists`; as written if unknown. */
    readonly operator: string;
    readonly setPrefix: "forAll" | "forAny" | undefined;
    readonly ifExists: boolean;
    /** The key in lower case: IAM compares key names case-insensitively. */
    readonly key: string;
    readonly values: readonly PolicyString[];
    /** Operator and key as written in the document. */
    readonly source: { readonly operator: string; readonly key: string };
}

/** One statement; a missing element is an empty list. */
export interface StatementModel {
    readonly path: string;
    readonly sid: string | undefined;
    /** Undefined for any other value; the document is malformed then. */
    readonly effect: "Allow" | "Deny" | undefined;
    readonly principals: readonly PrincipalModel[];
    readonly notPrincipals: readonly PrincipalModel[];
    readonly actions: readonly PolicyString[];
    readonly notActions: readonly PolicyString[];
    readonly resources: readonly PolicyString[];
    readonly notResources: readonly PolicyString[];
    readonly conditions: readonly ConditionModel[];
}

/** The number of strings in a statement: how long it is, whatever their length. */
export const numberOfStrings = (one: StatementModel): number =>
    [one.principals, one.notPrincipals, one.actions, one.notActions, one.resources, one.notResources].reduce(
        (sum, { length }) => sum + length,
        one.conditions.reduce((sum, { values }) => sum + values.length, one.conditions.length),
    );

/** Something IAM rejects, or interprets differently than its author. */
export interface SyntaxIssue {
    readonly path: string;
    /** The key of the texts in `syntaxIssueMessages`. */
    readonly messageId: SyntaxIssueId;
    /** The values in the texts. */
    readonly data?: Readonly<Record<string, string | number>>;
    /** What can be pasted, if it is certain. */
    readonly replacement?: Replacement;
    readonly level?: "advisory";
}

/** A whole document. What cannot be parsed is reported in `issues`, never thrown. */
export interface PolicyModel {
    readonly kind: DocumentKind;
    /** In `2008-10-17`, the default for a missing Version, policy variables are literal text. */
    readonly version: "2012-10-17" | "2008-10-17";
    readonly statements: readonly StatementModel[];
    readonly issues: readonly SyntaxIssue[];
    /** Characters as AWS counts them: without whitespace. */
    readonly size: number;
}

/** Why documents of a template cannot be read, by the ID of its message. */
type UnreadableBecause = "beyondLimits" | "partlyRead";

/** Stands for documents of a template that cannot be read. It is malformed. */
export class UnreadableDocument {
    /** `reason` is what the message says about it: `the template refers to itself`. */
    constructor(
        readonly reason: string,
        readonly because: UnreadableBecause = "beyondLimits",
    ) {}
}
