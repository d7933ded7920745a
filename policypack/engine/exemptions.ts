import { memoizeByObject } from "../iam";

/** A violation that an organization has reviewed and accepted, with a reason and an expiry date. */
export interface Exemption {
    /** The fingerprint of the violation. It is printed with each violation, and changes with the statement. */
    readonly fingerprint: string;
    readonly reason: string;
    /** The last day of the exemption, as `YYYY-MM-DD` (UTC). */
    readonly expires: string;
}

/** The exemption status of a violation. */
export type ExemptionStatus = "exempt" | "expired" | "open";

/** The UTC day of a moment, in the format of exemptions. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Indexed by list, because a configuration may have thousands of exemptions and is asked for each violation. */
const byFingerprint = memoizeByObject((exemptions: readonly Exemption[]): ReadonlyMap<string, Exemption> => {
    const index = new Map<string, Exemption>();
    for (const exemption of exemptions) {
        const other = index.get(exemption.fingerprint);
        if (other === undefined || other.expires < exemption.expires) {
            index.set(exemption.fingerprint, exemption);
        }
    }
    return index;
});

/** The exemption of a violation; the one that expires last if there are several. */
export const exemptionOf = (fingerprint: string, exemptions: readonly Exemption[]): Exemption | undefined =>
    exemptions.length === 0 ? undefined : byFingerprint(exemptions).get(fingerprint);

/** The exemption status on a day. */
export const statusOf = (exemption: Exemption | undefined, day: string): ExemptionStatus => {
    if (exemption === undefined) {
        return "open";
    }
    return exemption.expires >= day ? "exempt" : "expired";
};
