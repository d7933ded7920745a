/** The zone of trust. A condition on an account or organization outside it protects nothing. */

/** The own accounts and organizations. An empty list means unknown: then any literal value counts as restricting. */
export interface ZoneOfTrust {
    readonly accounts: readonly string[];
    readonly organizations: readonly string[];
}

/** The zone of trust of an unknown owner. */
export const unknownZone: ZoneOfTrust = { accounts: [], organizations: [] };
