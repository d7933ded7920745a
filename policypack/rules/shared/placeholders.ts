import { arnParts, isAccountId, memoizeLast, type PolicyModel } from "../../iam";
import type { RuleOptions } from "../../engine/rule";

/** The location of a document, as far as it is known, for replacements. */
export interface PlaceholderValues {
    readonly partition: string;
    /** The Region, or `*`, which is valid in every ARN that uses it. */
    readonly region: string;
    /** The account ID, or `ACCOUNT_ID` as a placeholder. */
    readonly account: string;
}

/** The words that stand for what nobody but the reader knows. */
export const placeholderWords = ["ACCOUNT_ID", "ROLE_NAME", "SERVICE.amazonaws.com"] as const;

/** The pseudo parameters of CloudFormation: in a template the location is that of its stack. */
const ofStack: PlaceholderValues = {
    partition: "${AWS::Partition}",
    region: "${AWS::Region}",
    account: "${AWS::AccountId}",
};

interface Seen {
    readonly account: string | undefined;
    readonly partition: string | undefined;
}

/**
 * The account and partition in the document's ARNs, if they agree; computed once per document. An AWS principal can
 * belong to another account; an identity provider cannot.
 */
const seenIn = memoizeLast((document: PolicyModel): Seen => {
    const accounts = new Set<string>();
    const partitions = new Set<string>();
    for (const { resources, notResources, principals } of document.statements) {
        for (const { text } of [...resources, ...notResources, ...principals]) {
            const partition = arnParts(text)?.partition;
            if (partition !== undefined) {
                partitions.add(partition);
            }
        }
        for (const { text } of [...resources, ...notResources, ...principals.filter(isProvider)]) {
            const account = arnParts(text)?.account;
            if (account !== undefined && isAccountId(account)) {
                accounts.add(account);
            }
        }
    }
    const single = (texts: ReadonlySet<string>): string | undefined => (texts.size === 1 ? [...texts][0] : undefined);
    return { account: single(accounts), partition: single(partitions) };
});

const isProvider = ({ kind }: { readonly kind: string }): boolean => kind === "federated";

/** The values of the stack in a template, else the known ones, else those from the document's own ARNs. */
export const placeholders = (
    document: PolicyModel,
    { account, accountInState, region, partition, ownAccounts, isInTemplate }: RuleOptions,
): PlaceholderValues => {
    if (isInTemplate === true) {
        return ofStack;
    }
    const seen = seenIn(document);
    const ownPartition = seen.partition === undefined || /[^a-z-]/.test(seen.partition) ? "aws" : seen.partition;
    const [onlyAccount, ...otherAccounts] = ownAccounts;
    return {
        partition: partition ?? ownPartition,
        region: region ?? "*",
        account:
            account ??
            accountInState ??
            seen.account ??
            (otherAccounts.length === 0 ? onlyAccount : undefined) ??
            "ACCOUNT_ID",
    };
};

/** Replaces the placeholders of an ARN form, or of a note, with the partition, Region and account. */
export const withPlaceholders = (arn: string, { partition, region, account }: PlaceholderValues): string =>
    arn.replace(
        /PARTITION|REGION|ACCOUNT(?!_ID)/g,
        (word) => ({ PARTITION: partition, REGION: region })[word] ?? account,
    );

/** The account as a principal: everyone in it whom its own policies allow. */
export const accountPrincipal = ({ partition, account }: PlaceholderValues): string =>
    `arn:${partition}:iam::${account}:root`;
