import type { GraphPrincipal } from "../../graph/graph";
import type { StackRule } from "../../engine/rule";
import { maximumInline } from "../../iam/model/documentSizes";

const sizeOf = ({ documents }: GraphPrincipal): number =>
    documents.filter(({ inline }) => inline).reduce((sum, { document }) => sum + document.size, 0);

/** Reports principals whose inline policies exceed the quota together, although each policy fits on its own. */
export const inlineSize: StackRule<"overQuota"> = {
    name: "iam-inline-size",
    on: "stack",
    level: "advisory",
    severity: "low",
    description: "The inline policies of a role, user or group should fit the IAM quota together.",
    remediationSteps: "Move statements to a managed policy and attach it.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    messages: {
        overQuota: {
            message:
                "the inline policies of {kind} {name} have {size} characters together, {excess} more than the quota",
            reason: "IAM allows {quota} characters per {kind}, and rejects the policy that exceeds the quota.",
            fix: "Move the largest inline policy to a managed policy (up to 6,144 characters) and attach it.",
        },
    },
    check: ({ principals }) =>
        principals
            .map((principal) => ({ principal, size: sizeOf(principal), most: maximumInline[principal.kind] }))
            .filter(({ size, most }) => size > most)
            .map(({ principal: { kind, name, urn, documents }, size, most }) => ({
                urn,
                property: "",
                path: "",
                messageId: "overQuota",
                data: { kind, name, size, excess: size - most, quota: most },
                identity: kind,
                granted: { statements: [], documents: documents.filter(({ inline }) => inline) },
            })),
};
