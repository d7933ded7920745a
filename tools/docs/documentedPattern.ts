import type { AnyConstraint } from "../../components/pattern/constraints";
import { patterns as listed } from "../../components/patterns";
import type { Unverified } from "../../components/pattern/pattern";
import { patternKey } from "../../program/config/patterns";

/** The documentation of a pattern. */
export interface DocumentedPattern {
    /** The config key. */
    readonly key: string;
    readonly component: string;
    readonly summary: string;
    readonly sources: readonly string[];
    readonly unverified: readonly Unverified[];
    readonly constraints: AnyConstraint;
}

/** All patterns, in the order of the pattern list. */
export const documentedPatterns: readonly DocumentedPattern[] = (
    listed as unknown as readonly Omit<DocumentedPattern, "key">[]
).map((pattern) => ({ ...pattern, key: patternKey(pattern.component) }));
