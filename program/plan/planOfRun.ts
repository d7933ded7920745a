import * as pulumi from "@pulumi/pulumi";
import type { StackPlan } from "./plan";

/** By the engine of the run, so that only the run that a plan was made for takes it. */
const plans = new WeakMap<object, StackPlan>();

/** Hands the plan to the program that runs next on the current engine. */
export const handOverStackPlan = (plan: StackPlan): void => {
    const engine = pulumi.runtime.getMonitor();
    if (engine !== undefined) {
        plans.set(engine, plan);
    }
};

/** The plan that this run was started with; undefined if the program plans itself. */
export const planOfThisRun = (): StackPlan | undefined => {
    const engine = pulumi.runtime.getMonitor();
    return engine && plans.get(engine);
};
