import * as pulumi from "@pulumi/pulumi";
import { createComponents, type StackOutputs } from "./program/plan/create";
import { stackLocation } from "./program/plan/location";
import { planStack } from "./program/plan/plan";
import { readConfig } from "./program/config/read";

/** Reads the stack's config, plans and evaluates the whole stack, and only then creates resources. */
export = async (): Promise<StackOutputs> => {
    const config = await readConfig();
    const location = await stackLocation(config);
    return createComponents(planStack(config, { project: pulumi.getProject(), stack: pulumi.getStack(), location }));
};
