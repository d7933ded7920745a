import { locationOfRole, nameOf, type AwsLocation } from "../../components/pattern/location";
import type { StackContext } from "../config/instances";
import { planStack, type StackPlan } from "../plan/plan";
import { mapLeaves, EncryptedValue } from "../config/encrypted";
import { declaredProviderName } from "../config/providers";
import { namespace } from "../config/settings";

/** The plan of a stack, with the existing roles that its config refers to, by name. */
export interface PreviewPlan extends StackPlan {
    readonly existingRoles: ReadonlyMap<string, string>;
    /** The locations of the providers that its components name, by logical name. */
    readonly providerLocations: ReadonlyMap<string, AwsLocation>;
}

const roleArnsIn = (value: unknown): readonly string[] => {
    const found: string[] = [];
    mapLeaves(value, (leaf) => {
        if (typeof leaf === "string" && locationOfRole(leaf) !== undefined) {
            found.push(leaf);
        }
        return leaf;
    });
    return found;
};

const withoutPlainText = (value: unknown): unknown =>
    mapLeaves(value, (leaf) => (leaf instanceof EncryptedValue ? leaf.hidden() : leaf));

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
        Object.fromEntries(settings.map(([key, value]) => [key.slice(namespace.length + 1), withoutPlainText(value)])),
        context,
    );
    const arns = plan.instances.flatMap(({ resolved }) => roleArnsIn(resolved));
    // Of several roles with the same name, the first one in the config.
    return {
        ...plan,
        existingRoles: new Map(arns.reverse().map((arn) => [nameOf(arn), arn])),
        providerLocations: new Map(
            plan.instances.flatMap(({ provider }) =>
                provider === undefined ? [] : [[declaredProviderName(provider.name), provider.location]],
            ),
        ),
    };
};
