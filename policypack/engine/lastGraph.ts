import { withoutProxies } from "../documents/values/paths";
import type { Graph } from "../graph/graph";
import { stackGraph, type EvaluatedResource } from "./evaluate";

/** A text that is equal for equal resources; undefined if there is none. */
const keyOf = ({ urn, type, name, props, dependencies }: EvaluatedResource): string | undefined => {
    try {
        return JSON.stringify([urn, type, name, withoutProxies(props), dependencies]);
    } catch {
        // A value without a JSON form, such as a BigInt: the graph is built again.
        return undefined;
    }
};

/**
 * Builds the graph of a stack once for all stack rules. Pulumi passes each policy its own copy of the resources, so they
 * are compared by content.
 */
export class LastGraph {
    private last: { readonly keys: readonly (string | undefined)[]; readonly graph: Graph } | undefined;

    of(resources: readonly EvaluatedResource[]): Graph {
        const keys = resources.map(keyOf);
        if (
            this.last?.keys.length !== keys.length ||
            !keys.every((key, at) => key !== undefined && key === this.last?.keys[at])
        ) {
            this.last = { keys, graph: stackGraph(resources) };
        }
        return this.last.graph;
    }
}
