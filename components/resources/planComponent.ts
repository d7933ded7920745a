import * as pulumi from "@pulumi/pulumi";
import { maximumCharacters } from "../pattern/children";
import { checkConstraints, UNKNOWN } from "../pattern/constraints";
import { isSameScope, type NamingScope } from "../pattern/naming";
import { checkTypes } from "../pattern/types";
import type { Documents, Names, Pattern } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { compliantPolicy, notEnabled } from "./compliantPolicy";
import { currentLocation } from "./currentLocation";
import { handedPlanOf, type HandedPlan } from "./handedPlan";
import { resolveArgs, type ResolvedArgs } from "./argResolution";

/** The pattern of a component with the given args. */
type ComponentPattern<Args, Named extends Names, Documented extends Documents> = Pattern<
    pulumi.Unwrap<Args>,
    Named,
    Documented,
    Args
>;

/** The args with outputs and promises replaced by `UNKNOWN`, which satisfies every constraint. */
const knownNow = (value: unknown): unknown => {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) {
        return UNKNOWN;
    }
    if (Array.isArray(value)) {
        return value.map(knownNow);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, knownNow(inner)]))
        : value;
};

const describeValue = (value: unknown): string => {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? "" : ` ${text.length > 120 ? `${text.slice(0, 117)}…` : text}`;
};

/** Formats an issue as one line: path, value, what is wrong and what to do. */
export const formatIssue = (owner: string, { path, value, message, fix }: ValidationIssue): string =>
    `${[owner, path].filter((part) => part !== "").join(".")}${describeValue(value)} ${message}. ${fix}`;

const allIssues = <Args, Named extends Names, Documented extends Documents>(
    pattern: ComponentPattern<Args, Named, Documented>,
    args: pulumi.Unwrap<Args>,
    scope?: NamingScope,
): readonly ValidationIssue[] => {
    const typeIssues = checkTypes(pattern.constraints, args);
    return typeIssues.length > 0
        ? typeIssues
        : [...checkConstraints(pattern.constraints, args, scope?.location), ...pattern.validate(args, scope)];
};

/**
 * Validates the known values of the args and returns the args. Called before `super`, so that invalid args register no
 * resource.
 *
 * @throws RunError with all validation issues at once.
 */
export const validateArgs = <Args, Named extends Names, Documented extends Documents>(
    pattern: ComponentPattern<Args, Named, Documented>,
    name: string,
    args: Args,
): Args => {
    // The program has validated the args of its plan.
    const issues = handedPlanOf(args) === undefined ? allIssues(pattern, knownNow(args) as pulumi.Unwrap<Args>) : [];
    if (issues.length > 0) {
        throw new pulumi.RunError(
            issues.map((issue) => formatIssue(`${pattern.component} "${name}"`, issue)).join("\n"),
        );
    }
    return args;
};

/** The args to validate once they are known. The outputs of the others are replaced by `UNKNOWN`. */
const validatedArgs = (args: object, assignedByAws: readonly string[] = []): unknown =>
    Object.fromEntries(
        Object.entries(args).map(([name, value]: readonly [string, unknown]) => [
            name,
            ["tags", "permissionsBoundary", ...assignedByAws].includes(name) ? knownNow(value) : value,
        ]),
    );

/** The policies of a component as JSON, by child of the pattern's documents. */
export type Policies<Documented extends Documents> = { readonly [Child in keyof Documented]: pulumi.Output<string> };

/** The names and policies of a component, computed before any resource exists. */
export interface ComponentPlan<Named extends Names, Documented extends Documents> {
    /** Names and ARNs by child; known at preview even if args are unknown. */
    readonly names: pulumi.Output<Named>;
    /**
     * Compliant policies by child. Each depends only on the args that its document reads: it is unknown only while one
     * of these is, and secret only if one of these is.
     */
    readonly policies: Policies<Documented>;
}

/** The function that writes the policies of a component. */
type Write<Documented extends Documents> = (child: keyof Documented & string) => pulumi.Input<string>;

/** The policies that the program has planned. */
const plannedPolicies =
    <Documented extends Documents>(owner: pulumi.Resource, { policies }: HandedPlan): Write<Documented> =>
    (child) => {
        const policy = policies[child];
        if (policy === undefined) {
            throw notEnabled(owner);
        }
        return policy;
    };

/** Resolves all args and validates those that are known. */
const validatedAfterResolution = async <Args extends object, Named extends Names, Documented extends Documents>(
    owner: pulumi.Resource,
    pattern: ComponentPattern<Args, Named, Documented>,
    scope: NamingScope,
    args: Args,
): Promise<ResolvedArgs<Args>> => {
    const resolved = await resolveArgs(args);
    const values = resolved.valuesOf(validatedArgs(args, pattern.assignedByAws));
    const issues = values === undefined ? [] : allIssues(pattern, values, scope);
    if (issues.length > 0) {
        throw new pulumi.ResourceError(
            issues
                .map(({ value, ...issue }) => (resolved.isSecret(issue.path) ? issue : { ...issue, value }))
                .map((issue) => formatIssue(`${pattern.component} "${scope.name}"`, issue))
                .join("\n"),
            owner,
        );
    }
    return resolved;
};

/**
 * Computes the names and policies of a component for the location of its provider, or takes those that the program has
 * planned for this location. All args are resolved and validated before the first policy is known.
 *
 * @param computedArgs args for the documents that the component computes itself.
 * @throws ResourceError if args that were unknown before are invalid; no child with a policy is registered then.
 */
export const planComponent = <
    Args extends object & { namePrefix?: string; region?: string },
    Named extends Names,
    Documented extends Documents,
>(
    owner: pulumi.ComponentResource,
    pattern: ComponentPattern<Args, Named, Documented>,
    name: string,
    args: Args,
    computedArgs: object = {},
): ComponentPlan<Named, Documented> => {
    const scope = currentLocation({ parent: owner }, args.region).apply((location): NamingScope => ({
        location,
        project: pulumi.getProject(),
        stack: pulumi.getStack(),
        component: pattern.component,
        name,
        namePrefix: args.namePrefix,
    }));
    const handed = handedPlanOf(args);
    const planFor = (known: NamingScope): HandedPlan | undefined =>
        handed !== undefined && isSameScope(handed.scope, known) ? handed : undefined;
    const write = scope.apply(async (known): Promise<Write<Documented>> => {
        const plan = planFor(known);
        if (plan?.isValidated === true) {
            return plannedPolicies(owner, plan);
        }
        const given = { ...args, ...computedArgs };
        const resolved = await validatedAfterResolution(owner, pattern, known, given);
        return plan === undefined
            ? (child) =>
                  resolved
                      .apply((values) => pattern.documents[child](known, values))
                      .apply((planned) => compliantPolicy(planned, owner, maximumCharacters(pattern.children[child])))
            : plannedPolicies(owner, plan);
    });
    const policies = {};
    for (const child of Object.keys(pattern.documents)) {
        let policy: pulumi.Output<string> | undefined;
        Object.defineProperty(policies, child, {
            // Only what a component uses must comply, and each policy is evaluated once.
            get: () => (policy ??= write.apply((policyOf) => pulumi.output(policyOf(child)))),
        });
    }
    return {
        names: scope.apply((known) => (planFor(known)?.names as Named | undefined) ?? pattern.names(known, args)),
        policies: policies as Policies<Documented>,
    };
};
