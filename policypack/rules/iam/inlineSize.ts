import type { GraphPrincipal } from "../../graph/graph";
import type { PrincipalKind } from "../../graph/links";
import type { StackRule } from "../../engine/stackRule";

/**
 * Characters, without white space, that all inline policies of one principal may have together. No quota of these can
 * be raised.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const mostCharacters: Readonly<Record<PrincipalKind, number>> = { role: 10_240, user: 2_048, group: 5_120 };

const sizeOf = ({ documents }: GraphPrincipal): number =>
    documents.filter(({ inline }) => inline).reduce((sum, { document }) => sum + document.size, 0);

/** IAM counts the inline policies of a principal together, so each may fit and the last one still fails. */
export const inlineSize: StackRule = {
    name: "iam-inline-size",
    level: "advisory",
    severity: "low",
    description: "The inline policies of one role, user or group must fit IAM's quota together.",
    remediationSteps: "Move some of the statements into a managed policy and attach it.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    check: ({ principals }) =>
        principals
            .map((principal) => ({ principal, size: sizeOf(principal), most: mostCharacters[principal.kind] }))
            .filter(({ size, most }) => size > most)
            .map(({ principal: { kind, name, urn }, size, most }) => ({
                urn,
                property: "",
                path: "",
                message: `${size} characters in the inline policies of ${kind} ${name} together, ${size - most} too many`,
                identity: `${size} characters in the inline policies of ${kind} ${name} together, ${size - most} too many`,
                reason: `IAM takes ${most} in all of a ${kind}, and refuses the policy that exceeds it when it is written.`,
                fix: "Put the largest inline policy into a managed policy of its own (up to 6,144 characters) and attach that.",
            })),
};
