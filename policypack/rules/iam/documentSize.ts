import type { Rule } from "../../engine/rule";
import { defaultQuota, hardMaximum } from "../../iam/model/documentSizes";

/** Reports documents that exceed the default quota but not the maximum quota. */
export const documentSize: Rule = {
    name: "iam-document-size",
    level: "advisory",
    severity: "low",
    description: "Policy documents should fit the default quota.",
    remediationSteps: "Shorten the document, or request a quota increase before deployment.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    appliesTo: ["trust"],
    check: ({ kind, size }, { maximumCharacters }) => {
        const quota = defaultQuota[kind];
        const most = maximumCharacters ?? hardMaximum[kind] ?? Infinity;
        if (quota === undefined || size <= quota || size > most) {
            return [];
        }
        return [
            {
                path: "",
                message: `the document has ${size} characters without white space, more than the default quota of ${quota}`,
                identity: `${size} characters without white space`,
                reason: `AWS rejects the document in accounts without a quota increase (${most} characters at most).`,
                fix: 'Trust fewer principals in each role, or request an increase of the quota "Role trust policy length".',
            },
        ];
    },
};
