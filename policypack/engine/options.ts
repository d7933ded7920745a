import type { Own } from "../iam";
import type { Settings } from "./rule";

/** What the rules assume where nobody has said otherwise. */
export const defaults: Settings = {
    ownAccounts: [],
    ownOrganizations: [],
    acceptedRolePatterns: [],
    services: {},
    unlistedServices: "advisory",
};

/** Every setting, as said or as assumed; field by field, because each judged document asks for it. */
export const completed = (
    said: Partial<Settings>,
): { readonly [Name in keyof Required<Settings>]: Settings[Name] } => ({
    account: said.account,
    partition: said.partition,
    region: said.region,
    maximumCharacters: said.maximumCharacters,
    ownAccounts: said.ownAccounts ?? defaults.ownAccounts,
    ownOrganizations: said.ownOrganizations ?? defaults.ownOrganizations,
    acceptedRolePatterns: said.acceptedRolePatterns ?? defaults.acceptedRolePatterns,
    services: said.services ?? defaults.services,
    unlistedServices: said.unlistedServices ?? defaults.unlistedServices,
});

/** Who may stand behind a guard. One known account alone does not make all others strangers: they may be ours too. */
export const ownOf = ({ account, ownAccounts, ownOrganizations }: Settings): Own => ({
    accounts: ownAccounts.length > 0 && account !== undefined ? [...ownAccounts, account] : ownAccounts,
    organizations: ownOrganizations,
});

/** Where the roles are that can be passed: in the document's own account, if it is known. */
export const holderOf = ({ account, ownAccounts, ownOrganizations }: Settings): Own => ({
    accounts: account === undefined ? ownAccounts : [account],
    organizations: ownOrganizations,
});
