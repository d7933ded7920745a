import type { DeploymentsAccessArgs } from "./args";
import type { Identity } from "../pattern/naming";
import { issuerUrls, providerOf } from "./oidc";
import type { ExplicitNames, Planned } from "../pattern/pattern";
import { plannedPolicy, plannedRole } from "../pattern/namedResources";

/** The args, and how many managed policies the component reckoned from them. */
export interface CountedArgs extends DeploymentsAccessArgs {
    /** @default - reckoned anew. */
    readonly changePolicyCount?: number;
}

/** What names are computed from beside what every pattern has: whether the account has an issuer's provider already. */
interface DeploymentsNames extends ExplicitNames {
    /** How many managed policies the rights to change stand in; the component reckons it before anything is known. */
    readonly changePolicyCount?: number;
    readonly pulumiDeployments?: { readonly adoptProvider?: boolean };
    readonly gitHubActions?: { readonly adoptProvider?: boolean };
}

/** The numbers of the managed policies that hold the rights to change, from 1. */
const numbers = (count = 0): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

/** By child; beside these the providers that are made, which AWS must not be asked for twice. */
export type DeploymentsNamed = Readonly<
    Record<"preview" | "update" | "boundary", Planned> & Record<`change${number}`, Planned>
>;

/** The providers that are made, by the arg of their deployer. */
export const madeProviders = (
    { place }: Identity,
    args: DeploymentsNames,
): readonly (readonly [arg: string, Planned])[] =>
    (["pulumiDeployments", "gitHubActions"] as const).flatMap((arg) =>
        args[arg] === undefined || args[arg].adoptProvider === true
            ? []
            : [[arg, providerOf(place, { url: issuerUrls[arg] })] as const],
    );

/** The names of the roles, the policies and the providers. */
export const deploymentsNames = (identity: Identity, args: DeploymentsNames): DeploymentsNamed => ({
    ...Object.fromEntries(madeProviders(identity, args).map(([arg, planned]) => [`${arg}Provider`, planned])),
    preview: plannedRole(identity, "preview", args),
    update: plannedRole(identity, "update", args),
    boundary: plannedPolicy(identity, "boundary", args),
    ...Object.fromEntries(
        numbers(args.changePolicyCount).map((number) => [
            `change${String(number)}`,
            plannedPolicy(identity, `change-${String(number)}`, args),
        ]),
    ),
});
