import { UNKNOWN } from "../../components/pattern/constraints";
import type { NamedResource } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import type { Instance } from "./instances";
import { patterns, type Args } from "./patterns";
import { mapLeaves, step } from "./encrypted";

/** A reference from one component to another. */
export interface Reference {
    readonly from: Instance;
    readonly to: Instance;
    /** Its path in the config: `ssm-access:runCommand.patching.operator.notificationRoleArns[0]`. */
    readonly path: string;
    /** Whether AWS rejects the referring component until the other one exists. */
    readonly required: boolean;
}

/** An instance with its references resolved to ARNs; unresolved references become UNKNOWN. */
export interface Resolved extends Instance {
    readonly resolved: Args;
    readonly references: readonly Reference[];
    readonly issues: readonly ValidationIssue[];
}

/** The kind of resource that an arg may refer to, by the last part of its path. */
const referenceArgs: readonly (readonly [arg: RegExp, noun: string, arnPart: RegExp])[] = [
    [/(^r|R)oleArns?(\[\d+\])?$/, "role", /^arn:[^:]+:iam::[^:]*:role\//],
    [/(^t|T)opicArns?(\[\d+\])?$/, "topic", /^arn:[^:]+:sns:/],
    [/^permissionsBoundary$/, "boundary", /^arn:[^:]+:iam::[^:]*:policy\//],
];

/** Policies are attached to grantees, which must exist first. Any other text among grantees is a role name. */
const granteeRole = /(^|\.)grantees\.roles\[\d+\]$/;

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
type Child = readonly [child: string, arn: string];

/** The components that a reference may name. One for all references of a config: names are computed once. */
export class ReferenceTargets {
    private readonly byReference: ReadonlyMap<string, Instance>;
    private readonly children = new Map<Instance, readonly Child[]>();
    private readonly candidates = new Map<RegExp, string>();

    constructor(private readonly instances: readonly Instance[]) {
        this.byReference = new Map(instances.map((instance) => [instance.reference, instance]));
    }

    of(key: string, name: string): Instance | undefined {
        return this.byReference.get(`${key}.${name}`);
    }

    /** The children of an instance whose ARNs match. */
    offeredBy(instance: Instance, arnPart: RegExp): readonly Child[] {
        return this.childrenOf(instance).filter(([, arn]) => arnPart.test(arn));
    }

    /** The components with a child whose ARN matches, as a list for a message. */
    listOf(arnPart: RegExp): string {
        const listed =
            this.candidates.get(arnPart) ??
            this.instances
                .filter((instance) => this.offeredBy(instance, arnPart).length > 0)
                .map(({ reference }) => reference)
                .join(", ");
        this.candidates.set(arnPart, listed);
        return listed;
    }

    private childrenOf(instance: Instance): readonly Child[] {
        const known = this.children.get(instance);
        if (known !== undefined) {
            return known;
        }
        const names = instance.pattern.names(instance.scope, instance.args) as Readonly<
            Record<string, Partial<NamedResource>>
        >;
        const children = Object.entries(names).flatMap(([child, { arn }]): readonly Child[] =>
            arn === undefined ? [] : [[child, arn]],
        );
        this.children.set(instance, children);
        return children;
    }
}

const resolve = (text: string, noun: string, arnPart: RegExp, targets: ReferenceTargets): Resolution => {
    const [key = "", name = "", child] = parts(text) ?? [];
    const to = targets.of(key, name);
    const offered = to === undefined ? [] : targets.offeredBy(to, arnPart);
    const chosen = child === undefined ? offered : offered.filter(([other]) => other === child);
    const [first] = chosen;
    if (to !== undefined && first !== undefined && chosen.length === 1) {
        return { arn: first[1], to };
    }
    const fix = `Use the ARN of a ${noun}, or a component of this stack: ${targets.listOf(arnPart) || "none available"}.`;
    if (!patterns.has(key)) {
        return { message: "is neither an ARN nor a reference (pattern.name) to a component of this stack", fix };
    }
    if (to === undefined) {
        return { message: "refers to a component that does not exist in this stack", fix };
    }
    if (chosen.length > 1) {
        return {
            message: `refers to a component with ${chosen.length} ${noun}s`,
            fix: `Use one of: ${chosen.map(([other]) => `${to.reference}.${other}`).join(", ")}.`,
        };
    }
    const available = offered.map(([other]) => `${to.reference}.${other}`).join(", ");
    return available === ""
        ? { message: `refers to a component that has no ${noun}`, fix }
        : { message: `refers to a ${noun} that the component does not have`, fix: `Use ${available}.` };
};

/**
 * Resolves references (`pattern.name`) to ARNs in the args of roles, topics and boundaries. A reference to an invalid
 * component is not reported: the component's own issues are.
 */
export const resolveReferences = (
    instance: Instance,
    targets: ReferenceTargets,
    broken: ReadonlySet<string> = new Set(),
): Resolved => {
    const references: Reference[] = [];
    const issues: ValidationIssue[] = [];
    const args = mapLeaves(instance.args, (value, at) => {
        if (typeof value !== "string" || value.startsWith("arn:")) {
            return value;
        }
        const isGrantee = granteeRole.test(at) && patterns.has(parts(value)?.[0] ?? "");
        const [, noun, arnPart] = isGrantee
            ? (referenceArgs[0] ?? [])
            : (referenceArgs.find(([arg]) => arg.test(at)) ?? []);
        if (noun === undefined || arnPart === undefined) {
            return value;
        }
        const path = step(instance.path, at);
        if (broken.has(value.split(".").slice(0, 2).join("."))) {
            return UNKNOWN;
        }
        const resolution = resolve(value, noun, arnPart, targets);
        if ("message" in resolution) {
            issues.push({ path, value, ...resolution });
            return UNKNOWN;
        }
        // AWS looks these up at creation: a grantee to attach a policy to, a boundary, an existing role.
        const required = isGrantee || at === "permissionsBoundary" || at === "existingRoleArn";
        references.push({ from: instance, to: resolution.to, path, required });
        return resolution.arn;
    }) as Args;
    return { ...instance, resolved: args, references, issues };
};
