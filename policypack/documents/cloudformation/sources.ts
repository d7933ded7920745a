/**
 * Where the parts of a resolved value stand in the template. An `Fn::If` adds a step, `AWS::NoValue` removes an element,
 * and a loop writes members, so paths in the resolved value are not those of the template.
 */

import { keysOf, getOwn } from "../values/paths";

/** The step to a member or element of an object or list, to its path in the template. */
type Sources = Map<string, string>;

/** By the frozen result, which holds only the steps that differ. */
const sourcesOf = new WeakMap<object, Sources>();

/** Notes where the parts of an object or list stand in the template. */
export const withSources = <Result extends object>(result: Result, sources: Sources): Result => {
    if (sources.size > 0) {
        const all = sourcesOf.get(result) ?? new Map<string, string>();
        sources.forEach((path, step) => all.set(step, path));
        sourcesOf.set(result, all);
    }
    return result;
};

/** The step to a member: a dot, unless it is the first. */
export const memberPath = (at: string, name: string): string => (at === "" ? name : `.${name}`);

/** The members of an object that is being resolved. The last one of a name wins. */
export class ResolvedMembers {
    /** The number of values in it. */
    size = 1;
    private readonly values = new Map<string, unknown>();
    private readonly sources: Sources = new Map();

    add(key: string, value: unknown, size: number, path: string): void {
        this.size += size;
        this.values.set(key, value);
        if (path === key) {
            this.sources.delete(key);
        } else {
            this.sources.set(key, path);
        }
    }

    toObject(): object {
        return withSources(Object.freeze(Object.fromEntries(this.values)), this.sources);
    }
}

/** The step of a path that starts at `from`, as it is written in an object or list: the longest, as names have dots. */
const stepAt = (value: unknown, path: string, from: number): string | undefined => {
    if (Array.isArray(value)) {
        return /^\[\d+\]/.exec(path.slice(from, from + 20))?.[0];
    }
    const isEnd = (at: number): boolean => at === path.length || path[at] === "." || path[at] === "[";
    let longest: string | undefined;
    for (const key of keysOf(value)) {
        const isLonger = longest === undefined || key.length > longest.length;
        if (isLonger && path.startsWith(key, from) && isEnd(from + key.length)) {
            longest = key;
        }
    }
    return longest;
};

/** The path in the template of what is at a path of a resolved value. */
export const writtenPath = (root: unknown, path: string): string => {
    let written = "";
    let value = root;
    let at = 0;
    while (at < path.length && typeof value === "object" && value !== null) {
        const from = path[at] === "." ? at + 1 : at;
        const step = stepAt(value, path, from);
        if (step === undefined) {
            break;
        }
        written += path.slice(at, from) + (sourcesOf.get(value)?.get(step) ?? step);
        value = getOwn(value, step.startsWith("[") ? Number(step.slice(1, -1)) : step);
        at = from + step.length;
    }
    return written + path.slice(at);
};

/** The value at a path in the template, as `writtenPath` writes it. */
export const valueAtPath = (root: unknown, path: string): unknown => {
    let value = root;
    let at = 0;
    while (at < path.length) {
        const from = path[at] === "." ? at + 1 : at;
        const step = stepAt(value, path, from);
        if (step === undefined) {
            return undefined;
        }
        value = getOwn(value, step.startsWith("[") ? Number(step.slice(1, -1)) : step);
        at = from + step.length;
    }
    return value;
};
