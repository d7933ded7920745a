import type { DocumentKind } from "../../../../policypack/iam";
import type { RuleOptions } from "../../../../policypack/engine/rule";

/** One document and the expected violations of one rule. */
export interface Case {
    readonly name: string;
    readonly kind: DocumentKind;
    readonly document: unknown;
    readonly settings?: Partial<RuleOptions>;
    /** The paths of the violations, in order. `~` marks one below the rule's level: `~Statement.Principal`. */
    readonly expect: readonly string[];
}

type Rest = Readonly<Record<string, unknown>>;

/** A document with a list of statements, in the Version with policy variables. */
export const doc = (...Statement: readonly unknown[]): Rest => ({ Version: "2012-10-17", Statement });

/** A document with a single statement outside a list. */
export const single = (Statement: unknown): Rest => ({ Version: "2012-10-17", Statement });

/** An Allow statement with these actions and resources. */
export const allow = (Action: unknown, Resource: unknown, rest: Rest = {}): Rest => ({
    Effect: "Allow",
    Action,
    Resource,
    ...rest,
});

/** A Deny statement with these actions and resources. */
export const deny = (Action: unknown, Resource: unknown, rest: Rest = {}): Rest => ({
    ...allow(Action, Resource, rest),
    Effect: "Deny",
});

/** A trust statement for this principal and condition. */
export const trust = (Principal: unknown, Condition?: unknown, rest: Rest = {}): Rest => ({
    Effect: "Allow",
    Principal,
    Action: "sts:AssumeRole",
    ...(Condition === undefined ? {} : { Condition }),
    ...rest,
});

/** Cases of one document kind with the same expected paths, by name. */
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

/** The account of all cases. */
export const account = "123456789012";

/** An account outside the zone of trust. */
export const otherAccount = "999999999999";
