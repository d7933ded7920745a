import type { Functions } from "./model";
import { Refusal } from "./refusal";
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

/** What a program may ask about the place it runs in. */
export const placeFunctions: Functions = {
    "aws:index/getCallerIdentity:getCallerIdentity": ({ place: { partition, accountId } }) => ({
        id: accountId,
        accountId,
        arn: `arn:${partition}:sts::${accountId}:assumed-role/deployer/test`,
        userId: "AROAEXAMPLEEXAMPLEEXA:test",
    }),
    "aws:index/getPartition:getPartition": ({ place: { partition } }) => {
        const dnsSuffix = dnsSuffixOf(partition);
        return { id: partition, partition, dnsSuffix, reverseDnsPrefix: dnsSuffix.split(".").reverse().join(".") };
    },
    "aws:index/getRegion:getRegion": ({ place: { partition, region }, args }) => {
        const asked = text(args, "region") || region;
        if (!isRegion(asked)) {
            throw new Refusal("InvalidRegion", `"${asked}" is no region.`);
        }
        return {
            id: asked,
            region: asked,
            name: asked,
            description: asked,
            endpoint: `ec2.${asked}.${dnsSuffixOf(partition)}`,
        };
    },
};
