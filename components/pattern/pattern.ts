import { document, type DocumentKind, type PolicyDocument, type Statement } from "../../policypack/iam";
import type { Child } from "./children";
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
    readonly names: Names;
}

/** Documents by child; undefined for a child that the args do not enable. */
export type Documents = Readonly<Record<string, PlannedDocument | undefined>>;

/** Names by child, with the ARN where it can be computed from the name. */
export type Names = Readonly<Record<string, { readonly name: string; readonly arn?: string }>>;

/** The functions that write the documents, by child. */
export type DocumentFunctions<Args, Documented extends Documents> = {
    readonly [Name in keyof Documented]: (scope: NamingScope, args: Args) => Documented[Name];
};

/** The arg that all names of roles and policies depend on. */
export interface PathArgs {
    readonly path?: string;
}

/**
 * An access pattern: pure functions from a naming scope and plain args to names, ARNs and documents. Names depend only
 * on the naming scope and on `NameArgs`: explicit names, and args that change which resources are created. These are
 * plain values, never outputs, unless the pattern only checks whether they are set. So names are known even if other
 * args are not.
 */
export interface Pattern<
    Args,
    Named extends Names = Names,
    Documented extends Documents = Documents,
    NameArgs = PathArgs,
> {
    /** The component class that builds the pattern. */
    readonly component: string;
    /** One sentence for the list of patterns in the docs. */
    readonly summary: string;
    /** The AWS documentation that the pattern implements. */
    readonly sources: readonly string[];
    readonly unverified: readonly Unverified[];
    /**
     * The constraints on the args that their types cannot express, and which args may refer to another component of a
     * stack.
     */
    readonly constraints: Constraints<Args>;
    /**
     * Args with IDs that AWS assigns. An output among them is not validated once it is known, and neither are tags and
     * the permissions boundary.
     */
    readonly assignedByAws?: readonly (keyof Args & string)[];
    /** What each of the named resources is: its kind, and for roles and policies what they are for. */
    readonly children: { readonly [Name in keyof Named]: Child<keyof Documented & string> };
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
    readonly names: (scope: NamingScope, explicit: NameArgs) => Named;
    /**
     * Each document, as a function of its own, so that it depends only on the args it reads. Undefined if the args do
     * not enable the child.
     */
    readonly documents: DocumentFunctions<Args, Documented>;
}

/** The documents of a pattern for these args, each from a function of its own. */
export const planDocuments = <Args, Documented extends Documents>(
    { documents }: { readonly documents: DocumentFunctions<Args, Documented> },
    scope: NamingScope,
    args: NoInfer<Args>,
): Documented =>
    Object.fromEntries(
        Object.entries<(scope: NamingScope, args: Args) => unknown>(documents).map(([name, documentFor]) => [
            name,
            documentFor(scope, args),
        ]),
    ) as Documented;
