/**
 * What a program has planned for its components before it creates them, so that they need not compute it again. Only
 * `program/plan/create.ts` may hand over a plan: a component takes its policies without another review.
 */
import type { NamingScope } from "../pattern/naming";
import type { Names } from "../pattern/pattern";

/** The names and compliant policies of a component. */
export interface HandedPlan {
    /** The naming scope that the plan was made for. */
    readonly scope: NamingScope;
    readonly names: Names;
    /** Policies as JSON, by child. */
    readonly policies: Readonly<Record<string, string>>;
    /** Whether the plan validated all args. It cannot validate encrypted values, which no name or policy contains. */
    readonly isValidated: boolean;
}

/** By the args object of the component, which the program makes for it alone. */
const plans = new WeakMap<object, HandedPlan>();

/** Hands over the plan of the component that is created with these args. */
export const handOverPlan = (args: object, plan: HandedPlan): void => {
    plans.set(args, plan);
};

/** The plan of the component with these args; undefined if the component is used by itself. */
export const handedPlanOf = (args: unknown): HandedPlan | undefined =>
    typeof args === "object" && args !== null ? plans.get(args) : undefined;
