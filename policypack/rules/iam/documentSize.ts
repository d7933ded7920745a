import type { Rule } from "../../engine/rule";
import { defaultQuota, hardMaximum } from "../../iam/model/documentSizes";

/** A document that fits only where a quota was raised. */
export const documentSize: Rule = {
    name: "iam-document-size",
    level: "advisory",
    severity: "low",
    description: "A document should fit the quota that every account has.",
    remediationSteps: "Shorten the document, or have the quota raised before it is deployed.",
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
                message: `${size} characters without white space`,
                identity: `${size} characters without white space`,
                reason: `An account takes ${quota} unless its quota was raised (to ${most} at most).`,
                fix: 'Fewer principals to a role, or a request for the quota "Role trust policy length".',
            },
        ];
    },
};
