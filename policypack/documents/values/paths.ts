import { memoizeByText } from "../../iam";
import { isRedacted, isUnknown } from "./unknown";

/** One step into a value: a key of an object or an index of a list. */
export type Step = string | number;

/** The depth limit, far beyond any policy document, so that no input overflows the call stack. */
const deepest = 256;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null;

/**
 * The own value of a key, unknown or not. Reading the property descriptor avoids the error that Pulumi's proxy throws
 * for unknown values; code that wants that error reported to the user reads the property directly.
 */
export const getOwn = (value: unknown, key: Step): unknown =>
    isObject(value) ? (Object.getOwnPropertyDescriptor(value, key)?.value as unknown) : undefined;

/** The keys of an object, or the indices of a list. */
export const keysOf = (value: unknown): readonly string[] => (isObject(value) ? Object.keys(value) : []);

const copy = (value: unknown, read: (holder: unknown, key: string) => unknown, depth: number): unknown => {
    if (!isObject(value)) {
        return value;
    }
    if (depth === 0) {
        return undefined;
    }
    if (Array.isArray(value)) {
        return Array.from({ length: value.length }, (_, index) => copy(read(value, String(index)), read, depth - 1));
    }
    return Object.fromEntries(Object.keys(value).map((key) => [key, copy(read(value, key), read, depth - 1)]));
};

/**
 * A plain copy of the value at these steps, read like a policy reads it: an unknown value throws Pulumi's own error,
 * which must reach the user.
 */
export const readOrThrowUnknown = (root: unknown, steps: readonly Step[]): unknown =>
    copy(
        steps.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), root),
        (holder, key) => (holder as Readonly<Record<string, unknown>>)[key],
        deepest,
    );

/** A plain copy in which unknown values are undefined; never throws. */
export const withoutUnknowns = (value: unknown): unknown =>
    copy(
        isUnknown(value) ? undefined : value,
        (holder, key) => {
            const found = getOwn(holder, key);
            return isUnknown(found) ? undefined : found;
        },
        deepest,
    );

/** A plain copy with the placeholders of unknown values; never throws. */
export const withoutProxies = (value: unknown): unknown => copy(value, getOwn, deepest);

/** Whether the value contains no unknown value; never throws. */
export const isFullyKnown = (value: unknown, depth = deepest): boolean =>
    !isUnknown(value) && (depth === 0 || keysOf(value).every((key) => isFullyKnown(getOwn(value, key), depth - 1)));

/** One segment of a path: a key, and whether to visit each element of its list. */
interface Segment {
    readonly key: string;
    readonly isList: boolean;
}

/** Parsed once, because every rule expands the same paths for every resource. */
const segmentsOf = memoizeByText(200_000, (path): readonly Segment[] =>
    path.split(".").map((segment) => {
        const isList = segment.endsWith("[]");
        return { key: isList ? segment.slice(0, -2) : segment, isList };
    }),
);

interface Found {
    readonly steps: readonly Step[];
    readonly value: unknown;
}

/** The elements of a list. A loop of a template writes an object in its place, and one element may stand for a list. */
const elementsAt = (value: unknown, steps: readonly Step[]): readonly Found[] => {
    if (Array.isArray(value)) {
        return value.map((_, index) => ({ steps: [...steps, index], value: getOwn(value, index) }));
    }
    return isObject(value)
        ? [{ steps, value }, ...keysOf(value).map((key) => ({ steps: [...steps, key], value: getOwn(value, key) }))]
        : [];
};

/**
 * Expands a path with lists to the concrete steps: `inlinePolicies[].policy` yields one entry for each policy. At an
 * unknown value the expansion stops and yields the steps to it, so that reading them reports it.
 */
export const expandPath = (root: unknown, path: string): readonly (readonly Step[])[] => {
    let found: readonly Found[] = [{ steps: [], value: root }];
    for (const { key, isList } of segmentsOf(path)) {
        found = found.flatMap((at) => {
            if (isUnknown(at.value)) {
                return [at];
            }
            const value = getOwn(at.value, key);
            if (value === undefined || value === null) {
                return [];
            }
            const steps = [...at.steps, key];
            if (!isList || isUnknown(value)) {
                return [{ steps, value }];
            }
            return elementsAt(value, steps);
        });
    }
    return found
        .filter(({ value }) => value !== undefined && value !== null && !isRedacted(value))
        .map(({ steps }) => steps);
};

/** Formats steps as a path: `inlinePolicies[0].policy`. */
export const formatPath = (steps: readonly Step[]): string =>
    steps.reduce<string>((text, step) => {
        if (typeof step === "number") {
            return `${text}[${step}]`;
        }
        return text === "" ? step : `${text}.${step}`;
    }, "");
