import { assumedBy, type Case } from "../../support/oracle";

/** The ARN of a node on whose behalf Systems Manager assumes the role of registered nodes. */
export const source = (region: string, account = "123456789012"): string =>
    `arn:aws:ssm:${region}:${account}:managed-instance/mi-0123456789abcdef0`;

/**
 * Systems Manager can assume the role for nodes in the Region, but not for nodes in another Region or account, nor for
 * another source.
 */
export const assumedForNodes = (
    role: string,
    otherSource: string,
    region = "eu-west-1",
    otherRegion = "eu-central-1",
): readonly Case[] =>
    assumedBy("ssm.amazonaws.com", role, {
        account: "123456789012",
        arn: source(region),
        otherArns: [source(otherRegion), source(region, "210987654321"), otherSource],
    });
