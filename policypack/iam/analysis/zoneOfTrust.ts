/** Who "we" are: an account or organization that is not ours binds nothing to us. */

/** Nothing named means nothing known: then any literal account or organization binds. */
export interface ZoneOfTrust {
    readonly accounts: readonly string[];
    readonly organizations: readonly string[];
}

/** Nothing is known of the owner. */
export const unknownZone: ZoneOfTrust = { accounts: [], organizations: [] };
