import * as pulumi from "@pulumi/pulumi";
import { readConfig } from "./config/read";
import { createComponents } from "./plan/create";
import { stackLocation } from "./plan/location";
import type { StackOutputs } from "./plan/outputs";
import { planStack, type StackPlan } from "./plan/plan";
import { planOfThisRun } from "./plan/planOfRun";

export type { StackOutputs } from "./plan/outputs";

const planFromConfig = async (): Promise<StackPlan> => {
    const config = readConfig();
    const location = await stackLocation(config);
    return planStack(config, { project: pulumi.getProject(), stack: pulumi.getStack(), location });
};

/**
 * Reads the `ssm-access:` keys of the stack's config, plans and evaluates the whole stack, and only then creates
 * resources. Returns the outputs of all components, by pattern and name, for the program to export. `ssm-access preview`
 * has planned the stack already.
 *
 * @example
 * import { createStack } from "ssm-access/program";
 * export = createStack;
 *
 * @throws ConfigError that lists every issue of the config; no resources are created.
 * @throws PolicyViolationError that lists every blocked document; no resources are created.
 */
export const createStack = async (): Promise<StackOutputs> =>
    createComponents(planOfThisRun() ?? (await planFromConfig()));
