import type { Violation, RuleOptions, RuleMetadata } from "./rule";
import type { Graph } from "../graph/graph";

/** A violation on one resource of the stack. */
export interface StackViolation extends Violation {
    /** The text that the fingerprint hashes. Never changes after a release, even if the message changes. */
    readonly identity: string;
    readonly urn: string;
    /** The property of the resource that contains the path; empty for the whole resource. */
    readonly property: string;
}

/** A rule that evaluates the graph of a whole stack. Like a document rule, it is data and one pure function. */
export interface StackRule extends RuleMetadata {
    readonly check: (graph: Graph, options: RuleOptions) => readonly StackViolation[];
}
