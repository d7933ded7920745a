/** A finding an organization has looked at and lets stand, for a reason and for a time. */
export interface Exemption {
    /** Which finding: it is printed with each one, and changes when the statement changes. */
    readonly fingerprint: string;
    readonly reason: string;
    /** The last day it counts, as `YYYY-MM-DD` (UTC). */
    readonly expires: string;
}

/** What an exemption makes of a finding. */
export type ExemptionStatus = "exempt" | "expired" | "open";

/** The day a moment falls on, in UTC, as exemptions write it. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The exemption of a finding, the longest-lived if there are several. */
export const exemptionOf = (fingerprint: string, exemptions: readonly Exemption[]): Exemption | undefined =>
    exemptions
        .filter((exemption) => exemption.fingerprint === fingerprint)
        .sort((one, other) => other.expires.localeCompare(one.expires))[0];

/** How a finding stands on a day. */
export const statusOf = (exemption: Exemption | undefined, day: string): ExemptionStatus =>
    exemption === undefined ? "open" : exemption.expires >= day ? "exempt" : "expired";
