import type { ZoneOfTrust } from "../iam";
import type { RuleOptions } from "./rule";

/** What the rules assume where nobody has said otherwise. */
export const defaultOptions: RuleOptions = {
    ownAccounts: [],
    ownOrganizations: [],
    acceptedRolePatterns: [],
    services: {},
    unlistedServices: "advisory",
};

/** Every setting, as said or as assumed; field by field, because each judged document asks for it. */
export const withDefaults = (
    said: Partial<RuleOptions>,
): { readonly [Name in keyof Required<RuleOptions>]: RuleOptions[Name] } => ({
    account: said.account,
    partition: said.partition,
    region: said.region,
    maximumCharacters: said.maximumCharacters,
    ownAccounts: said.ownAccounts ?? defaultOptions.ownAccounts,
    ownOrganizations: said.ownOrganizations ?? defaultOptions.ownOrganizations,
    acceptedRolePatterns: said.acceptedRolePatterns ?? defaultOptions.acceptedRolePatterns,
    services: said.services ?? defaultOptions.services,
    unlistedServices: said.unlistedServices ?? defaultOptions.unlistedServices,
});

/** Who may stand behind a guard. One known account alone does not make all others strangers: they may be ours too. */
export const zoneOfTrust = ({ account, ownAccounts, ownOrganizations }: RuleOptions): ZoneOfTrust => ({
    accounts: ownAccounts.length > 0 && account !== undefined ? [...ownAccounts, account] : ownAccounts,
    organizations: ownOrganizations,
});

/** Where the roles are that can be passed: in the document's own account, if it is known. */
export const holderZone = ({ account, ownAccounts, ownOrganizations }: RuleOptions): ZoneOfTrust => ({
    accounts: account === undefined ? ownAccounts : [account],
    organizations: ownOrganizations,
});
