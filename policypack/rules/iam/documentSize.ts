import type { DocumentRule } from "../../engine/rule";
import { defaultQuota, hardMaximum } from "../../iam/model/documentSizes";

/** Reports documents that exceed the default quota but not the maximum quota. */
export const documentSize: DocumentRule<"overQuota"> = {
    name: "iam-document-size",
    on: "document",
    level: "advisory",
    severity: "low",
    description: "Policy documents should fit the default quota.",
    remediationSteps: "Shorten the document, or request a quota increase before deployment.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    messages: {
        overQuota: {
            message: "has {size} characters without white space, more than the default quota of {quota}",
            reason: "AWS rejects the document in accounts without a quota increase ({maximum} characters at most).",
            fix: 'Trust fewer principals in each role, or request an increase of the quota "Role trust policy length".',
        },
    },
    appliesTo: ["trust"],
    check: ({ kind, size }, { maximumCharacters }) => {
        const quota = defaultQuota[kind];
        const maximum = maximumCharacters ?? hardMaximum[kind] ?? Infinity;
        if (quota === undefined || size <= quota || size > maximum) {
            return [];
        }
        return [
            {
                path: "",
                messageId: "overQuota",
                data: { size, quota, maximum },
            },
        ];
    },
};
