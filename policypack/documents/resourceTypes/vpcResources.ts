/** Resources that only clients in a VPC can reach, if a property puts them there. */
import { tableOf } from "../values/types";
import { getOwn } from "../values/paths";

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
 * Whether the resource has subnets. AWS recommends an open access policy for such a domain, whose security groups decide
 * who reaches it.
 *
 * @see Amazon OpenSearch Service Developer Guide, vpc, "About access policies on VPC domains" (read 2026-12-01)
 */
export const isInVpc = (type: string, props: unknown): boolean => {
    const path = subnetPaths[type];
    const subnets = path?.reduce<unknown>(getOwn, props);
    return subnets !== undefined && subnets !== null && !(Array.isArray(subnets) && subnets.length === 0);
};
