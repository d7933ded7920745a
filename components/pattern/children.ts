/** What a pattern says about the resources that it names, so that no reader guesses it from their names. */
import { maximumOf } from "../../policypack/iam";
import { hasPolicy, offersDocument } from "./accessLevels";
import type { ReferenceTarget } from "./constraints";
import type { maxNameLength } from "./naming";

/** The kind of a named resource. */
export type ResourceKind =
    | keyof typeof maxNameLength
    | "awsManagedPolicy"
    | "bucketPolicy"
    | "endpoint"
    | "oidcProvider"
    | "serviceLinkedRole";

/** A resource that a pattern names. */
interface NamedChild {
    /**
     * The path of the arg that sets its name, such as `rule.ruleName`.
     *
     * @default - the name is always computed.
     */
    readonly nameArg?: string;
    /**
     * The path of the arg that makes the component use an existing resource instead of creating one.
     *
     * @default - the component never uses an existing one.
     */
    readonly existingArg?: string;
    /**
     * The arg that the component creates the resource for. Only needed for a resource without an ARN and a document.
     *
     * @default - created if it has an ARN, and if the args enable its document.
     */
    readonly enabledBy?: string;
}

/** A role. The component creates it if the args enable its trust policy. */
export interface RoleChild<Document> extends NamedChild {
    readonly kind: "role";
    /** The document of its trust policy. */
    readonly trust: Document;
    /** The documents of its permissions: inline policies, or managed policies attached to it. */
    readonly grants: readonly Document[];
    /**
     * The service that assumes it, such as `ssm`: whoever creates the component passes it to this service.
     *
     * @default - no service: an identity provider's users assume it.
     */
    readonly passedTo?: string;
    /**
     * Whether creating the component does not pass it, because AWS stores it in no other resource of the component.
     *
     * @default false
     */
    readonly passedByOthers?: boolean;
    /** The documents that allow passing it to that service. */
    readonly passedBy: readonly Document[];
}

/**
 * A customer managed policy. The component creates it if the args enable its document, which has the same name. The
 * policy of an access level also needs grantees, or an arg that asks for it.
 */
export interface PolicyChild extends NamedChild {
    readonly kind: "policy";
    /**
     * What the policy is for: `grantees` are people and roles outside the pattern, named in the arg of the same name;
     * `role` is a role of the pattern; `boundary` limits the roles of a stack.
     */
    readonly purpose: "grantees" | "role" | "boundary";
    /**
     * The arg with the grantees of a policy that belongs to no single access level, such as `holder`.
     *
     * @default - the grantees are in the access level of the same name: `operator.grantees`.
     */
    readonly granteesArg?: string;
    /** For a boundary, the arg with further actions that it allows. */
    readonly actionsArg?: string;
}

/** Any other resource. */
export interface OtherChild extends NamedChild {
    readonly kind: Exclude<ResourceKind, "role" | "policy">;
}

/** A resource that a pattern names, and what is known about it before any args are. */
export type Child<Document = string> = RoleChild<Document> | PolicyChild | OtherChild;

/** Kinds that AWS names and owns, or creates once for each account. */
const ownedByAws: ReadonlySet<ResourceKind> = new Set(["awsManagedPolicy", "serviceLinkedRole"]);

/** The size quota of a policy by the kind of its child; by default that of the document's kind applies. */
const quotas: Readonly<Partial<Record<ResourceKind, number>>> = {
    policy: maximumOf.managedPolicy,
    bucket: maximumOf.bucketPolicy,
    bucketPolicy: maximumOf.bucketPolicy,
    alias: maximumOf.keyPolicy,
    endpoint: maximumOf.endpointPolicy,
};

/** The maximum number of characters of a document; undefined if the document's kind decides. */
export const maximumCharacters = (child: Child | undefined): number | undefined => child && quotas[child.kind];

/** Whether the child is a policy that the component attaches to grantees. */
export const isForGrantees = (child: Child | undefined): boolean =>
    child?.kind === "policy" && child.purpose === "grantees";

/** Whether the child is the policy of one access level, which has the arg of the same name. */
export const isAccessLevel = (child: Child | undefined): boolean =>
    child?.kind === "policy" && child.purpose === "grantees" && child.granteesArg === undefined;

/** Whether a reference of this kind may mean the child. */
export const isTarget = (child: Child, target: ReferenceTarget): boolean => {
    switch (target) {
        case "role":
            return child.kind === "role" || child.kind === "serviceLinkedRole";
        case "topic":
            return child.kind === "topic";
        case "boundary":
            return child.kind === "policy" && child.purpose === "boundary";
    }
};

/** The value at a path of plain args, such as `rule.ruleName`. */
export const valueAt = (args: unknown, path: string): unknown =>
    path
        .split(".")
        .reduce(
            (value, name) =>
                typeof value === "object" && value !== null
                    ? (value as Readonly<Record<string, unknown>>)[name]
                    : undefined,
            args,
        );

/** An access level of plain args. */
const levelOf = (args: unknown, name: string): Readonly<Record<string, unknown>> | undefined => {
    const level = valueAt(args, name);
    return typeof level === "object" && level !== null ? (level as Readonly<Record<string, unknown>>) : undefined;
};

/** The path of the arg with the grantees of a policy. */
export const granteesPath = (name: string, child: Child | undefined): string =>
    (child?.kind === "policy" ? child.granteesArg : undefined) ?? `${name}.grantees`;

/** Whether the policy is asked for: by grantees, by an arg of its access level, or by the args that it is packed from. */
const isAskedFor = (name: string, child: PolicyChild, args: unknown): boolean =>
    child.purpose !== "grantees" || child.granteesArg !== undefined || hasPolicy(levelOf(args, name));

/** The documents that a component with these args offers as outputs, because their access levels have no grantees. */
export const isOffered = (name: string, child: Child | undefined, args: unknown): boolean =>
    isAccessLevel(child) && offersDocument(levelOf(args, name));

/** Whether these args make the component use an existing resource. A flag does so only if it is true. */
export const usesExisting = ({ existingArg }: Child, args: unknown): boolean => {
    const value = existingArg === undefined ? undefined : valueAt(args, existingArg);
    return value !== undefined && value !== false;
};

/** Whether the component names this resource itself: AWS does not own it, and it does not exist before. */
export const namesItself = (child: Child, args: unknown): boolean =>
    !ownedByAws.has(child.kind) && !usesExisting(child, args);

/**
 * Whether a component with these args creates the resource.
 *
 * @param documents the documents that the args enable.
 */
export const isCreated = (
    name: string,
    child: Child,
    args: unknown,
    arn: string | undefined,
    documents: Readonly<Record<string, unknown>>,
): boolean => {
    if (!namesItself(child, args)) {
        return false;
    }
    switch (child.kind) {
        case "role":
            return documents[child.trust] !== undefined;
        case "policy":
            return documents[name] !== undefined && isAskedFor(name, child, args);
        default:
            return child.enabledBy === undefined ? arn !== undefined : valueAt(args, child.enabledBy) !== undefined;
    }
};
