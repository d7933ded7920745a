/** Values that only the update knows, as the engine hands them to a policy: reading one throws. Pure. */

import { getOwn, isFullyKnown, keysOf } from "./documents/values/paths";
import { isUnknown } from "./documents/values/unknown";

/** Marks the error as Pulumi's own does, by which the evaluation knows it. */
class UnknownValueError extends Error {
    readonly unknownTypeSentinel = true;

    constructor(name: string) {
        super(`${name} is unknown until the update`);
    }
}

/** Whether a value that only the update knows was read. */
export const isUnknownValueError = (error: unknown): boolean =>
    error instanceof Error && "unknownTypeSentinel" in error;

/** How deeply values are read, as in `isFullyKnown`. */
const deepest = 256;

const guard = (value: unknown, depth: number): unknown => {
    if (typeof value !== "object" || value === null || depth === 0 || isFullyKnown(value, depth)) {
        return value;
    }
    const members = keysOf(value).map((key) => [key, guard(getOwn(value, key), depth - 1)] as const);
    const copy = Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
    return new Proxy(copy, {
        get: (target, name): unknown => {
            const found: unknown = Reflect.get(target, name);
            if (isUnknown(found)) {
                throw new UnknownValueError(String(name));
            }
            return found;
        },
    });
};

/** The properties of a resource, of which an unknown value throws when it is read. Known properties are returned. */
export const throwingIfUnknown = (props: unknown): unknown => guard(props, deepest);
