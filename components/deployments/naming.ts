import type { DeploymentsAccessArgs } from "./args";
import type { NamingScope } from "../pattern/naming";
import { issuerUrls, providerOf } from "./oidc";
import type { NamedResource } from "../pattern/pattern";
import { namedPolicy, namedRole } from "../pattern/namedResources";
import { changePolicies, type ChangePolicy } from "./splitPolicies";

/** The args, with the number of managed policies that the component computed from them. */
export interface CountedArgs extends DeploymentsAccessArgs {
    /** @default - computed from the args. */
    readonly changePolicyCount?: number;
}

/** The args that names depend on. */
export type DeploymentsNameArgs = Pick<DeploymentsAccessArgs, "path" | "pulumiDeployments" | "gitHubActions">;

/** The children that limit the deployer. */
export type DeployerChild = "preview" | "update" | "boundary" | ChangePolicy;

/** Named resources by child. The names also hold the created providers, because an account has only one per URL. */
export type DeploymentsNamed = Readonly<
    Record<DeployerChild, NamedResource> & Record<`${string}Provider`, NamedResource>
>;

/** The OIDC providers that the component creates, by child. */
export const createdProviders = (
    { location }: NamingScope,
    args: DeploymentsNameArgs,
): Readonly<Record<`${string}Provider`, NamedResource>> =>
    Object.fromEntries(
        (["pulumiDeployments", "gitHubActions"] as const).flatMap((arg) =>
            args[arg] === undefined || args[arg].adoptProvider === true
                ? []
                : [[`${arg}Provider`, providerOf(location, { url: issuerUrls[arg] })] as const],
        ),
    );

/** The roles of the deployer, their policies and the boundary of the stack's roles. */
export const deployerNames = (
    scope: NamingScope,
    { path }: DeploymentsNameArgs,
): Readonly<Record<DeployerChild, NamedResource>> => ({
    preview: namedRole(scope, "preview", { path }),
    update: namedRole(scope, "update", { path }),
    boundary: namedPolicy(scope, "boundary", { path }),
    ...(Object.fromEntries(
        changePolicies.map((child, i) => [child, namedPolicy(scope, `change-${String(i + 1)}`, { path })]),
    ) as Record<ChangePolicy, NamedResource>),
});
