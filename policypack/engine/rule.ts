import type { DocumentKind, PolicyModel } from "../iam";

/** One thing in a document that should not be so. */
export interface Violation {
    /** Where in the document, in the document's own words: `Statement[1].Resource[0]`. */
    readonly path: string;
    /** What was found, with the value. */
    readonly message: string;
    /** Why it matters, in one sentence. */
    readonly reason: string;
    /** What to write instead: the corrected statement or value as text to paste. */
    readonly fix: string;
    /**
     * What the fingerprint hashes where no statement can be read. Exemptions refer to it, so it keeps the wording it was
     * first released with, whatever the message says later.
     *
     * @default - the message.
     */
    readonly identity?: string;
    /** Softens the rule's own level for this finding; never hardens it. */
    readonly level?: "advisory";
}

/** What a rule knows beside the document. Every field has a working default; see `defaults` in `settings.ts`. */
export interface RuleOptions {
    /** The 12 digits of the account the document stands in, where it is known. */
    readonly account?: string;
    /** The partition the document stands in, for texts to paste. */
    readonly partition?: string;
    /** The Region the document stands in, for texts to paste; without it they say `*`. */
    readonly region?: string;
    /** The hard maximum of characters where the document stands, known from its property: 6,144 for a managed policy. */
    readonly maximumCharacters?: number;
    /** Own accounts: once named, a guard that names another account does not bind. */
    readonly ownAccounts: readonly string[];
    /** Own organization ids (`o-…`), for `aws:SourceOrgID`. */
    readonly ownOrganizations: readonly string[];
    /** Role ARN patterns that may be passed, each accepted with a reason. */
    readonly acceptedRolePatterns: readonly { readonly pattern: string; readonly reason: string }[];
    /** Moves a service principal to another class of the fact table. */
    readonly services: Readonly<Record<string, "required" | "unsupported" | "unlisted">>;
    /** The level of a service that the fact table does not list. */
    readonly unlistedServices: "advisory" | "mandatory";
}

/** What every kind of rule has: a name, a level and its texts. */
export interface RuleMetadata {
    /** `<service>-<element>-<what is wrong>`; stable for ever, the key of every organization's configuration. */
    readonly name: string;
    readonly level: "mandatory" | "advisory";
    readonly severity: "low" | "medium" | "high" | "critical";
    readonly description: string;
    readonly remediationSteps: string;
    readonly url: string;
}

/** A rule is data and one pure function over a whole document. It knows nothing of Pulumi. */
export interface Rule extends RuleMetadata {
    readonly appliesTo: readonly DocumentKind[];
    readonly check: (document: PolicyModel, options: RuleOptions) => readonly Violation[];
}
