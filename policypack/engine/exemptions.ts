import { memoizeByObject, memoizeByText } from "../iam";
import { namesStack, type StackName } from "./stacks";

/** A violation that an organization has reviewed and accepted, with a reason and an expiry date. */
export interface Exemption {
    /** The fingerprint of the violation. It is printed with each violation, and changes with what is granted. */
    readonly fingerprint: string;
    /** The stacks in which the violation is accepted: `dev`, `app/prod`, `acme/app/prod`, with `*` and `?`. */
    readonly stacks: readonly string[];
    readonly reason: string;
    /** The last day of the exemption, as `YYYY-MM-DD` (UTC). */
    readonly expires: string;
}

/** The command that writes exemptions of an earlier version for this one. */
export const migrationCommand = "npm run migrate-exemptions";

/** The exemption status of a violation. */
export type ExemptionStatus = "exempt" | "expired" | "open";

/** The UTC day of a moment, in the format of exemptions. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Whether an exemption is for a stack. */
export const isFor = ({ stacks }: Exemption, stack: StackName): boolean =>
    stacks.some((pattern) => namesStack(pattern, stack));

type Index = ReadonlyMap<string, Exemption>;

const indexOf = (exemptions: readonly Exemption[]): Index => {
    const index = new Map<string, Exemption>();
    for (const exemption of exemptions) {
        const other = index.get(exemption.fingerprint);
        if (other === undefined || other.expires < exemption.expires) {
            index.set(exemption.fingerprint, exemption);
        }
    }
    return index;
};

/** Some hundred stacks. */
const maxCachedCharacters = 50_000;

/**
 * Indexed by list and stack, because a configuration may have thousands of exemptions and is asked for each violation.
 */
const byFingerprint = memoizeByObject((exemptions: readonly Exemption[]) =>
    memoizeByText(maxCachedCharacters, (stack): Index => {
        const name = JSON.parse(stack) as StackName;
        return indexOf(exemptions.filter((exemption) => isFor(exemption, name)));
    }),
);

/** The exemption of a violation in a stack; the one that expires last if there are several. */
export const exemptionOf = (
    fingerprint: string,
    exemptions: readonly Exemption[],
    stack: StackName,
): Exemption | undefined =>
    exemptions.length === 0 ? undefined : byFingerprint(exemptions)(JSON.stringify(stack)).get(fingerprint);

/** The exemption status on a day. */
export const statusOf = (exemption: Exemption | undefined, day: string): ExemptionStatus => {
    if (exemption === undefined) {
        return "open";
    }
    return exemption.expires >= day ? "exempt" : "expired";
};
