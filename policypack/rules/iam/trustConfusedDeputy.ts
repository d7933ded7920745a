import {
    callerKeys,
    guardOf,
    hasAction,
    hasWildcard,
    letIn,
    serviceOf,
    sourceKeys,
    trustFact,
    type Guard,
    type NormalDocument,
    type NormalPrincipal,
    type NormalStatement,
    type TrustClass,
} from "../../iam";
import { filledIn, pasteGuard, trustClauses } from "../shared/guardFix";
import { placeOf } from "../shared/placeholders";
import type { Finding, Rule, Settings } from "../../engine/rule";
import { ownOf } from "../../engine/options";

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
            .flatMap((one) => letIn(one).flatMap((principal) => findingsOf(document, one, principal, settings))),
};

function findingsOf(
    document: NormalDocument,
    statement: NormalStatement,
    principal: NormalPrincipal,
    settings: Settings,
): readonly Finding[] {
    const everyone = principal.kind === "everyone";
    if (principal.kind !== "service" && !everyone) return [];
    const kind = classOf(principal.text, settings);
    if (kind === "unsupported" || kind === "conflicting") return [];
    const keys = everyone ? [...sourceKeys, ...callerKeys] : sourceKeys;
    const guard = guardOf(document, statement, principal, keys, ownOf(settings), assumeRole);
    if (guard.state === "denied" || guard.state === "closed" || guard.state === "bound") return [];
    const place = placeOf(document, settings);
    const note = trustFact(principal.text)?.note;
    return [
        {
            path: principal.path,
            found: `${everyone ? "everyone, AWS services included," : principal.text} let in ${without(guard)}`,
            why: everyone
                ? `Any account of AWS, and any service acting for it, can assume the role.`
                : whyService(kind),
            paste: everyone
                ? `"Principal": { "AWS": "arn:${place.partition}:iam::${place.account}:role/ROLE_NAME" }`
                : `${pasteGuard(statement, principal, trustClauses(principal, place))}${note === undefined ? "" : `\n${filledIn(note, place)}`}`,
            ...(kind === "unlisted" && settings.unlistedServices === "advisory" ? { level: "advisory" as const } : {}),
        },
    ];
}

/** Configuration can move a service; a wildcard stands for every service, also those that send the keys. */
export function classOf(host: string, { services }: Settings): TrustClass {
    const service = serviceOf(host);
    if (hasWildcard(service)) return "required";
    const moved = Object.entries(services).find(([name]) => serviceOf(name) === service);
    return moved?.[1] ?? trustFact(host)?.class ?? "unlisted";
}

const whyService = (kind: TrustClass): string =>
    kind === "unlisted"
        ? "Anyone whose own resources make the service act could make it use this role; whether it sends the source keys is not documented, so test the guard."
        : "Anyone in any account can make the service act, and it would use this role for them.";

/** What there is instead of a guard. */
export function without({ state, why, path }: Guard): string {
    if (state === "absent") return "without aws:SourceAccount, aws:SourceArn or aws:SourceOrgID";
    return `under a condition that does not bind (${path}): ${why}`;
}
