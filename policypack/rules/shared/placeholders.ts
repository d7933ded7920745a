import { arnParts, isAccountId, memoizeLast, type PolicyModel } from "../../iam";
import type { RuleOptions } from "../../engine/rule";

/** The location of a document, as far as it is known, for the text of fixes. */
export interface PlaceholderValues {
    readonly partition: string;
    /** The Region, or `*`, which is valid in every ARN that uses it. */
    readonly region: string;
    /** The account ID, or `ACCOUNT_ID` as a placeholder. */
    readonly account: string;
}

interface Seen {
    readonly account: string | undefined;
    readonly partition: string | undefined;
}

/** The account and partition in the document's ARNs, if they agree; computed once per document. */
const seenIn = memoizeLast((document: PolicyModel): Seen => {
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

/** The configured values, else those from the document's own ARNs. */
export const placeholders = (document: PolicyModel, { account, region, partition }: RuleOptions): PlaceholderValues => {
    const seen = seenIn(document);
    const ownPartition = seen.partition === undefined || /[^a-z-]/.test(seen.partition) ? "aws" : seen.partition;
    return {
        partition: partition ?? ownPartition,
        region: region ?? "*",
        account: account ?? seen.account ?? "ACCOUNT_ID",
    };
};
