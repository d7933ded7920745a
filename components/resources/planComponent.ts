import * as pulumi from "@pulumi/pulumi";
import { checkConstraints, UNKNOWN } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { checkTypes } from "../pattern/types";
import type { Documents, NameOverrides, Names, Pattern } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { currentLocation } from "./currentLocation";

/** A pattern whose names and documents one component builds. */
type ComponentPattern<Args, Named extends Names, Documented extends Documents> = Pattern<
    pulumi.Unwrap<Args>,
    Named,
    Documented
>;

/** The args as far as they are known now: outputs and promises are left as a mark that breaks no limit. */
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

/** One line a reader can act on: where, the value found, what is wrong, what to do. */
export const formatIssue = (owner: string, { path, value, message, fix }: ValidationIssue): string =>
    `${[owner, path].filter((part) => part !== "").join(".")}${describeValue(value)} ${message}. ${fix}`;

const allProblems = <Args, Named extends Names, Documented extends Documents>(
    pattern: ComponentPattern<Args, Named, Documented>,
    args: pulumi.Unwrap<Args>,
    scope?: NamingScope,
): readonly ValidationIssue[] => {
    const shapes = checkTypes(pattern.constraints, args);
    return shapes.length > 0
        ? shapes
        : [...checkConstraints(pattern.constraints, args, scope?.location), ...pattern.validate(args, scope)];
};

/**
 * The args, once nothing that is known of them is wrong. Called before `super`, so that nothing is registered when
 * something is.
 *
 * @throws RunError naming every problem of the args at once.
 */
export const validateArgs = <Args, Named extends Names, Documented extends Documents>(
    pattern: ComponentPattern<Args, Named, Documented>,
    name: string,
    args: Args,
): Args => {
    const issues = allProblems(pattern, knownNow(args) as pulumi.Unwrap<Args>);
    if (issues.length > 0) {
        throw new pulumi.RunError(
            issues.map((issue) => formatIssue(`${pattern.component} "${name}"`, issue)).join("\n"),
        );
    }
    return args;
};

/** The args that documents are built from; of the others only what is known now. */
const documentArgs = <Args extends object>(args: Args, undocumented: readonly string[] = []): Args =>
    Object.fromEntries(
        Object.entries(args).map(([name, value]) => [
            name,
            ["tags", "permissionsBoundary", ...undocumented].includes(name) ? knownNow(value) : (value as unknown),
        ]),
    ) as Args;

/** What a component builds from: computed before anything exists. */
export interface ComponentPlan<Named extends Names, Documented extends Documents> {
    /** Names and ARNs by child; known at preview, whatever the args hold. */
    readonly names: pulumi.Output<Named>;
    /** Documents by child; unknown as long as one arg is. */
    readonly documents: pulumi.Output<Documented>;
}

/**
 * The names and documents of a component, in the place of its provider.
 *
 * @throws ResourceError, before any child is registered, when args that were unknown until now turn out wrong.
 */
export const planComponent = <
    Args extends NameOverrides & { namePrefix?: string; region?: string },
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
            const issues = allProblems(pattern, values, known);
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
