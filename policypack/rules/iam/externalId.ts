import {
    arnParts,
    principalKeys,
    guardOf,
    hasAction,
    isAccountId,
    allowedPrincipals,
    type RestrictingKey,
    type PolicyModel,
    type PrincipalModel,
    type StatementModel,
} from "../../iam";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { zoneOfTrust } from "../../engine/options";

/** A third party serves many customers from one account: which of them is it acting for? */
export const externalId: Rule = {
    name: "iam-external-id",
    level: "advisory",
    severity: "medium",
    description: "A trust in another organization's account should ask for the external id that stands for you.",
    remediationSteps: "Ask the third party for your external id and bind sts:ExternalId to it.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
    appliesTo: ["trust"],
    check: (document, settings) =>
        settings.ownAccounts.length === 0
            ? []
            : document.statements
                  .filter((one) => one.effect === "Allow" && hasAction(one, "sts:assumerole"))
                  .flatMap((one) =>
                      allowedPrincipals(one).flatMap((principal) => findingsOf(document, one, principal, settings)),
                  ),
};

/** The key, and any that shows the caller to be one of ours after all. */
const keys: readonly RestrictingKey[] = [
    {
        key: "sts:externalid",
        check: () => (value) =>
            value.includes("*") || value.includes("?") || value.includes("${") || value === ""
                ? { effect: "unrestricted", why: `"${value}" is not one id` }
                : { effect: "restricts" },
    },
    ...principalKeys.filter(({ key }) => key.startsWith("aws:principalorg")),
];

const findingsOf = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Violation[] => {
    const account = arnParts(principal.text)?.account ?? principal.text;
    const own = zoneOfTrust(options);
    if (principal.kind !== "aws" || !isAccountId(account) || own.accounts.includes(account)) {
        return [];
    }
    const guard = guardOf(document, statement, principal, keys, own, "sts:assumerole");
    if (guard.state === "restricted" || guard.state === "neverTrue" || guard.state === "denied") {
        return [];
    }
    return [
        {
            path: principal.path,
            message: `account ${account}, which is not yours, let in ${guard.state === "absent" ? "without sts:ExternalId" : `under a condition that does not bind: ${guard.why}`}`,
            reason: "Another customer of the same third party could have it act on your role.",
            fix: '"Condition": { "StringEquals": { "sts:ExternalId": "THE_ID_THEY_GAVE_YOU" } }',
        },
    ];
};
