import type { Violation, RuleOptions, RuleMetadata } from "./rule";
import type { Graph } from "../graph/graph";

/** A finding about one resource of the stack. */
export interface StackViolation extends Violation {
    /** What the fingerprint hashes. It keeps the wording it was first released with, whatever the message says. */
    readonly identity: string;
    readonly urn: string;
    /** The property of that resource the path starts in; empty for the resource as a whole. */
    readonly property: string;
}

/** A rule that needs to see who holds what. Like a document rule it is data and one pure function. */
export interface StackRule extends RuleMetadata {
    readonly check: (graph: Graph, options: RuleOptions) => readonly StackViolation[];
}
