/** AWS partitions and the form of their Regions. Each partition has its own accounts, ARNs and Regions, and most have their own domain. */

interface Partition {
    readonly name: string;
    /** The prefix of its Region codes. */
    readonly regions: string;
    /** The domain of its endpoints. */
    readonly domain: string;
}

/** The partition of every Region not listed below; its domain is the default for unknown partitions. */
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

/** The form of a Region code, as a regular expression: `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export const regionCode = "[a-z]{2,4}(-[a-z]+){1,3}-\\d{1,2}";

const wholeRegionCode = new RegExp(`^${regionCode}$`);

/** Whether the text has the form of a Region code, so that new Regions are accepted. */
export const isRegionCode = (text: string): boolean => wholeRegionCode.test(text);

/** The names of the known partitions. */
export const partitions: readonly string[] = all.map(({ name }) => name);

/** The distinct domains of all partitions. */
export const domains: readonly string[] = [...new Set(all.map(({ domain }) => domain))];

/** The domain of a partition's endpoints. */
export const domainOf = (partition: string): string =>
    others.find(({ name }) => name === partition)?.domain ?? usual.domain;

/** The partition of a Region, by the prefix of its code. */
export const partitionOfRegion = (region: string): string =>
    (others.find(({ regions }) => region.startsWith(regions)) ?? usual).name;
