import * as pulumi from "@pulumi/pulumi";
import { checkConstraints, UNKNOWN } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { checkTypes } from "../pattern/types";
import type { Documents, Names, Pattern } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { currentLocation } from "./currentLocation";

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
    const issues = allIssues(pattern, knownNow(args) as pulumi.Unwrap<Args>);
    if (issues.length > 0) {
        throw new pulumi.RunError(
            issues.map((issue) => formatIssue(`${pattern.component} "${name}"`, issue)).join("\n"),
        );
    }
    return args;
};

/** The args for the documents. Unknown values of args that no document contains are replaced by `UNKNOWN`. */
const documentArgs = <Args extends object>(args: Args, outsideDocuments: readonly string[] = []): Args =>
    Object.fromEntries(
        Object.entries(args).map(([name, value]) => [
            name,
            ["tags", "permissionsBoundary", ...outsideDocuments].includes(name) ? knownNow(value) : (value as unknown),
        ]),
    ) as Args;

/** The names and documents of a component, computed before any resource exists. */
export interface ComponentPlan<Named extends Names, Documented extends Documents> {
    /** Names and ARNs by child; known at preview even if args are unknown. */
    readonly names: pulumi.Output<Named>;
    /** Documents by child; unknown while one of the args is. */
    readonly documents: pulumi.Output<Documented>;
}

/**
 * Computes the names and documents of a component for the location of its provider.
 *
 * @throws ResourceError if args that were unknown before are invalid; no child is registered then.
 */
export const planComponent = <
    Args extends { namePrefix?: string; region?: string },
    Named extends Names,
    Documented extends Documents,
>(
    owner: pulumi.ComponentResource,
    pattern: ComponentPattern<Args, Named, Documented>,
    name: string,
    args: Args,
): ComponentPlan<Named, Documented> => {
    const scope = currentLocation({ parent: owner }, args.region).apply((location): NamingScope => ({
        location,
        project: pulumi.getProject(),
        stack: pulumi.getStack(),
        component: pattern.component,
        name,
        namePrefix: args.namePrefix,
    }));
    const documents = pulumi
        .all([scope, pulumi.output(documentArgs(args, pattern.argsOutsideDocuments)) as pulumi.Output<unknown>])
        .apply(([known, unwrapped]) => {
            const values = unwrapped as pulumi.Unwrap<Args>;
            const issues = allIssues(pattern, values, known);
            if (issues.length > 0) {
                throw new pulumi.ResourceError(
                    issues.map((issue) => formatIssue(`${pattern.component} "${name}"`, issue)).join("\n"),
                    owner,
                );
            }
            return pattern.documents(known, values);
        });
    return {
        names: scope.apply((known) => pattern.names(known, args)),
        documents: documents,
    };
};
