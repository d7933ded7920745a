import type { AwsLocation } from "../../components/pattern/location";
import type { StackContext } from "../config/instances";
import { planStack, type StackPlan } from "../plan/plan";
import { mapLeaves } from "../config/encrypted";
import { namespace } from "../config/settings";

/** The plan of a stack, with the existing roles that its config refers to. */
export interface PreviewPlan extends StackPlan {
    readonly existingRoles: readonly string[];
}

const roleArnsIn = (value: unknown): readonly string[] => {
    const found: string[] = [];
    mapLeaves(value, (leaf) => {
        if (typeof leaf === "string" && /^arn:[^:]+:iam::\d{12}:role\//.test(leaf)) {
            found.push(leaf);
        }
        return leaf;
    });
    return found;
};

/**
 * Plans a stack like its program, from the config by full key.
 *
 * @throws ConfigError and PolicyViolationError, like the program.
 */
export const planStackFile = (
    config: Readonly<Record<string, unknown>>,
    context: StackContext & { readonly location: AwsLocation },
): PreviewPlan => {
    const settings = Object.entries(config).filter(([key]) => key.startsWith(`${namespace}:`));
    const plan = planStack(
        Object.fromEntries(settings.map(([key, value]) => [key.slice(namespace.length + 1), value])),
        context,
    );
    return { ...plan, existingRoles: plan.instances.flatMap(({ resolved }) => roleArnsIn(resolved)) };
};
