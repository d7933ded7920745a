import * as pulumi from "@pulumi/pulumi";
import { build, type StackOutputs } from "./program/plan/create";
import { placeOfStack } from "./program/plan/location";
import { planStack } from "./program/plan/plan";
import { readConfig } from "./program/config/read";

/** Reads the stack's config, judges all that it asks for, and only then makes it. */
export = async (): Promise<StackOutputs> => {
    const config = await readConfig();
    const place = await placeOfStack(config);
    return build(planStack(config, { project: pulumi.getProject(), stack: pulumi.getStack(), place }));
};
