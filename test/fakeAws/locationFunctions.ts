import type { Functions } from "./model";
import { AwsError } from "./awsError";
import { text } from "./value";

const partitions = [
    ["cn-", "aws-cn"],
    ["us-gov-", "aws-us-gov"],
    ["us-iso-", "aws-iso"],
    ["us-isob-", "aws-iso-b"],
    ["eu-isoe-", "aws-iso-e"],
    ["us-isof-", "aws-iso-f"],
    ["eusc-", "aws-eusc"],
] as const;

export const partitionOf = (region: string): string =>
    partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";

const compass = "north|south|east|west|central|northeast|northwest|southeast|southwest";

export const isRegion = (region: string): boolean =>
    new RegExp(`^[a-z]{2,4}(-gov|-iso[bef]?|-[a-z]{2})?-(${compass})-\\d$`).test(region);

const dnsSuffixOf = (partition: string): string => (partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com");

/** The functions about the location that a program runs in. */
export const locationFunctions: Functions = {
    "aws:index/getCallerIdentity:getCallerIdentity": ({ location: { partition, accountId } }) => ({
        id: accountId,
        accountId,
        arn: `arn:${partition}:sts::${accountId}:assumed-role/deployer/test`,
        userId: "AROAEXAMPLEEXAMPLEEXA:test",
    }),
    "aws:index/getPartition:getPartition": ({ location: { partition } }) => {
        const dnsSuffix = dnsSuffixOf(partition);
        return { id: partition, partition, dnsSuffix, reverseDnsPrefix: dnsSuffix.split(".").reverse().join(".") };
    },
    "aws:index/getRegion:getRegion": ({ location: { partition, region }, args }) => {
        const name = text(args, "region") || region;
        if (!isRegion(name)) {
            throw new AwsError("InvalidRegion", `"${name}" is not a valid AWS Region.`);
        }
        return {
            id: name,
            region: name,
            name,
            description: name,
            endpoint: `ec2.${name}.${dnsSuffixOf(partition)}`,
        };
    },
};
