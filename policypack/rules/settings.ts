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
