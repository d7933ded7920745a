import type { DocumentKind, PolicyModel } from "../iam";

/** A violation of a rule. */
export interface Violation {
    /** The path within the document: `Statement[1].Resource[0]`. */
    readonly path: string;
    /** What is wrong, including the value. */
    readonly message: string;
    /** Why it matters, as one or two sentences. */
    readonly reason: string;
    /** The fix: a replacement statement or value to paste, or an instruction. */
    readonly fix: string;
    /**
     * The text that the fingerprint hashes if no statement can be parsed. Never changes after a release, even if the
     * message changes, because exemptions refer to the fingerprint.
     *
     * @default - the message.
     */
    readonly identity?: string;
    /** Lowers the rule's level for this violation; it never raises it. */
    readonly level?: "advisory";
}

/** The context of an evaluation, in addition to the document. See `defaultOptions` for the defaults. */
export interface RuleOptions {
    /** The 12-digit ID of the document's account, if known. */
    readonly account?: string;
    /** The partition of the document, for the text of fixes. */
    readonly partition?: string;
    /** The Region of the document, for the text of fixes; if unknown, they have `*` or a placeholder. */
    readonly region?: string;
    /** The maximum number of characters of the document, by its property: 6,144 for a managed policy. */
    readonly maximumCharacters?: number;
    /** Accounts of the organization. If set, a condition on any other account does not restrict access. */
    readonly ownAccounts: readonly string[];
    /** Organization IDs (`o-…`), for `aws:SourceOrgID`. */
    readonly ownOrganizations: readonly string[];
    /** Accepted role ARN patterns for iam:PassRole, each with a reason. */
    readonly acceptedRolePatterns: readonly { readonly pattern: string; readonly reason: string }[];
    /** Overrides the class of a service principal in `serviceTrusts`. */
    readonly services: Readonly<Record<string, "required" | "unsupported" | "unlisted">>;
    /** The level for services that `serviceTrusts` does not list. */
    readonly unlistedServices: "advisory" | "mandatory";
}

/** The metadata of a rule: name, level and texts. */
export interface RuleMetadata {
    /** `<service>-<element>-<problem>`. Never changes, because it is a key in the configuration of organizations. */
    readonly name: string;
    readonly level: "mandatory" | "advisory";
    readonly severity: "low" | "medium" | "high" | "critical";
    readonly description: string;
    readonly remediationSteps: string;
    readonly url: string;
}

/** A rule that evaluates a policy document: data and one pure function, independent of Pulumi. */
export interface Rule extends RuleMetadata {
    readonly appliesTo: readonly DocumentKind[];
    readonly check: (document: PolicyModel, options: RuleOptions) => readonly Violation[];
}
