import type { ComponentResource } from "@pulumi/pulumi";
import type * as components from "../../components/index";

/** The public properties of a component, which the stack exports. */
type OutputsOf<Class> = Class extends new (...args: never[]) => infer Made
    ? Readonly<Omit<Made, keyof ComponentResource>>
    : never;

type Key<Name extends string> = Uncapitalize<Name extends `${infer Stem}Access` ? Stem : Name>;

/** The outputs of a stack, by config key of the pattern, then by component name. */
export type StackOutputs = {
    readonly [Name in keyof typeof components as Key<Name>]?: Readonly<
        Record<string, OutputsOf<(typeof components)[Name]>>
    >;
};
