import type { ClientNetwork } from "../documents/resourceTypes/clientNetwork";
import type { Graph } from "../graph/graph";
import type { DocumentKind, PolicyModel, PrincipalModel, Replacement, StatementModel } from "../iam";
import type { Message, MessageData } from "./message";

/** Writes a replacement, each time the same. */
export type WriteReplacement = () => Replacement | undefined;

/** What a rule reports: where, which of its messages, and the values in it. */
export interface Report<Id extends string = string> {
    /** The path within the document: `Statement[1].Resource[0]`. Empty for the whole document or property. */
    readonly path: string;
    /** The key of the message in `messages` of the rule. */
    readonly messageId: Id;
    /** The values in the message. */
    readonly data?: MessageData;
    /**
     * Writes what can be pasted: within the document, or within the property of a report on a resource. It is called when
     * the replacement is read, which few evaluations do for each of their reports. Undefined as its result: the fix in
     * words says what to do, because only the author knows the rest.
     *
     * @default - no replacement.
     */
    readonly replacement?: WriteReplacement | undefined;
    /**
     * The principal of the statement that the report is about. It is part of the fingerprint in place of all principals
     * of the statement.
     *
     * @default - the report is about all principals of the statement.
     */
    readonly principal?: PrincipalModel;
    /**
     * What tells the report from the rule's other reports on the same statement or property: the action, resource or
     * condition that it is about, as written. Part of the fingerprint, so it never contains words of a message.
     *
     * @default - nothing: the rule reports each principal, or else each statement, once.
     */
    readonly identity?: string;
    /**
     * Whether the report is about something that the parsed document does not contain. The fingerprint then hashes what
     * is written at the path.
     */
    readonly isUnparsed?: true;
    /** Lowers the rule's level for this violation; it never raises it. */
    readonly level?: "advisory";
}

/** A report on a property that is not a policy document. */
export interface PropertyReport<Id extends string = string> extends Report<Id> {
    /** The value that the report is about. */
    readonly identity: string;
    /** The property with the violation: `permissions.accountIds`. */
    readonly property: string;
}

/** A report on one resource of the stack. */
export interface StackReport<Id extends string = string> extends Report<Id> {
    /** What the report is about: the resources, by URN, and values. */
    readonly identity: string;
    /** What is granted, if the report is about policies. */
    readonly granted?: Granted;
    readonly urn: string;
    /** The property of the resource that contains the path; empty for the whole resource. */
    readonly property: string;
}

/** The documents whose Deny statements limit a grant: that of the statement, or all documents of a principal. */
export type LimitingDocuments = readonly { readonly document: PolicyModel }[];

/** Statements that grant something together, and the documents whose Deny statements limit them. */
export interface Granted {
    /** Without any, the report is about the documents as a whole. */
    readonly statements: readonly StatementModel[];
    readonly documents: LimitingDocuments;
}

/** The context of an evaluation, in addition to the document. See `defaultOptions` for the defaults. */
export interface RuleOptions {
    /** The 12-digit ID of the document's account, if known. */
    readonly account?: string;
    /**
     * The account of the resource by the ARNs in its state, for replacements only: before an update there is no state,
     * and the same rules must report the same then.
     */
    readonly accountInState?: string;
    /** The partition of the document, for the text of fixes. */
    readonly partition?: string;
    /** The Region of the document, for the text of fixes; if unknown, they have `*` or a placeholder. */
    readonly region?: string;
    /** Whether the document stands in a CloudFormation template, where pseudo parameters name its location. */
    readonly isInTemplate?: boolean;
    /** The maximum number of characters of the document, by its property: 6,144 for a managed policy. */
    readonly maximumCharacters?: number;
    /** The network that alone admits clients to the resource, if there is one. */
    readonly clientNetwork?: ClientNetwork;
    /** Whether @pulumi/aws writes the permission for an event handler of a bucket of the stack. */
    readonly isBucketSubscription?: boolean;
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

/** What all rules have in common: name, level and texts. */
export interface RuleMetadata<Id extends string = string> {
    /** `<service>-<element>-<problem>`. Never changes, because it is a key in the configuration of organizations. */
    readonly name: string;
    /** What the rule evaluates. */
    readonly on: "document" | "attachment" | "resource" | "stack";
    readonly level: "mandatory" | "advisory";
    readonly severity: "low" | "medium" | "high" | "critical";
    readonly description: string;
    readonly remediationSteps: string;
    readonly url: string;
    /** The texts of the violations. */
    readonly messages: Readonly<Record<Id, Message>>;
}

/** A rule that evaluates a policy document. Like every rule, it is data and one pure function. */
export interface DocumentRule<Id extends string = string> extends RuleMetadata<Id> {
    readonly on: "document";
    readonly appliesTo: readonly DocumentKind[];
    /**
     * The actions that the rule is about, in lower case. It reports nothing in a document whose Allow statements match
     * none of them, so it is not called for it.
     *
     * @default - the rule is called for every document of its kinds.
     */
    readonly actions?: readonly string[];
    /** Whether the rule reports resources whose documents cannot be read, so that the other rules need not. */
    readonly reportsUnreadable?: boolean;
    readonly check: (document: PolicyModel, options: RuleOptions) => readonly Report<Id>[];
}

/** A rule that evaluates an attached AWS managed policy. The stack has only its ARN, not its document. */
export interface AttachmentRule<Id extends string = string> extends RuleMetadata<Id> {
    readonly on: "attachment";
    /** `arn` is the policy's ARN; `account` is the account of the resource, if known. */
    readonly check: (arn: string, account: string | undefined) => readonly Report<Id>[];
}

/** A rule that evaluates properties of some resource types. */
export interface ResourceRule<Id extends string = string> extends RuleMetadata<Id> {
    readonly on: "resource";
    /** The resource types to evaluate. */
    readonly types: ReadonlySet<string>;
    /** `props` contains the known values; `day` is today, as `2026-11-22`. */
    readonly check: (type: string, props: unknown, day: string) => readonly PropertyReport<Id>[];
}

/** A rule that evaluates the graph of a whole stack. */
export interface StackRule<Id extends string = string> extends RuleMetadata<Id> {
    readonly on: "stack";
    readonly check: (graph: Graph, options: RuleOptions) => readonly StackReport<Id>[];
}

/** A rule of the pack. */
export type Rule = DocumentRule | AttachmentRule | ResourceRule | StackRule;
