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

type ByFingerprint = ReadonlyMap<string, Exemption>;

/** Indexes by list, because a configuration may have thousands of exemptions and is asked for each violation. */
const indexes = new WeakMap<readonly Exemption[], ByFingerprint>();

const indexOf = (exemptions: readonly Exemption[]): ByFingerprint => {
    const known = indexes.get(exemptions);
    if (known !== undefined) {
        return known;
    }
    const index = new Map<string, Exemption>();
    for (const exemption of exemptions) {
        const other = index.get(exemption.fingerprint);
        if (other === undefined || other.expires < exemption.expires) {
            index.set(exemption.fingerprint, exemption);
        }
    }
    indexes.set(exemptions, index);
    return index;
};

/** The exemption of a violation; the one that expires last if there are several. */
export const exemptionOf = (fingerprint: string, exemptions: readonly Exemption[]): Exemption | undefined =>
    exemptions.length === 0 ? undefined : indexOf(exemptions).get(fingerprint);

/** The exemption status on a day. */
export const statusOf = (exemption: Exemption | undefined, day: string): ExemptionStatus => {
    if (exemption === undefined) {
        return "open";
    }
    return exemption.expires >= day ? "exempt" : "expired";
};
