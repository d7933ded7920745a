import { patterns as listed } from "../../components/patterns";
import type { ValueConstraint } from "../../components/pattern/constraints";
import type { Documents, Names, Pattern } from "../../components/pattern/pattern";

/** Args of a pattern from the config: plain values whose types the schema has validated. */
export type Args = Readonly<Record<string, unknown>>;

/** A pattern without the types of its args, names and documents, so that the program can handle all patterns alike. */
export type ErasedPattern = Pattern<Args, Names, Documents, Args>;

/** The config key of a pattern: `runCommand` for `RunCommandAccess`. */
export const patternKey = (component: string): string =>
    component.replace(/Access$/, "").replace(/^./, (first) => first.toLowerCase());

/** All patterns by config key. */
export const patterns: ReadonlyMap<string, ErasedPattern> = new Map(
    (listed as unknown as readonly ErasedPattern[]).map((pattern) => [patternKey(pattern.component), pattern]),
);

/** Whether a pattern has this arg. */
export const takes = (pattern: ErasedPattern, arg: string): boolean => arg in (pattern.constraints.properties ?? {});

/** The name of a component in the config. It has no dot, which separates the parts of a reference. */
export const instanceName: ValueConstraint = {
    description: 'a letter followed by at most 63 letters, digits, "_" or "-"',
    pattern: "[A-Za-z][A-Za-z0-9_-]{0,63}",
};
