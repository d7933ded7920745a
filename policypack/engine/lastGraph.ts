import { withoutProxies } from "../documents/values/paths";
import type { Graph } from "../graph/graph";
import { haveSameMembers, memoizeRecent } from "../iam";
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

type Keys = readonly (string | undefined)[];

/** A resource without a key is not the same as any other. */
const isSame = (one: Keys, other: Keys): boolean => haveSameMembers(one, other) && !other.includes(undefined);

/** The resources of a stack, and their keys. */
interface Keyed {
    readonly keys: Keys;
    readonly resources: readonly EvaluatedResource[];
}

/**
 * Returns a function that builds the graph of a stack once for all stack rules. Pulumi passes each policy its own copy
 * of the resources, so they are compared by content.
 */
export const lastGraph = (): ((resources: readonly EvaluatedResource[]) => Graph) => {
    const known = memoizeRecent(
        {
            most: 1,
            isSame: (one: Keyed, other: Keyed) => isSame(one.keys, other.keys),
            // The graph has the resources already.
            keep: ({ keys }) => ({ keys, resources: [] }),
        },
        ({ resources }) => stackGraph(resources),
    );
    return (resources) => known({ keys: resources.map(keyOf), resources });
};
