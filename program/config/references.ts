import { isTarget } from "../../components/pattern/children";
import {
    propertyConstraint,
    UNKNOWN,
    type AnyConstraint,
    type ReferenceConstraint,
    type ReferenceTarget,
} from "../../components/pattern/constraints";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import type { Instance } from "./instances";
import type { ComputedNames } from "./names";
import { patterns, type Args } from "./patterns";
import { isRecord, step } from "./encrypted";

/** A reference from one component to another. */
export interface Reference {
    readonly from: Instance;
    readonly to: Instance;
    /** Its path in the config: `ssm-access:runCommand.patching.operator.notificationRoleArns[0]`. */
    readonly path: string;
    /** Whether AWS rejects the referring component until the other one exists. */
    readonly required: boolean;
}

/** An instance with its references resolved to ARNs; unresolved references become `UNKNOWN`. */
export interface Resolved extends Instance {
    readonly resolved: Args;
    readonly references: readonly Reference[];
    readonly issues: readonly ValidationIssue[];
}

/** Parses `automation.patching`, or `automation.patching.assume` for a component with several roles. */
const parts = (text: string): readonly [key: string, name: string, child?: string] | undefined => {
    const [key, name, child, ...more] = text.split(".");
    if (key === undefined || !name || more.length > 0) {
        return undefined;
    }
    return child === undefined ? [key, name] : [key, name, child];
};

/** The ARN that a reference resolves to, or the issue with the reference. */
type Resolution = { readonly arn: string; readonly to: Instance } | { readonly message: string; readonly fix: string };

/** A child of a component with its ARN. */
type NamedChild = readonly [name: string, arn: string];

/** The components that a reference may name. One for all references of a config. */
export class ReferenceTargets {
    private readonly byReference: ReadonlyMap<string, Instance>;
    private readonly candidates = new Map<ReferenceTarget, string>();

    constructor(
        private readonly instances: readonly Instance[],
        private readonly names: ComputedNames,
    ) {
        this.byReference = new Map(instances.map((instance) => [instance.reference, instance]));
    }

    of(key: string, name: string): Instance | undefined {
        return this.byReference.get(`${key}.${name}`);
    }

    /** The children of an instance that the reference may mean. */
    offeredBy(instance: Instance, target: ReferenceTarget): readonly NamedChild[] {
        const { children } = instance.pattern;
        return Object.entries(this.names.of(instance)).flatMap(([name, { arn }]): readonly NamedChild[] => {
            const child = children[name];
            return arn?.startsWith("arn:") === true && child !== undefined && isTarget(child, target)
                ? [[name, arn]]
                : [];
        });
    }

    /** The components with such a child, as a list for a message. */
    listOf(target: ReferenceTarget): string {
        const listed =
            this.candidates.get(target) ??
            this.instances
                .filter((instance) => this.offeredBy(instance, target).length > 0)
                .map(({ reference }) => reference)
                .join(", ");
        this.candidates.set(target, listed);
        return listed;
    }
}

const resolve = (text: string, target: ReferenceTarget, targets: ReferenceTargets): Resolution => {
    const [key = "", name = "", child] = parts(text) ?? [];
    const to = targets.of(key, name);
    const offered = to === undefined ? [] : targets.offeredBy(to, target);
    const chosen = child === undefined ? offered : offered.filter(([other]) => other === child);
    const [first] = chosen;
    if (to !== undefined && first !== undefined && chosen.length === 1) {
        return { arn: first[1], to };
    }
    const fix = `Use the ARN of a ${target}, or a component of this stack: ${targets.listOf(target) || "none available"}.`;
    if (!patterns.has(key)) {
        return { message: "is neither an ARN nor a reference (pattern.name) to a component of this stack", fix };
    }
    if (to === undefined) {
        return { message: "refers to a component that does not exist in this stack", fix };
    }
    if (chosen.length > 1) {
        return {
            message: `refers to a component with ${chosen.length} ${target}s`,
            fix: `Use one of: ${chosen.map(([other]) => `${to.reference}.${other}`).join(", ")}.`,
        };
    }
    const available = offered.map(([other]) => `${to.reference}.${other}`).join(", ");
    return available === ""
        ? { message: `refers to a component that has no ${target}`, fix }
        : { message: `refers to a ${target} that the component does not have`, fix: `Use ${available}.` };
};

/** Maps every text of the args that may be a reference. */
const mapReferences = (
    value: unknown,
    constraint: AnyConstraint | undefined,
    map: (text: string, reference: ReferenceConstraint, path: string) => unknown,
    path = "",
): unknown => {
    if (Array.isArray(value)) {
        return value.map((element, i) => mapReferences(element, constraint?.each, map, step(path, i)));
    }
    if (isRecord(value)) {
        return Object.fromEntries(
            Object.entries(value).map(([name, inner]) => [
                name,
                mapReferences(inner, propertyConstraint(constraint, name), map, step(path, name)),
            ]),
        );
    }
    const reference = constraint?.reference;
    return typeof value === "string" && reference !== undefined ? map(value, reference, path) : value;
};

/** Whether the text is meant as a reference: it is not an ARN, and not a name where a name is allowed. */
const isReference = (text: string, { orName = false }: ReferenceConstraint): boolean =>
    !text.startsWith("arn:") && (!orName || patterns.has(parts(text)?.[0] ?? ""));

/**
 * Resolves references (`pattern.name`) to ARNs in the args that may refer to a role, a topic or a boundary. A reference
 * to an invalid component is not reported: the component's own issues are.
 */
export const resolveReferences = (
    instance: Instance,
    targets: ReferenceTargets,
    broken: ReadonlySet<string> = new Set(),
): Resolved => {
    const references: Reference[] = [];
    const issues: ValidationIssue[] = [];
    const args = mapReferences(instance.args, instance.pattern.constraints, (value, reference, at) => {
        if (!isReference(value, reference)) {
            return value;
        }
        if (broken.has(value.split(".").slice(0, 2).join("."))) {
            return UNKNOWN;
        }
        const path = step(instance.path, at);
        const resolution = resolve(value, reference.to, targets);
        if ("message" in resolution) {
            issues.push({ path, value, ...resolution });
            return UNKNOWN;
        }
        references.push({ from: instance, to: resolution.to, path, required: reference.isRequired === true });
        return resolution.arn;
    }) as Args;
    return { ...instance, resolved: args, references, issues };
};
