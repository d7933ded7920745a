import { UNKNOWN } from "../../components/pattern/constraints";
import type { NamedResource } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import type { Instance } from "./instances";
import { patterns, type Args } from "./patterns";
import { mapLeaves, step } from "./encrypted";

/** One component's mention of another. */
export interface Reference {
    readonly from: Instance;
    readonly to: Instance;
    /** Where, in the config: `ssm-access:runCommand.patching.operator.notificationRoleArns[0]`. */
    readonly path: string;
    /** Whether AWS refuses the one as long as the other is not there. */
    readonly required: boolean;
}

/** An instance whose references have become ARNs; what could not be resolved is left as a mark. */
export interface Resolved extends Instance {
    readonly resolved: Args;
    readonly references: readonly Reference[];
    readonly issues: readonly ValidationIssue[];
}

/** What an arg refers to, by the last name of its path. */
const wanted: readonly (readonly [arg: RegExp, noun: string, arnPart: RegExp])[] = [
    [/(^r|R)oleArns?(\[\d+\])?$/, "role", /^arn:[^:]+:iam::[^:]*:role\//],
    [/(^t|T)opicArns?(\[\d+\])?$/, "topic", /^arn:[^:]+:sns:/],
    [/^permissionsBoundary$/, "boundary", /^arn:[^:]+:iam::[^:]*:policy\//],
];

/** A grantee is attached to, so it must be there first; other texts in the place of a grantee are names of roles. */
const grantee = /(^|\.)grantees\.roles\[\d+\]$/;

/** A text such as `automation.patching`, and `automation.patching.assume` where a component makes several. */
const parts = (text: string): readonly [key: string, name: string, child?: string] | undefined => {
    const [key, name, child, ...more] = text.split(".");
    return key === undefined || !name || more.length > 0
        ? undefined
        : child === undefined
          ? [key, name]
          : [key, name, child];
};

const listed = (texts: readonly string[], none: string): string => (texts.length === 0 ? none : texts.join(", "));

/** What is wrong with a reference, or the ARN it stands for. */
type Resolution = { readonly arn: string; readonly to: Instance } | { readonly message: string; readonly fix: string };

/** Names with ARNs that an instance makes and that fit. */
const references = (instance: Instance, arnPart: RegExp): readonly (readonly [child: string, arn: string])[] =>
    Object.entries(
        instance.pattern.names(instance.scope, instance.args) as Readonly<Record<string, Partial<NamedResource>>>,
    )
        .flatMap(([child, { arn }]): readonly (readonly [string, string])[] =>
            arn === undefined ? [] : [[child, arn]],
        )
        .filter(([, arn]) => arnPart.test(arn));

const resolve = (text: string, noun: string, arnPart: RegExp, instances: readonly Instance[]): Resolution => {
    const fitting = instances.filter((instance) => references(instance, arnPart).length > 0);
    const fix = `Write the ARN of a ${noun}, or one of this stack: ${listed(
        fitting.map(({ reference }) => reference),
        "there is none",
    )}.`;
    const [key = "", name = "", child] = parts(text) ?? [];
    if (!patterns.has(key)) {
        return { message: `is neither an ARN nor pattern.name of this stack`, fix };
    }
    const to = instances.find((instance) => instance.key === key && instance.name === name);
    if (to === undefined) {
        return { message: "refers to a component that this stack does not have", fix };
    }
    const offered = references(to, arnPart);
    const chosen = child === undefined ? offered : offered.filter(([other]) => other === child);
    const [first] = chosen;
    if (first === undefined) {
        const makes = listed(
            offered.map(([other]) => `${to.reference}.${other}`),
            "",
        );
        return makes === ""
            ? { message: `refers to a component that makes no ${noun}`, fix }
            : { message: `refers to no ${noun} of the component`, fix: `Write ${makes}.` };
    }
    return chosen.length > 1
        ? {
              message: `refers to a component with ${chosen.length} ${noun}s`,
              fix: `Write one of: ${chosen.map(([other]) => `${to.reference}.${other}`).join(", ")}.`,
          }
        : { arn: first[1], to };
};

/**
 * Turns `pattern.name` into ARNs, wherever a role or a topic may be given so. Nothing is said of a reference to
 * a component that is broken itself.
 */
export const resolveReferences = (
    instance: Instance,
    instances: readonly Instance[],
    broken: ReadonlySet<string> = new Set(),
): Resolved => {
    const references: Reference[] = [];
    const issues: ValidationIssue[] = [];
    const args = mapLeaves(instance.args, (value, at) => {
        if (typeof value !== "string" || value.startsWith("arn:")) {
            return value;
        }
        const isGrantee = grantee.test(at) && patterns.has(parts(value)?.[0] ?? "");
        const [, noun, arnPart] = isGrantee ? (wanted[0] ?? []) : (wanted.find(([arg]) => arg.test(at)) ?? []);
        if (noun === undefined || arnPart === undefined) {
            return value;
        }
        const path = step(instance.path, at);
        if (broken.has(value.split(".").slice(0, 2).join("."))) {
            return UNKNOWN;
        }
        const resolution = resolve(value, noun, arnPart, instances);
        if ("message" in resolution) {
            issues.push({ path, value, ...resolution });
            return UNKNOWN;
        }
        // A policy is attached to a grantee, a role is made under a boundary, and what adopts a role finds it there.
        const waits = isGrantee || at === "permissionsBoundary" || at === "existingRoleArn";
        references.push({ from: instance, to: resolution.to, path, required: waits });
        return resolution.arn;
    }) as Args;
    return { ...instance, resolved: args, references, issues };
};
