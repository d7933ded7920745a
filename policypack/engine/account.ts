import { arnParts, isAccountId, isRegionCode, partitionOfRegion } from "../iam";
import { documentAccounts } from "../documents/values/accounts";
import { parseJson } from "../documents/values/parseJson";
import { getOwn } from "../documents/values/paths";

/** Parses a provider setting, which is either a value or JSON text. */
const value = (found: unknown): unknown => (typeof found === "string" ? (parseJson(found) ?? found) : found);

const listed = (found: unknown): readonly unknown[] => {
    const parsed = value(found);
    return Array.isArray(parsed) ? parsed : [parsed];
};

const single = (accounts: readonly unknown[]): string | undefined => {
    const [first, ...others] = new Set(
        accounts.filter((one): one is string => typeof one === "string" && isAccountId(one)),
    );
    return others.length === 0 ? first : undefined;
};

/** The account that an ARN names, if any. */
export const accountOfArn = (arn: string): string | undefined => single([arnParts(arn)?.account]);

const accountOfRole = (role: unknown): string | undefined => {
    const arn = getOwn(role, "roleArn");
    return typeof arn === "string" ? single([arnParts(arn)?.account]) : undefined;
};

/** With skipRequestingAccountId, the provider does not check allowedAccountIds. */
const checksAllowedAccounts = (provider: unknown): boolean =>
    String(getOwn(provider, "skipRequestingAccountId")) !== "true";

/** The provider's account: the only one it allows, else the account of the last role it assumes. */
export const providerAccount = (provider: unknown): string | undefined =>
    (checksAllowedAccounts(provider) ? single(listed(getOwn(provider, "allowedAccountIds"))) : undefined) ??
    accountOfRole(listed(getOwn(provider, "assumeRoles")).at(-1)) ??
    accountOfRole(value(getOwn(provider, "assumeRole")));

/** The provider's Region, and its partition unless it is `aws`. */
export const providerRegion = (provider: unknown): { readonly region?: string; readonly partition?: string } => {
    const region = getOwn(provider, "region");
    if (typeof region !== "string" || !isRegionCode(region)) {
        return {};
    }
    const partition = partitionOfRegion(region);
    return partition === "aws" ? { region } : { region, partition };
};

/**
 * The account of a document, if it is certain: the configured one or that of the provider, else the only account in the
 * ARNs of the document's resources. Pulumi does not pass the account to a policy.
 */
export const certainAccount = (known: string | undefined, raw: unknown): string | undefined =>
    known ?? single(documentAccounts(raw));
