import { arnParts, isAccountId, memoizeLast, type PolicyModel } from "../../iam";
import type { RuleOptions } from "../../engine/rule";

/** Where a document stands, as far as that is known, for texts to paste. */
export interface PlaceholderValues {
    readonly partition: string;
    /** The Region, or `*`, which is right wherever it stands. */
    readonly region: string;
    /** Twelve digits, or `ACCOUNT_ID` for the author to fill in. */
    readonly account: string;
}

interface Seen {
    readonly account: string | undefined;
    readonly partition: string | undefined;
}

/** The single account and partition that the document's own ARNs name; looked up once for all its findings. */
const seenIn = memoizeLast((document): Seen => {
    const accounts = new Set<string>();
    const partitions = new Set<string>();
    for (const { resources, notResources, principals } of document.statements) {
        for (const { text } of [...resources, ...notResources, ...principals]) {
            const arn = arnParts(text);
            if (arn !== undefined && isAccountId(arn.account)) {
                accounts.add(arn.account);
            }
            if (arn !== undefined) {
                partitions.add(arn.partition);
            }
        }
    }
    const single = (texts: ReadonlySet<string>): string | undefined => (texts.size === 1 ? [...texts][0] : undefined);
    return { account: single(accounts), partition: single(partitions) };
});

/** The settings decide; else the single account that the document's own ARNs name. */
export const placeholders = (document: PolicyModel, { account, region, partition }: RuleOptions): PlaceholderValues => {
    const seen = seenIn(document);
    const own = seen.partition === undefined || /[^a-z-]/.test(seen.partition) ? "aws" : seen.partition;
    return { partition: partition ?? own, region: region ?? "*", account: account ?? seen.account ?? "ACCOUNT_ID" };
};
