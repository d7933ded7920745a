import { patterns as listed } from "../../components/patterns";
import type { ValueLimit } from "../../components/pattern/constraints";
import type { Documents, ExplicitNames, Names, Neighbour } from "../../components/pattern/pattern";
import type { Problem } from "../../components/pattern/validationIssue";
import type { Identity } from "../../components/pattern/naming";

/** Args of a pattern as the config gives them: plain values whose type the schema has checked. */
export type Args = Readonly<Record<string, unknown>>;

/** A pattern whose types of args, names and documents were left behind: the program treats all alike. */
export interface AnyPattern {
    readonly component: string;
    readonly summary: string;
    readonly limits: { readonly properties?: Readonly<Record<string, unknown>> };
    readonly problems: (args: Args, identity?: Identity) => readonly Problem[];
    readonly warnings?: (args: Args, identity: Identity, neighbours: readonly Neighbour[]) => readonly Problem[];
    readonly names: (identity: Identity, explicit: ExplicitNames) => Names;
    readonly documents: (identity: Identity, args: Args) => Documents;
}

/** The key of a pattern in a stack's config: `RunCommandAccess` is `runCommand`. */
export const patternKey = (component: string): string =>
    component.replace(/Access$/, "").replace(/^./, (first) => first.toLowerCase());

/** Every pattern of the catalogue by its key in the config. */
export const patterns: ReadonlyMap<string, AnyPattern> = new Map(
    (listed as unknown as readonly AnyPattern[]).map((pattern) => [patternKey(pattern.component), pattern]),
);

/** Whether a pattern takes this arg. */
export const takes = (pattern: AnyPattern, arg: string): boolean => arg in (pattern.limits.properties ?? {});

/** The name of a component in the config; a dot would end it in a reference. */
export const instanceName: ValueLimit = {
    allowed: 'a name: a letter, then at most 63 letters, digits, "_" or "-"',
    pattern: "[A-Za-z][A-Za-z0-9_-]{0,63}",
};
