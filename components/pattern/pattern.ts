import { document, type DocumentKind, type PolicyDocument, type Statement } from "../../policypack/iam";
import type { Constraints } from "./constraints";
import type { NamingScope } from "./naming";
import type { ValidationIssue } from "./validationIssue";

/** A violation that the user accepts, with a reason. */
export interface Acceptance {
    /** The rule whose violation is accepted. */
    readonly rule: string;
    /** The Sid of the only statement it is accepted for. */
    readonly sid: string;
    /** The reason, as the user wrote it. */
    readonly reason: string;
}

/** A policy document of a pattern, planned before any resource exists. */
export interface PlannedDocument {
    readonly kind: DocumentKind;
    readonly document: PolicyDocument;
    readonly accepted?: readonly Acceptance[];
}

/** An identity-based policy document for a user, group or role. */
export const grant = (...statements: readonly Statement[]): PlannedDocument => ({
    kind: "grant",
    document: document(...statements),
});

/** A resource whose name and ARN are computed before it exists. */
export interface NamedResource {
    readonly name: string;
    readonly arn: string;
}

/** An unconfirmed fact about AWS, and the arg that switches to the alternative. */
export interface Unverified {
    readonly fact: string;
    /** The arg that switches to the alternative. */
    readonly arg: string;
    /** How to confirm the fact in a live account. */
    readonly check: string;
}

/** A component of the same stack, for warnings across components. */
export interface SiblingComponent {
    /** The reference in the config, such as `managedInstance.web`. */
    readonly reference: string;
    /** The component class. */
    readonly component: string;
    readonly scope: NamingScope;
    readonly args: Readonly<Record<string, unknown>>;
}

/** Documents by child; undefined for a child that the args do not enable. */
export type Documents = Readonly<Record<string, PlannedDocument | undefined>>;

/** Names by child, with the ARN where it can be computed from the name. */
export type Names = Readonly<Record<string, { readonly name: string; readonly arn?: string }>>;

/**
 * An access pattern: pure functions from a naming scope and plain args to names, ARNs and documents. Names depend only
 * on the naming scope and on plain args, so they are known even if other args are not.
 */
export interface Pattern<Args, Named extends Names = Names, Documented extends Documents = Documents> {
    /** The component class that builds the pattern. */
    readonly component: string;
    /** One sentence for the list of patterns in the docs. */
    readonly summary: string;
    /** The AWS documentation that the pattern implements. */
    readonly sources: readonly string[];
    readonly unverified: readonly Unverified[];
    /** The constraints on the args that their types cannot express. */
    readonly constraints: Constraints<Args>;
    /**
     * Args that no document contains, besides tags and the permissions boundary. Unknown or secret values in them leave
     * the documents known and not secret. Such values are not validated once they are known.
     */
    readonly argsOutsideDocuments?: readonly (keyof Args & string)[];
    /** Validates args against each other and the location. `scope` is undefined while the location is unknown. */
    readonly validate: (args: Args, scope?: NamingScope) => readonly ValidationIssue[];
    /**
     * Reports valid args that have no effect, or a surprising one, in a stack with other components. `siblings` are all
     * components of the stack, this one included: one list for all, because a list without the component itself would
     * take the square of their number.
     */
    readonly warnings?: (
        args: Args,
        scope: NamingScope,
        siblings: readonly SiblingComponent[],
    ) => readonly ValidationIssue[];
    readonly names: (scope: NamingScope, explicit: NameOverrides) => Named;
    readonly documents: (scope: NamingScope, args: Args) => Documented;
}

/**
 * What names depend on besides the naming scope: explicit names, and args that change which resources are created.
 * These args are plain values, never outputs, unless noted. Each pattern uses those of the resources it creates.
 */
export interface NameOverrides {
    readonly path?: string;
    readonly roleName?: string;
    readonly instanceProfileName?: string;
    readonly topicName?: string;
    /** If set, no topic is created. May be an output. */
    readonly topicArn?: unknown;
    readonly existingRoleArn?: string;
    readonly serviceLinkedRole?: boolean;
    readonly services?: readonly string[];
    /** The names of endpoint services that differ from the default, by service. */
    readonly serviceNames?: Readonly<Record<string, string>>;
    /** The destination of flow logs. Names may be outputs, except for that of a log group to create. */
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
