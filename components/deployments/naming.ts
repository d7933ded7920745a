import type { DeploymentsAccessArgs } from "./args";
import type { NamingScope } from "../pattern/naming";
import { issuerUrls, providerOf } from "./oidc";
import type { NameOverrides, NamedResource } from "../pattern/pattern";
import { namedPolicy, namedRole } from "../pattern/namedResources";

/** The args, and how many managed policies the component reckoned from them. */
export interface CountedArgs extends DeploymentsAccessArgs {
    /** @default - reckoned anew. */
    readonly changePolicyCount?: number;
}

/** What names are computed from beside what every pattern has: whether the account has an issuer's provider already. */
interface DeploymentsNames extends NameOverrides {
    /** How many managed policies the rights to change stand in; the component reckons it before anything is known. */
    readonly changePolicyCount?: number;
    readonly pulumiDeployments?: { readonly adoptProvider?: boolean };
    readonly gitHubActions?: { readonly adoptProvider?: boolean };
}

/** The numbers of the managed policies that hold the rights to change, from 1. */
const numbers = (count = 0): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

/** By child; beside these the providers that are made, which AWS must not be asked for twice. */
export type DeploymentsNamed = Readonly<
    Record<"preview" | "update" | "boundary", NamedResource> & Record<`change${number}`, NamedResource>
>;

/** The providers that are made, by the arg of their deployer. */
export const createdProviders = (
    { location }: NamingScope,
    args: DeploymentsNames,
): readonly (readonly [arg: string, NamedResource])[] =>
    (["pulumiDeployments", "gitHubActions"] as const).flatMap((arg) =>
        args[arg] === undefined || args[arg].adoptProvider === true
            ? []
            : [[arg, providerOf(location, { url: issuerUrls[arg] })] as const],
    );

/** The names of the roles, the policies and the providers. */
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
