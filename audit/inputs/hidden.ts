/** Values that a tool left out of what it wrote, because they are secret. */
import { getOwn, keysOf } from "../../policypack/documents/values/paths";
import { isRedacted } from "../../policypack/documents/values/unknown";

const deepest = 256;

/** The paths of the placeholders that the Pulumi CLI writes for secrets. */
export const hiddenPathsIn = (value: unknown, path = "", depth = deepest): readonly string[] => {
    if (isRedacted(value)) {
        return [path];
    }
    if (typeof value !== "object" || value === null || depth === 0) {
        return [];
    }
    const step = (key: string): string => {
        if (Array.isArray(value)) {
            return `${path}[${key}]`;
        }
        return path === "" ? key : `${path}.${key}`;
    };
    return keysOf(value).flatMap((key) => hiddenPathsIn(getOwn(value, key), step(key), depth - 1));
};
