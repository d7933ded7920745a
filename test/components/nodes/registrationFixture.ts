import { assumedBy, type Case } from "../../support/oracle";

/** The node on whose behalf Systems Manager assumes the role of registered nodes. */
export const source = (region: string, account = "123456789012"): string =>
    `arn:aws:ssm:${region}:${account}:managed-instance/mi-0123456789abcdef0`;

/** That Systems Manager assumes the role for nodes of the Region, for none elsewhere or of another account, nor for a stranger. */
export const assumedForNodes = (
    role: string,
    stranger: string,
    region = "eu-west-1",
    elsewhere = "eu-central-1",
): readonly Case[] =>
    assumedBy("ssm.amazonaws.com", role, {
        account: "123456789012",
        arn: source(region),
        otherArns: [source(elsewhere), source(region, "210987654321"), stranger],
    });
