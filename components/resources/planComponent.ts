import * as pulumi from "@pulumi/pulumi";
import { brokenLimits, unresolved } from "../pattern/constraints";
import type { Identity } from "../pattern/naming";
import { misshapen } from "../pattern/types";
import type { Documents, ExplicitNames, Names, Pattern } from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { placeOf } from "./currentLocation";

/** A pattern whose names and documents one component builds. */
type AnyPattern<Args, Named extends Names, Documented extends Documents> = Pattern<
    pulumi.Unwrap<Args>,
    Named,
    Documented
>;

/** The args as far as they are known now: outputs and promises are left as a mark that breaks no limit. */
const knownNow = (value: unknown): unknown => {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) {
        return unresolved;
    }
    if (Array.isArray(value)) {
        return value.map(knownNow);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, knownNow(inner)]))
        : value;
};

const shown = (value: unknown): string => {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? "" : ` ${text.length > 120 ? `${text.slice(0, 117)}…` : text}`;
};

/** One line a reader can act on: where, the value found, what is wrong, what to do. */
export const problemSentence = (owner: string, { path, value, message, fix }: Problem): string =>
    `${[owner, path].filter((part) => part !== "").join(".")}${shown(value)} ${message}. ${fix}`;

const allProblems = <Args, Named extends Names, Documented extends Documents>(
    pattern: AnyPattern<Args, Named, Documented>,
    args: pulumi.Unwrap<Args>,
    identity?: Identity,
): readonly Problem[] => {
    const shapes = misshapen(pattern.limits, args);
    return shapes.length > 0
        ? shapes
        : [...brokenLimits(pattern.limits, args, identity?.place), ...pattern.problems(args, identity)];
};

/**
 * The args, once nothing that is known of them is wrong. Called before `super`, so that nothing is registered when
 * something is.
 *
 * @throws RunError naming every problem of the args at once.
 */
export const checked = <Args, Named extends Names, Documented extends Documents>(
    pattern: AnyPattern<Args, Named, Documented>,
    name: string,
    args: Args,
): Args => {
    const problems = allProblems(pattern, knownNow(args) as pulumi.Unwrap<Args>);
    if (problems.length > 0) {
        throw new pulumi.RunError(
            problems.map((problem) => problemSentence(`${pattern.component} "${name}"`, problem)).join("\n"),
        );
    }
    return args;
};

/** The args that documents are built from; of the others only what is known now. */
const documented = <Args extends object>(args: Args, undocumented: readonly string[] = []): Args =>
    Object.fromEntries(
        Object.entries(args).map(([name, value]) => [
            name,
            ["tags", "permissionsBoundary", ...undocumented].includes(name) ? knownNow(value) : (value as unknown),
        ]),
    ) as Args;

/** What a component builds from: computed before anything exists. */
export interface Plan<Named extends Names, Documented extends Documents> {
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
export const planned = <
    Args extends ExplicitNames & { namePrefix?: string; region?: string },
    Named extends Names,
    Documented extends Documents,
>(
    owner: pulumi.ComponentResource,
    pattern: AnyPattern<Args, Named, Documented>,
    name: string,
    args: Args,
): Plan<Named, Documented> => {
    const identity = placeOf({ parent: owner }, args.region).apply((place): Identity => ({
        place,
        project: pulumi.getProject(),
        stack: pulumi.getStack(),
        component: pattern.component,
        name,
        namePrefix: args.namePrefix,
    }));
    const documents = pulumi
        .all([identity, pulumi.output(documented(args, pattern.undocumented)) as pulumi.Output<unknown>])
        .apply(([known, unwrapped]) => {
            const values = unwrapped as pulumi.Unwrap<Args>;
            const problems = allProblems(pattern, values, known);
            if (problems.length > 0) {
                throw new pulumi.ResourceError(
                    problems.map((problem) => problemSentence(`${pattern.component} "${name}"`, problem)).join("\n"),
                    owner,
                );
            }
            return pattern.documents(known, values);
        });
    return {
        names: identity.apply((known) => pattern.names(known, args)),
        documents: documents,
    };
};
