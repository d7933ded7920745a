import { getOwn, expandPath } from "../documents/values/paths";
import { isUnknown } from "../documents/values/unknown";
import type { StackResource } from "./stackResource";

/** What a property refers to: the known names and ARNs, and the URNs that unknown values depend on. */
export interface References {
    readonly texts: readonly string[];
    readonly urns: readonly string[];
}

/** Reads a property that refers to other resources. For an unknown value, the resources it depends on are known. */
export const referencesOf = ({ props, dependencies }: StackResource, path: string): References => {
    const values = expandPath(props, path).map((steps) => steps.reduce<unknown>(getOwn, props));
    const top = path.split(/[.[]/, 1)[0] ?? path;
    const unknown = values.length === 0 || values.some(isUnknown);
    return {
        texts: values.filter((value): value is string => typeof value === "string" && !isUnknown(value)),
        urns: unknown ? (dependencies[top] ?? []) : [],
    };
};
