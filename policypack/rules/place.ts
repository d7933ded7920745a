import { arnParts, isAccountId, type NormalDocument } from "../iam";
import type { Settings } from "./rule";

/** Where a document stands, as far as that is known, for texts to paste. */
export interface Place {
    readonly partition: string;
    /** The Region, or `*`, which is right wherever it stands. */
    readonly region: string;
    /** Twelve digits, or `ACCOUNT_ID` for the author to fill in. */
    readonly account: string;
}

/** The settings decide; else the single account that the document's own ARNs name. */
export function placeOf(document: NormalDocument, { account, region, partition }: Settings): Place {
    const arns = document.statements
        .flatMap(({ resources, notResources, principals }) => [...resources, ...notResources, ...principals])
        .flatMap(({ text }) => arnParts(text) ?? []);
    const accounts = new Set(arns.map((arn) => arn.account).filter(isAccountId));
    const partitions = new Set(arns.map((arn) => arn.partition));
    const [only] = accounts;
    const [partitionSeen] = partitions;
    return {
        partition: partition ?? (partitions.size === 1 ? (partitionSeen ?? "aws") : "aws"),
        region: region ?? "*",
        account: account ?? (accounts.size === 1 && only !== undefined ? only : "ACCOUNT_ID"),
    };
}
