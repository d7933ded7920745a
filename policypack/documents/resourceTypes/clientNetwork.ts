/** Resources that only clients in certain networks can reach: by their type, or because a property puts them there. */
import { tableOf } from "../values/types";
import { getOwn } from "../values/paths";

/**
 * The network that admits the clients of a resource: the VPC with its subnets, or the VPCs that are associated with a
 * VPC Lattice service network.
 */
export type ClientNetwork = "vpc" | "serviceNetwork";

const ofProvider = ["vpcOptions", "subnetIds"];
const ofCloudFormation = ["VPCOptions", "SubnetIds"];

const subnetPaths = tableOf<readonly string[]>({
    "aws:opensearch/domain:Domain": ofProvider,
    "aws:elasticsearch/domain:Domain": ofProvider,
    "aws-native:opensearchservice:Domain": ofProvider,
    "aws-native:elasticsearch:Domain": ofProvider,
    "AWS::OpenSearchService::Domain": ofCloudFormation,
    "AWS::Elasticsearch::Domain": ofCloudFormation,
});

/**
 * Policies of service networks and services. Callers that do not sign their requests are within a VPC that is connected
 * to the service network.
 *
 * @see Amazon VPC Lattice User Guide, auth-policies, "Anonymous (unauthenticated) principals" (read 2026-12-01)
 */
const authPolicies: ReadonlySet<string> = new Set([
    "aws:vpclattice/authPolicy:AuthPolicy",
    "aws-native:vpclattice:AuthPolicy",
    "AWS::VpcLattice::AuthPolicy",
]);

/** Operators that keep Terraform's blocks have a list of one in place of an object. */
const onlyOf = (value: unknown): unknown =>
    Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;

/**
 * The network of a resource, if its type or its subnets restrict the clients to one. AWS recommends an open access policy
 * for a domain with subnets, whose security groups decide who reaches it.
 *
 * @see Amazon OpenSearch Service Developer Guide, vpc, "About access policies on VPC domains" (read 2026-12-01)
 */
export const clientNetworkOf = (type: string, props: unknown): ClientNetwork | undefined => {
    if (authPolicies.has(type)) {
        return "serviceNetwork";
    }
    const subnets = subnetPaths[type]?.reduce<unknown>((value, step) => getOwn(onlyOf(value), step), props);
    const hasSubnets = subnets !== undefined && subnets !== null && !(Array.isArray(subnets) && subnets.length === 0);
    return hasSubnets ? "vpc" : undefined;
};
