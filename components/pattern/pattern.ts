import { document, type DocumentKind, type PolicyDocument, type Statement } from "../../policypack/iam";
import type { Constraints } from "./constraints";
import type { NamingScope } from "./naming";
import type { ValidationIssue } from "./validationIssue";

/** A finding of the law that the user takes on himself, with the reason he gave. */
export interface Acceptance {
    /** The rule whose finding is accepted. */
    readonly rule: string;
    /** The Sid of the one statement it is accepted for. */
    readonly sid: string;
    /** In the user's words. */
    readonly reason: string;
}

/** A document that a pattern needs, before anything exists. */
export interface PlannedDocument {
    readonly kind: DocumentKind;
    readonly document: PolicyDocument;
    readonly accepted?: readonly Acceptance[];
}

/** A document that grants: the policy of a user, a group or a role. */
export const grant = (...statements: readonly Statement[]): PlannedDocument => ({
    kind: "grant",
    document: document(...statements),
});

/** A named thing whose ARN is computed before it exists. */
export interface NamedResource {
    readonly name: string;
    readonly arn: string;
}

/** A fact about AWS that nobody has been able to confirm, and the arg that follows the other reading. */
export interface Unverified {
    readonly fact: string;
    /** The arg that switches it. */
    readonly arg: string;
    /** How to find out on a live account. */
    readonly check: string;
}

/** Another component of the same stack, as far as patterns look at each other. */
export interface SiblingComponent {
    /** How the config refers to it: `managedInstance.web`. */
    readonly reference: string;
    /** Its class. */
    readonly component: string;
    readonly scope: NamingScope;
    readonly args: Readonly<Record<string, unknown>>;
}

/** Documents by the child that carries them; a child that the args leave out has none. */
export type Documents = Readonly<Record<string, PlannedDocument | undefined>>;

/** Names by child, with the ARN wherever it follows from the name. */
export type Names = Readonly<Record<string, { readonly name: string; readonly arn?: string }>>;

/**
 * What the catalogue knows of an access pattern. Pure: from an identity and plain args to names, ARNs and documents.
 * Names come from the identity and plain texts alone, so they are known even while an arg is not.
 */
export interface Pattern<Args, Named extends Names = Names, Documented extends Documents = Documents> {
    /** The class that builds it. */
    readonly component: string;
    /** One sentence for the table of patterns. */
    readonly summary: string;
    /** The AWS pages it was read from. */
    readonly sources: readonly string[];
    readonly unverified: readonly Unverified[];
    /** What the types of the args cannot say. */
    readonly constraints: Constraints<Args>;
    /**
     * Args that no document holds, beside tags and the permissions boundary. What is unknown or secret in them leaves the
     * documents known and plain, and is not judged once it is known.
     */
    readonly argsOutsideDocuments?: readonly (keyof Args & string)[];
    /** What relates several args, or args and the location; the identity is left out where it is not known yet. */
    readonly validate: (args: Args, scope?: NamingScope) => readonly ValidationIssue[];
    /** What is right by itself and yet has no effect, or another than it seems, beside others of the stack. */
    readonly warnings?: (
        args: Args,
        scope: NamingScope,
        neighbours: readonly SiblingComponent[],
    ) => readonly ValidationIssue[];
    readonly names: (scope: NamingScope, explicit: NameOverrides) => Named;
    readonly documents: (scope: NamingScope, args: Args) => Documented;
}

/**
 * What names are computed from beside the identity: the names a user may fix, and the switches that change what is named.
 * All of it is plain in the args, never an output; each pattern offers what it makes.
 */
export interface NameOverrides {
    readonly path?: string;
    readonly roleName?: string;
    readonly instanceProfileName?: string;
    readonly topicName?: string;
    /** Only whether there is one: then no topic is made. It may be an output. */
    readonly topicArn?: unknown;
    readonly existingRoleArn?: string;
    readonly serviceLinkedRole?: boolean;
    readonly services?: readonly string[];
    /** By service, the name of an endpoint service that is another one than usual. */
    readonly serviceNames?: Readonly<Record<string, string>>;
    /** Where flow logs go; names may be outputs, but for the one that is to be made. */
    readonly logGroup?: { readonly logGroupName?: string; readonly existingLogGroupName?: unknown };
    readonly bucket?: { readonly bucketName?: unknown; readonly attachPolicy?: boolean; readonly createKey?: boolean };
    readonly sync?: { readonly syncName?: string };
    readonly window?: { readonly windowName?: string };
    readonly preferences?: { readonly documentName?: string };
    readonly notifications?: { readonly ruleName?: string; readonly roleName?: string };
    readonly rule?: { readonly ruleName?: string; readonly eventBusName?: string; readonly roleName?: string };
    readonly schedule?: {
        readonly scheduleName?: string;
        readonly scheduleGroupName?: string;
        readonly roleName?: string;
    };
}
