import { patterns as listed } from "../../components/patterns";
import type { Unverified } from "../../components/pattern/pattern";
import type { AnyConstraint } from "../schema/limitSchema";
import { patternKey } from "../../program/config/patterns";

/** What the catalogue says of a pattern in words. */
export interface DocumentedPattern {
    /** Its key in a stack's config. */
    readonly key: string;
    readonly component: string;
    readonly summary: string;
    readonly sources: readonly string[];
    readonly unverified: readonly Unverified[];
    readonly constraints: AnyConstraint;
}

/** Every pattern, in the catalogue's order. */
export const documentedPatterns: readonly DocumentedPattern[] = (
    listed as unknown as readonly Omit<DocumentedPattern, "key">[]
).map((pattern) => ({ ...pattern, key: patternKey(pattern.component) }));
