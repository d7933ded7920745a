/** The partitions of AWS: each has accounts, ARNs, Regions and, mostly, a domain of its own. */

interface Partition {
    readonly name: string;
    /** How the codes of its Regions begin. */
    readonly regions: string;
    /** The domain of its hosts. */
    readonly domain: string;
}

/** The partition of every Region that is of none below, and the domain of every partition that is not known. */
const usual: Partition = { name: "aws", regions: "", domain: "amazonaws.com" };

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (2026)
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json (2026)
 */
const others: readonly Partition[] = [
    { name: "aws-cn", regions: "cn-", domain: "amazonaws.com.cn" },
    { name: "aws-us-gov", regions: "us-gov-", domain: "amazonaws.com" },
    { name: "aws-eusc", regions: "eusc-", domain: "amazonaws.eu" },
    { name: "aws-iso", regions: "us-iso-", domain: "c2s.ic.gov" },
    { name: "aws-iso-b", regions: "us-isob-", domain: "sc2s.sgov.gov" },
    { name: "aws-iso-e", regions: "eu-isoe-", domain: "cloud.adc-e.uk" },
    { name: "aws-iso-f", regions: "us-isof-", domain: "csp.hci.ic.gov" },
];

const all = [usual, ...others];

/** The partitions AWS has told of. */
export const partitions: readonly string[] = all.map(({ name }) => name);

/** The domains of all of them, each once. */
export const domains: readonly string[] = [...new Set(all.map(({ domain }) => domain))];

/** The domain of the hosts of a partition. */
export const domainOf = (partition: string): string =>
    others.find(({ name }) => name === partition)?.domain ?? usual.domain;

/** The partition a Region is of, by how its code begins. */
export const partitionOfRegion = (region: string): string =>
    (others.find(({ regions }) => region.startsWith(regions)) ?? usual).name;
