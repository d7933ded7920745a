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

/** A service that assumes a role must say on whose behalf. */
export const trustConfusedDeputy: Rule = {
    name: "iam-trust-confused-deputy",
    level: "mandatory",
    severity: "high",
    description: "A trust policy that lets an AWS service in must say on whose behalf the service may act.",
    remediationSteps:
        "Add aws:SourceAccount with your account to the statement's Condition, and aws:SourceArn where AWS documents its form.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    appliesTo: ["trust"],
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, assumeRole))
            .flatMap((one) =>
                allowedPrincipals(one).flatMap((principal) => findingsOf(document, one, principal, settings)),
            ),
};

const findingsOf = (
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
            message: `${everyone ? "everyone, AWS services included," : principal.text} let in ${without(guard)}`,
            reason: everyone
                ? `Any account of AWS, and any service acting for it, can assume the role.`
                : whyService(kind),
            fix: everyone
                ? `"Principal": { "AWS": "arn:${values.partition}:iam::${values.account}:role/ROLE_NAME" }`
                : `${guardFix(statement, principal, trustClauses(principal, values))}${note === undefined ? "" : `\n${withPlaceholders(note, values)}`}`,
            ...(kind === "unlisted" && options.unlistedServices === "advisory" ? { level: "advisory" as const } : {}),
        },
    ];
};

/** Configuration can move a service; a wildcard stands for every service, also those that send the keys. */
export const classOf = (host: string, { services }: RuleOptions): SourceKeySupport => {
    const service = serviceOf(host);
    if (hasWildcard(service)) {
        return "required";
    }
    const moved = Object.entries(services).find(([name]) => serviceOf(name) === service);
    return moved?.[1] ?? serviceTrust(host)?.class ?? "unlisted";
};

const whyService = (kind: SourceKeySupport): string =>
    kind === "unlisted"
        ? "Anyone whose own resources make the service act could make it use this role; whether it sends the source keys is not documented, so test the guard."
        : "Anyone in any account can make the service act, and it would use this role for them.";

/** What there is instead of a guard. */
export const without = ({ state, why, path }: Guard): string => {
    if (state === "absent") {
        return "without aws:SourceAccount, aws:SourceArn or aws:SourceOrgID";
    }
    return `under a condition that does not bind (${path}): ${why}`;
};
