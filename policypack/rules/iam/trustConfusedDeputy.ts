import {
    principalKeys,
    guardOf,
    hasAction,
    hasWildcard,
    allowedPrincipals,
    serviceOf,
    sourceKeys,
    serviceTrust,
    type Guard,
    type PolicyModel,
    type PrincipalModel,
    type StatementModel,
    type SourceKeySupport,
} from "../../iam";
import { withPlaceholders, guardFix, trustClauses } from "../shared/guardFix";
import { placeholders } from "../shared/placeholders";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { zoneOfTrust } from "../../engine/options";

const assumeRole = "sts:assumerole";

/** Reports trust policies that allow a service without restricting the source account. */
export const trustConfusedDeputy: Rule = {
    name: "iam-trust-confused-deputy",
    level: "mandatory",
    severity: "high",
    description: "Trust policies that allow an AWS service must restrict the source account, ARN or organization.",
    remediationSteps:
        "Add aws:SourceAccount with your account to the statement's Condition, and aws:SourceArn if AWS documents its format.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    appliesTo: ["trust"],
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, assumeRole))
            .flatMap((one) =>
                allowedPrincipals(one).flatMap((principal) => violationsOf(document, one, principal, settings)),
            ),
};

const violationsOf = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Violation[] => {
    const everyone = principal.kind === "everyone";
    if (principal.kind !== "service" && !everyone) {
        return [];
    }
    const kind = classOf(principal.text, options);
    if (kind === "unsupported" || kind === "conflicting") {
        return [];
    }
    const keys = everyone ? [...sourceKeys, ...principalKeys] : sourceKeys;
    const guard = guardOf(document, statement, principal, keys, zoneOfTrust(options), assumeRole);
    if (guard.state === "denied" || guard.state === "neverTrue" || guard.state === "restricted") {
        return [];
    }
    const values = placeholders(document, options);
    const note = serviceTrust(principal.text)?.note;
    return [
        {
            path: principal.path,
            message: `${everyone ? "everyone, including AWS services," : principal.text} may assume the role ${describeGuard(guard)}`,
            reason: everyone
                ? "Any AWS account, and any service acting on its behalf, can assume the role."
                : reasonFor(kind),
            fix: everyone
                ? `"Principal": { "AWS": "arn:${values.partition}:iam::${values.account}:role/ROLE_NAME" }`
                : `${guardFix(statement, principal, trustClauses(principal, values))}${note === undefined ? "" : `\n${withPlaceholders(note, values)}`}`,
            ...(kind === "unlisted" && options.unlistedServices === "advisory" ? { level: "advisory" as const } : {}),
        },
    ];
};

/** The service's class; configuration can override it. A wildcard includes the services that send the source keys. */
export const classOf = (host: string, { services }: RuleOptions): SourceKeySupport => {
    const service = serviceOf(host);
    if (hasWildcard(service)) {
        return "required";
    }
    const override = Object.entries(services).find(([name]) => serviceOf(name) === service);
    return override?.[1] ?? serviceTrust(host)?.class ?? "unlisted";
};

const reasonFor = (kind: SourceKeySupport): string =>
    kind === "unlisted"
        ? "Anyone in any AWS account may be able to make the service use this role. It is not documented whether the " +
          "service sends the source keys, so test the condition."
        : "Anyone in any AWS account can make the service use this role on their behalf.";

/** Describes a missing or ineffective guard, for the end of a message. */
export const describeGuard = ({ state, why, path }: Guard): string => {
    if (state === "absent") {
        return "without aws:SourceAccount, aws:SourceArn or aws:SourceOrgID";
    }
    return `with a condition that does not restrict access (${path}): ${why}`;
};
