/** The networks of search domains whose access policy is a resource of its own. */
import { clientNetworkOf, type ClientNetwork } from "../documents/resourceTypes/clientNetwork";
import { tableOf } from "../documents/values/types";
import { getOwn } from "../documents/values/paths";
import { referencesOf } from "./references";
import type { StackResource } from "./stackResource";

/** Types of access policies, with the types of their domains. */
const domainTypes = tableOf<string>({
    "aws:opensearch/domainPolicy:DomainPolicy": "aws:opensearch/domain:Domain",
    "aws:elasticsearch/domainPolicy:DomainPolicy": "aws:elasticsearch/domain:Domain",
});

/**
 * The URNs of the access policies whose domain is in a network, with that network. Only a caller that has every resource
 * of the stack can tell: a policy names its domain, and the domain has the network.
 */
export const networksOfPolicies = (resources: readonly StackResource[]): ReadonlyMap<string, ClientNetwork> => {
    const found = new Map<string, ClientNetwork>();
    for (const policy of resources) {
        const domainType = domainTypes[policy.type];
        if (domainType === undefined) {
            continue;
        }
        const { texts, urns } = referencesOf(policy, "domainName");
        // Domains of several Regions can have the same name.
        const [network, ...others] = new Set(
            resources
                .filter(
                    ({ type, urn, props }) =>
                        type === domainType &&
                        (urns.includes(urn) || texts.includes(getOwn(props, "domainName") as string)),
                )
                .map(({ type, props }) => clientNetworkOf(type, props)),
        );
        if (network !== undefined && others.length === 0) {
            found.set(policy.urn, network);
        }
    }
    return found;
};
