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
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { zoneOfTrust } from "../../engine/options";

type Id = "unguarded" | "ineffective";

const what = "account {account}, which is outside the zone of trust, may assume the role";

const reason = "Another customer of the third party can make it assume your role.";

const fix = "Require the external ID that the third party gave you.";

/** Reports trust in a third-party account without an external ID. Such an account serves many customers. */
export const externalId: DocumentRule<Id> = {
    name: "iam-external-id",
    on: "document",
    level: "advisory",
    severity: "medium",
    description: "Trust policies for third-party accounts should require sts:ExternalId.",
    remediationSteps: "Ask the third party for your external ID and require it with sts:ExternalId.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
    messages: {
        unguarded: { message: `${what} without sts:ExternalId`, reason, fix },
        ineffective: { message: `${what} with a condition that does not restrict access: {why}`, reason, fix },
    },
    appliesTo: ["trust"],
    check: (document, settings) =>
        settings.ownAccounts.length === 0
            ? []
            : document.statements
                  .filter((one) => one.effect === "Allow" && hasAction(one, "sts:assumerole"))
                  .flatMap((one) =>
                      allowedPrincipals(one).flatMap((principal) => reportsOn(document, one, principal, settings)),
                  ),
};

/** The external ID, and the keys that prove that the caller is in the zone of trust. */
const keys: readonly RestrictingKey[] = [
    {
        key: "sts:externalid",
        check: () => (value) =>
            value.includes("*") || value.includes("?") || value.includes("${") || value === ""
                ? { effect: "unrestricted", why: `"${value}" is not a single external ID` }
                : { effect: "restricts" },
    },
    ...principalKeys.filter(({ key }) => key.startsWith("aws:principalorg")),
];

const reportsOn = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Report<Id>[] => {
    const account = arnParts(principal.text)?.account ?? principal.text;
    const zone = zoneOfTrust(options);
    if (principal.kind !== "aws" || !isAccountId(account) || zone.accounts.includes(account)) {
        return [];
    }
    const guard = guardOf(document, statement, principal, keys, zone, "sts:assumerole");
    if (guard.state === "restricted" || guard.state === "neverTrue" || guard.state === "denied") {
        return [];
    }
    return [
        {
            path: principal.path,
            ...(guard.state === "absent"
                ? { messageId: "unguarded", data: { account } }
                : { messageId: "ineffective", data: { account, why: guard.why } }),
            replacement: '"Condition": { "StringEquals": { "sts:ExternalId": "THE_ID_THEY_GAVE_YOU" } }',
        },
    ];
};
