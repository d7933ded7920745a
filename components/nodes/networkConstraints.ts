/** Constraints on network resources. */
import type { ValueConstraint } from "../pattern/constraints";
import type { ValidationIssue } from "../pattern/validationIssue";
import { duplicateIssues } from "../pattern/duplicates";

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const idOf = (noun: string, prefix: string): ValueConstraint => ({
    description: `the ID of ${noun}: "${prefix}-" and 8 or 17 hexadecimal digits`,
    pattern: `${prefix}-[0-9a-f]{8}([0-9a-f]{9})?`,
});

export const vpcId = idOf("a VPC", "vpc");
export const subnetId = idOf("a subnet", "subnet");
export const securityGroupId = idOf("a security group", "sg");
export const routeTableId = idOf("a route table", "rtb");
export const prefixListId = idOf("a prefix list", "pl");

/** A prefix shorter than 8 bits covers more than any organization has. `0.0.0.0/0` is the whole internet. */
export const cidrBlock: ValueConstraint = {
    description: "an IPv4 CIDR block of 8 to 32 bits: a block such as 10.0.0.0/16",
    pattern: "((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!/)|(?=/))){4}/([89]|[12]\\d|3[0-2])",
};

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const organizationId: ValueConstraint = {
    description: 'the ID of an organization: "o-" and 10 to 32 lower-case letters or digits',
    pattern: "o-[a-z0-9]{10,32}",
};

/** The first address of the range that contains the address. */
const firstAddress = (address: string, bits: number): string => {
    const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
    const size = 2 ** (32 - bits);
    const first = Math.floor(number / size) * size;
    return [24, 16, 8, 0].map((shift) => String(Math.floor(first / 2 ** shift) % 256)).join(".");
};

/** Reports a CIDR block that does not begin with its first address, which AWS rejects. */
const alignmentIssues = (path: string, value: unknown): readonly ValidationIssue[] => {
    const [, address, bits] = /^([\d.]+)\/(\d+)$/.exec(typeof value === "string" ? value : "") ?? [];
    const first = address === undefined ? address : firstAddress(address, Number(bits));
    return first === address
        ? []
        : [
              {
                  path,
                  value,
                  message: "does not begin with the first address of the range",
                  fix: `Use ${String(first)}/${String(bits)}, or use a longer prefix.`,
              },
          ];
};

/** Validates lists of IDs and CIDR blocks that are each well-formed, by the name of the arg. */
export const networkIssues = (
    lists: Readonly<Record<string, readonly unknown[] | undefined>>,
): readonly ValidationIssue[] =>
    Object.entries(lists).flatMap(([path, list = []]) => [
        ...duplicateIssues(path, list),
        ...list.flatMap((value, i) => alignmentIssues(`${path}[${String(i)}]`, value)),
    ]);
