/** A policy document in normal form: what every rule reads. Every element is a list and knows where it was written. */

/**
 * What a document does where it stands: lets others in as this role (`trust`), gives its holder rights (`grant`), only
 * limits rights given elsewhere (`boundary`: permissions boundaries, SCPs, session and endpoint policies), or opens one
 * resource (`resource`).
 */
export type DocumentKind = "trust" | "grant" | "boundary" | "resource";

/** One text of the document, and where it stands there: `Statement[1].Resource[0]`, `Statement.Resource`. */
export interface PolicyString {
    readonly text: string;
    readonly path: string;
}

/** Whom a statement speaks to. `everyone` is `"*"`, alone or under `AWS`: IAM reads both alike, services included. */
export interface PrincipalModel extends PolicyString {
    readonly kind: "service" | "aws" | "federated" | "canonical" | "everyone";
}

/** One key of one operator. Operators and keys are ANDed, values ORed. */
export interface ConditionModel {
    /** `Statement.Condition.StringEquals.aws:SourceAccount` */
    readonly path: string;
    /** The bare operator in AWS's spelling (`StringLike`), without set prefix and `IfExists`; as written if unknown. */
    readonly operator: string;
    readonly setPrefix: "forAll" | "forAny" | undefined;
    readonly ifExists: boolean;
    /** The key in lower case: IAM does not tell the case of key names apart. */
    readonly key: string;
    readonly values: readonly PolicyString[];
    /** Operator and key as the author wrote them. */
    readonly source: { readonly operator: string; readonly key: string };
}

/** One statement; an absent element is an empty list. */
export interface StatementModel {
    readonly path: string;
    readonly sid: string | undefined;
    /** Undefined when it is neither of the two words; the document is malformed then. */
    readonly effect: "Allow" | "Deny" | undefined;
    readonly principals: readonly PrincipalModel[];
    readonly notPrincipals: readonly PrincipalModel[];
    readonly actions: readonly PolicyString[];
    readonly notActions: readonly PolicyString[];
    readonly resources: readonly PolicyString[];
    readonly notResources: readonly PolicyString[];
    readonly conditions: readonly ConditionModel[];
}

/** Something IAM would refuse, or read otherwise than its author. */
export interface SyntaxIssue {
    readonly path: string;
    readonly message: string;
    readonly reason: string;
    readonly fix: string;
    /**
     * Names the issue in fingerprints where the document has no readable statement; never reworded.
     *
     * @default - the message.
     */
    readonly identity?: string;
    readonly level?: "advisory";
}

/** A whole document. What could not be read is in `flaws`, never thrown. */
export interface PolicyModel {
    readonly kind: DocumentKind;
    /** Policy variables are literal text in `2008-10-17`, which is also what no Version means. */
    readonly version: "2012-10-17" | "2008-10-17";
    readonly statements: readonly StatementModel[];
    readonly issues: readonly SyntaxIssue[];
    /** Characters as AWS counts them: without white space. */
    readonly size: number;
}
