import { patterns as listed, type Unverified } from "../../components/catalogue";
import type { AnyLimit } from "../configSchema/limitSchema";
import { patternKey } from "../patterns";

/** What the catalogue says of a pattern in words. */
export interface DocumentedPattern {
    /** Its key in a stack's config. */
    readonly key: string;
    readonly component: string;
    readonly summary: string;
    readonly sources: readonly string[];
    readonly unverified: readonly Unverified[];
    readonly limits: AnyLimit;
}

/** Every pattern, in the catalogue's order. */
export const documentedPatterns: readonly DocumentedPattern[] = (
    listed as unknown as readonly Omit<DocumentedPattern, "key">[]
).map((pattern) => ({ ...pattern, key: patternKey(pattern.component) }));
