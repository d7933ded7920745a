import * as pulumi from "@pulumi/pulumi";
import { build, type StackOutputs } from "./program/build";
import { placeOfStack } from "./program/place";
import { planStack } from "./program/plan";
import { readConfig } from "./program/readConfig";

/** Reads the stack's config, judges all that it asks for, and only then makes it. */
export = async (): Promise<StackOutputs> => {
    const config = await readConfig();
    const place = await placeOfStack(config);
    return build(planStack(config, { project: pulumi.getProject(), stack: pulumi.getStack(), place }));
};
