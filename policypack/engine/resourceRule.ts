import type { Violation, RuleMetadata } from "./rule";

/** A finding about a property of a resource that is no policy document. */
export interface PropertyViolation extends Violation {
    /** What the fingerprint hashes. It keeps the wording it was first released with, whatever the message says. */
    readonly identity: string;
    /** The property it stands in: `permissions.accountIds`. */
    readonly property: string;
}

/** A rule on the own properties of some types. Like a document rule it is data and one pure function. */
export interface ResourceRule extends RuleMetadata {
    /** The types it looks at; every other is passed over at once. */
    readonly types: ReadonlySet<string>;
    /** `props` holds what is known; `day` is today, as `2026-11-22`. */
    readonly check: (type: string, props: unknown, day: string) => readonly PropertyViolation[];
}
