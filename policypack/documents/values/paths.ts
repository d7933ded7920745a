import { isRedacted, isUnknown } from "./unknown";

/** One step into a value: a key of an object or an index of a list. */
export type Step = string | number;

/** Deeper values than this are no policy document; the depth is bounded so that no input exhausts the stack. */
const deepest = 256;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null;

/**
 * The own value behind a key, unknown or not. Reading through the descriptor keeps Pulumi's guard over unknown values
 * asleep: whoever wants its note in the user's terminal reads the property itself.
 */
export const getOwn = (value: unknown, key: Step): unknown =>
    isObject(value) ? (Object.getOwnPropertyDescriptor(value, key)?.value as unknown) : undefined;

/** The keys of an object or the indices of a list. */
export const keysOf = (value: unknown): readonly string[] => (isObject(value) ? Object.keys(value) : []);

const copy = (value: unknown, read: (holder: unknown, key: string) => unknown, depth: number): unknown => {
    if (!isObject(value) || depth === 0) {
        return value;
    }
    if (Array.isArray(value)) {
        return Array.from({ length: value.length }, (_, index) => copy(read(value, String(index)), read, depth - 1));
    }
    return Object.fromEntries(Object.keys(value).map((key) => [key, copy(read(value, key), read, depth - 1)]));
};

/**
 * A plain copy of what stands at these steps, read as a policy reads: an unknown value on the way throws Pulumi's own
 * error, which must reach the user.
 */
export const readOrThrowUnknown = (root: unknown, steps: readonly Step[]): unknown =>
    copy(
        steps.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), root),
        (holder, key) => (holder as Readonly<Record<string, unknown>>)[key],
        deepest,
    );

/** A plain copy in which unknown values are left out; never throws. */
export const withoutUnknowns = (value: unknown): unknown =>
    copy(
        isUnknown(value) ? undefined : value,
        (holder, key) => {
            const found = getOwn(holder, key);
            return isUnknown(found) ? undefined : found;
        },
        deepest,
    );

/** True when nothing in the value is still unknown; never throws. */
export const isFullyKnown = (value: unknown, depth = deepest): boolean =>
    !isUnknown(value) && (depth === 0 || keysOf(value).every((key) => isFullyKnown(getOwn(value, key), depth - 1)));

/** One segment of a path: a key, whose value is asked for element by element where it is a list. */
interface Segment {
    readonly key: string;
    readonly isList: boolean;
}

/** The tables' paths, read once: every rule asks for them again at every resource. */
const segmentsOfPaths = new Map<string, readonly Segment[]>();

const segmentsOf = (path: string): readonly Segment[] => {
    const read = segmentsOfPaths.get(path);
    if (read !== undefined) {
        return read;
    }
    const segments = path.split(".").map((segment) => {
        const isList = segment.endsWith("[]");
        return { key: isList ? segment.slice(0, -2) : segment, isList };
    });
    segmentsOfPaths.set(path, segments);
    return segments;
};

/**
 * The concrete places a path with lists leads to: `inlinePolicies[].policy` is one place for each policy. An unknown
 * value on the way is itself the place, because what it hides must be asked for.
 */
export const expandPath = (root: unknown, path: string): readonly (readonly Step[])[] => {
    let found: { readonly steps: readonly Step[]; readonly value: unknown }[] = [{ steps: [], value: root }];
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
            return Array.isArray(value)
                ? value.map((_, index) => ({ steps: [...steps, index], value: getOwn(value, index) }))
                : [];
        });
    }
    return found
        .filter(({ value }) => value !== undefined && value !== null && !isRedacted(value))
        .map(({ steps }) => steps);
};

/** Steps as a reader writes them: `inlinePolicies[0].policy`. */
export const formatPath = (steps: readonly Step[]): string =>
    steps.reduce<string>(
        (text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`),
        "",
    );
