import * as pulumi from "@pulumi/pulumi";
import { createComponents, type StackOutputs } from "./program/plan/create";
import { stackLocation } from "./program/plan/location";
import { planStack, type StackPlan } from "./program/plan/plan";
import { planOfThisRun } from "./program/plan/planOfRun";
import { readConfig } from "./program/config/read";

const planFromConfig = async (): Promise<StackPlan> => {
    const config = await readConfig();
    const location = await stackLocation(config);
    return planStack(config, { project: pulumi.getProject(), stack: pulumi.getStack(), location });
};

/**
 * Reads the stack's config, plans and evaluates the whole stack, and only then creates resources. `npm run preview` has
 * planned the stack already.
 */
export = async (): Promise<StackOutputs> => createComponents(planOfThisRun() ?? (await planFromConfig()));
