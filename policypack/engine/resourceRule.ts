import type { Violation, RuleMetadata } from "./rule";

/** A violation in a property that is not a policy document. */
export interface PropertyViolation extends Violation {
    /** The text that the fingerprint hashes. Never changes after a release, even if the message changes. */
    readonly identity: string;
    /** The property with the violation: `permissions.accountIds`. */
    readonly property: string;
}

/** A rule that evaluates properties of some resource types. Like a document rule, it is data and one pure function. */
export interface ResourceRule extends RuleMetadata {
    /** The resource types to evaluate. */
    readonly types: ReadonlySet<string>;
    /** `props` contains the known values; `day` is today, as `2026-11-22`. */
    readonly check: (type: string, props: unknown, day: string) => readonly PropertyViolation[];
}
