import type { ZoneOfTrust } from "../iam";
import type { RuleOptions } from "./rule";

/** The default rule options. */
export const defaultOptions: RuleOptions = {
    ownAccounts: [],
    ownOrganizations: [],
    acceptedRolePatterns: [],
    services: {},
    unlistedServices: "advisory",
};

/** Fills in the defaults. Field by field, without a spread: this runs for every document. */
export const withDefaults = (
    given: Partial<RuleOptions>,
): { readonly [Name in keyof Required<RuleOptions>]: RuleOptions[Name] } => ({
    account: given.account,
    partition: given.partition,
    region: given.region,
    isInTemplate: given.isInTemplate,
    maximumCharacters: given.maximumCharacters,
    ownAccounts: given.ownAccounts ?? defaultOptions.ownAccounts,
    ownOrganizations: given.ownOrganizations ?? defaultOptions.ownOrganizations,
    acceptedRolePatterns: given.acceptedRolePatterns ?? defaultOptions.acceptedRolePatterns,
    services: given.services ?? defaultOptions.services,
    unlistedServices: given.unlistedServices ?? defaultOptions.unlistedServices,
});

/**
 * The zone of trust for condition values. If only the stack's account is known, other accounts may still belong to the
 * organization, so the zone has no accounts.
 */
export const zoneOfTrust = ({ account, ownAccounts, ownOrganizations }: RuleOptions): ZoneOfTrust => ({
    accounts: ownAccounts.length > 0 && account !== undefined ? [...ownAccounts, account] : ownAccounts,
    organizations: ownOrganizations,
});

/** The zone of the roles that can be passed: the account of the document, if known. */
export const holderZone = ({ account, ownAccounts, ownOrganizations }: RuleOptions): ZoneOfTrust => ({
    accounts: account === undefined ? ownAccounts : [account],
    organizations: ownOrganizations,
});
