import { patterns as listed } from "../../components/patterns";
import type { ValueConstraint } from "../../components/pattern/constraints";
import type { Documents, NameOverrides, Names, SiblingComponent } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import type { NamingScope } from "../../components/pattern/naming";

/** Args of a pattern as the config gives them: plain values whose type the schema has checked. */
export type Args = Readonly<Record<string, unknown>>;

/** A pattern whose types of args, names and documents were left behind: the program treats all alike. */
export interface ErasedPattern {
    readonly component: string;
    readonly summary: string;
    readonly constraints: { readonly properties?: Readonly<Record<string, unknown>> };
    readonly validate: (args: Args, scope?: NamingScope) => readonly ValidationIssue[];
    readonly warnings?: (
        args: Args,
        scope: NamingScope,
        neighbours: readonly SiblingComponent[],
    ) => readonly ValidationIssue[];
    readonly names: (scope: NamingScope, explicit: NameOverrides) => Names;
    readonly documents: (scope: NamingScope, args: Args) => Documents;
}

/** The key of a pattern in a stack's config: `RunCommandAccess` is `runCommand`. */
export const patternKey = (component: string): string =>
    component.replace(/Access$/, "").replace(/^./, (first) => first.toLowerCase());

/** Every pattern of the catalogue by its key in the config. */
export const patterns: ReadonlyMap<string, ErasedPattern> = new Map(
    (listed as unknown as readonly ErasedPattern[]).map((pattern) => [patternKey(pattern.component), pattern]),
);

/** Whether a pattern takes this arg. */
export const takes = (pattern: ErasedPattern, arg: string): boolean => arg in (pattern.constraints.properties ?? {});

/** The name of a component in the config; a dot would end it in a reference. */
export const instanceName: ValueConstraint = {
    description: 'a name: a letter, then at most 63 letters, digits, "_" or "-"',
    pattern: "[A-Za-z][A-Za-z0-9_-]{0,63}",
};
