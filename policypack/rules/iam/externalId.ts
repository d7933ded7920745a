import {
    arnParts,
    principalKeys,
    guardOf,
    hasAction,
    isAccountId,
    allowedPrincipals,
    type Guard,
    type RestrictingKey,
    type PolicyModel,
    type PrincipalModel,
    type StatementJson,
    type StatementModel,
    type ValueCheck,
} from "../../iam";
import { newClause, statementReplacement, toStatements, withRequired } from "../shared/statementReplacement";
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
    actions: ["sts:assumerole"],
    check: (document, settings) =>
        settings.ownAccounts.length === 0
            ? []
            : document.statements
                  .filter((one) => one.effect === "Allow" && hasAction(one, "sts:assumerole"))
                  .flatMap((one) => reportsOn(document, one, settings)),
};

const externalIdCheck: ValueCheck = (value) =>
    value.includes("*") || value.includes("?") || value.includes("${") || value === ""
        ? { effect: "unrestricted", why: `"${value}" is not a single external ID` }
        : { effect: "restricts" };

/** The external ID, and the keys that prove that the caller is in the zone of trust. */
const keys: readonly RestrictingKey[] = [
    { key: "sts:externalid", check: () => externalIdCheck },
    ...principalKeys.filter(({ key }) => key.startsWith("aws:principalorg")),
];

/** A principal of a third party, and what restricts it. */
interface ThirdParty {
    readonly principal: PrincipalModel;
    readonly account: string;
    readonly guard: Guard;
}

const reportsOn = (document: PolicyModel, statement: StatementModel, options: RuleOptions): readonly Report<Id>[] => {
    const found = allowedPrincipals(statement).flatMap((principal) =>
        thirdParty(document, statement, principal, options),
    );
    if (found.length === 0) {
        return [];
    }
    const replacement = statementReplacement(document, statement, options, () => ({
        statements: withExternalId(statement, new Set(found.map(({ principal }) => principal))),
        placeholders: [placeholder],
    }));
    return found.map(({ principal, account, guard }) => ({
        path: principal.path,
        principal,
        ...(guard.state === "absent"
            ? { messageId: "unguarded", data: { account } }
            : { messageId: "ineffective", data: { account, why: guard.why } }),
        replacement,
    }));
};

const thirdParty = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly ThirdParty[] => {
    const account = arnParts(principal.text)?.account ?? principal.text;
    const zone = zoneOfTrust(options);
    if (principal.kind !== "aws" || !isAccountId(account) || zone.accounts.includes(account)) {
        return [];
    }
    const guard = guardOf(document, statement, principal, keys, zone, "sts:assumerole");
    return guard.state === "restricted" || guard.state === "neverTrue" || guard.state === "denied"
        ? []
        : [{ principal, account, guard }];
};

/** Only the third party knows it. */
const placeholder = "EXTERNAL_ID";

/** The statement with an external ID for the third parties; the other principals keep it as it is. */
const withExternalId = (statement: StatementModel, parties: ReadonlySet<PrincipalModel>): readonly StatementJson[] => {
    const others = statement.principals.filter((one) => !parties.has(one));
    const clause = newClause("StringEquals", "sts:ExternalId", [placeholder]);
    return toStatements([
        ...(others.length === 0 ? [] : [{ ...statement, principals: others }]),
        {
            ...statement,
            principals: [...parties],
            conditions: withRequired(statement.conditions, clause, externalIdCheck),
        },
    ]);
};
