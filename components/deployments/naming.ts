import type { DeploymentsAccessArgs } from "./args";
import type { NamingScope } from "../pattern/naming";
import { issuerUrls, providerOf } from "./oidc";
import type { NameOverrides, NamedResource } from "../pattern/pattern";
import { namedPolicy, namedRole } from "../pattern/namedResources";

/** The args, with the number of managed policies that the component computed from them. */
export interface CountedArgs extends DeploymentsAccessArgs {
    /** @default - computed from the args. */
    readonly changePolicyCount?: number;
}

/** The name overrides of every pattern, plus whether the account already has an issuer's OIDC provider. */
interface DeploymentsNames extends NameOverrides {
    /** How many managed policies hold the change permissions. The component computes it before any output is known. */
    readonly changePolicyCount?: number;
    readonly pulumiDeployments?: { readonly adoptProvider?: boolean };
    readonly gitHubActions?: { readonly adoptProvider?: boolean };
}

/** The numbers of the managed policies that hold the change permissions, starting at 1. */
const numbers = (count = 0): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

/** Named resources by child. The names also hold the created providers, because an account has only one per URL. */
export type DeploymentsNamed = Readonly<
    Record<"preview" | "update" | "boundary", NamedResource> & Record<`change${number}`, NamedResource>
>;

/** The OIDC providers that the component creates, by the arg of their deployer. */
export const createdProviders = (
    { location }: NamingScope,
    args: DeploymentsNames,
): readonly (readonly [arg: string, NamedResource])[] =>
    (["pulumiDeployments", "gitHubActions"] as const).flatMap((arg) =>
        args[arg] === undefined || args[arg].adoptProvider === true
            ? []
            : [[arg, providerOf(location, { url: issuerUrls[arg] })] as const],
    );

/** The names of the roles, policies and providers. */
export const deploymentsNames = (scope: NamingScope, args: DeploymentsNames): DeploymentsNamed => ({
    ...Object.fromEntries(createdProviders(scope, args).map(([arg, planned]) => [`${arg}Provider`, planned])),
    preview: namedRole(scope, "preview", args),
    update: namedRole(scope, "update", args),
    boundary: namedPolicy(scope, "boundary", args),
    ...Object.fromEntries(
        numbers(args.changePolicyCount).map((number) => [
            `change${String(number)}`,
            namedPolicy(scope, `change-${String(number)}`, args),
        ]),
    ),
});
