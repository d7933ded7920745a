import type { AwsLocation } from "../../components/pattern/location";
import type { StackContext } from "../config/instances";
import { planStack, type StackPlan } from "../plan/plan";
import { mapLeaves } from "../config/encrypted";
import { namespace } from "../config/settings";

/** The plan of a stack, and the roles that its config says exist. */
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
 * Plans a stack as its program will, from the config by full key.
 *
 * @throws ConfigError and LawError, as the program does.
 */
export const planStackFile = (
    config: Readonly<Record<string, unknown>>,
    context: StackContext & { readonly location: AwsLocation },
): PreviewPlan => {
    const own = Object.entries(config).filter(([key]) => key.startsWith(`${namespace}:`));
    const plan = planStack(
        Object.fromEntries(own.map(([key, value]) => [key.slice(namespace.length + 1), value])),
        context,
    );
    return { ...plan, existingRoles: plan.instances.flatMap(({ resolved }) => roleArnsIn(resolved)) };
};
