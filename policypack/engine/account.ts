import { partitionOfRegion } from "../iam";
import { documentAccounts } from "../documents/values/accounts";
import { parseJson } from "../documents/values/parseJson";
import { getOwn } from "../documents/values/paths";

/** The provider's settings arrive as JSON text or as values; either way as a value. */
const value = (found: unknown): unknown => (typeof found === "string" ? (parseJson(found) ?? found) : found);

const listed = (found: unknown): readonly unknown[] => {
    const read = value(found);
    return Array.isArray(read) ? read : [read];
};

const isAccount = (text: unknown): text is string => typeof text === "string" && /^\d{12}$/.test(text);

const single = (accounts: readonly unknown[]): string | undefined => {
    const [first, ...others] = new Set(accounts.filter(isAccount));
    return others.length === 0 ? first : undefined;
};

const accountOfRole = (role: unknown): string | undefined => {
    const arn = getOwn(role, "roleArn");
    return typeof arn === "string" ? single([arn.split(":")[4]]) : undefined;
};

/** A provider that does not ask whose account it works in holds nobody to those it allows. */
const isHeldToAllowed = (provider: unknown): boolean => String(getOwn(provider, "skipRequestingAccountId")) !== "true";

/** What the provider's own settings say: the one account it allows, else the account of the role it assumes last. */
export const providerAccount = (provider: unknown): string | undefined =>
    (isHeldToAllowed(provider) ? single(listed(getOwn(provider, "allowedAccountIds"))) : undefined) ??
    accountOfRole(listed(getOwn(provider, "assumeRoles")).at(-1)) ??
    accountOfRole(value(getOwn(provider, "assumeRole")));

/** The Region of the provider, and its partition. */
export const providerRegion = (provider: unknown): { readonly region?: string; readonly partition?: string } => {
    const region = getOwn(provider, "region");
    if (typeof region !== "string" || !/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region)) {
        return {};
    }
    const partition = partitionOfRegion(region);
    return partition === "aws" ? { region } : { region, partition };
};

/**
 * The account a document stands in, where it must be certain. Pulumi does not tell a policy, so: what the configuration
 * or the provider says, else the one account that all ARNs of the document's resources name, else nobody knows.
 */
export const certainAccount = (told: string | undefined, raw: unknown): string | undefined =>
    told ?? single(documentAccounts(raw));
