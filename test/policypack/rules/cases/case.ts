import type { DocumentKind } from "../../../../policypack/iam";
import type { RuleOptions } from "../../../../policypack/engine/rule";

/** One document and what one rule says of it. */
export interface Case {
    readonly name: string;
    readonly kind: DocumentKind;
    readonly document: unknown;
    readonly settings?: Partial<RuleOptions>;
    /** The paths of the findings, in order; a softened one is marked: `~Statement.Principal`. */
    readonly expect: readonly string[];
}

type Rest = Readonly<Record<string, unknown>>;

/** A document of these statements, in the Version that knows variables. */
export const doc = (...Statement: readonly unknown[]): Rest => ({ Version: "2012-10-17", Statement });

/** A document of one statement that is no list. */
export const single = (Statement: unknown): Rest => ({ Version: "2012-10-17", Statement });

/** One Allow of these actions on these resources. */
export const allow = (Action: unknown, Resource: unknown, rest: Rest = {}): Rest => ({
    Effect: "Allow",
    Action,
    Resource,
    ...rest,
});

/** One Deny of these actions on these resources. */
export const deny = (Action: unknown, Resource: unknown, rest: Rest = {}): Rest => ({
    ...allow(Action, Resource, rest),
    Effect: "Deny",
});

/** One trust statement for this principal under this condition. */
export const trust = (Principal: unknown, Condition?: unknown, rest: Rest = {}): Rest => ({
    Effect: "Allow",
    Principal,
    Action: "sts:AssumeRole",
    ...(Condition === undefined ? {} : { Condition }),
    ...rest,
});

/** Cases of one kind with the same outcome, by name. */
export const each = (
    kind: DocumentKind,
    at: readonly string[],
    documents: Readonly<Record<string, unknown>>,
    options?: Partial<RuleOptions>,
): readonly Case[] =>
    Object.entries(documents).map(([name, document]) => ({
        name,
        kind,
        document,
        expect: at,
        ...(options === undefined ? {} : { settings: options }),
    }));

/** The account all cases stand in. */
export const account = "123456789012";

/** A stranger's account. */
export const stranger = "999999999999";
