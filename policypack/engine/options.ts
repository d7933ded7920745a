import { memoizeByObject, memoizeRecent, type ZoneOfTrust } from "../iam";
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
    accountInState: given.accountInState,
    partition: given.partition,
    region: given.region,
    isInTemplate: given.isInTemplate,
    maximumCharacters: given.maximumCharacters,
    clientNetwork: given.clientNetwork,
    isBucketSubscription: given.isBucketSubscription,
    ownAccounts: given.ownAccounts ?? defaultOptions.ownAccounts,
    ownOrganizations: given.ownOrganizations ?? defaultOptions.ownOrganizations,
    acceptedRolePatterns: given.acceptedRolePatterns ?? defaultOptions.acceptedRolePatterns,
    services: given.services ?? defaultOptions.services,
    unlistedServices: given.unlistedServices ?? defaultOptions.unlistedServices,
});

/** What is known of a document from the resource that holds it. */
export type KnownOfDocument = Pick<
    RuleOptions,
    | "account"
    | "accountInState"
    | "partition"
    | "region"
    | "isInTemplate"
    | "maximumCharacters"
    | "clientNetwork"
    | "isBucketSubscription"
>;

/** The documents of a stack stand in a few accounts and Regions, under a few limits. */
const maxCompleted = 32;

const isSame = (one: KnownOfDocument, other: KnownOfDocument): boolean =>
    one.account === other.account &&
    one.accountInState === other.accountInState &&
    one.region === other.region &&
    one.partition === other.partition &&
    one.isInTemplate === other.isInTemplate &&
    one.maximumCharacters === other.maximumCharacters &&
    one.clientNetwork === other.clientNetwork &&
    one.isBucketSubscription === other.isBucketSubscription;

const completedFrom = memoizeByObject((configured: RuleOptions) =>
    memoizeRecent({ most: maxCompleted, isSame }, (known: KnownOfDocument): RuleOptions => ({
        ...configured,
        ...known,
    })),
);

/** The configured options with what is known of a document: the same object each time, by which results are kept. */
export const completeOptions = (configured: RuleOptions, known: KnownOfDocument): RuleOptions =>
    completedFrom(configured)(known);

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
