import {
    hasAction,
    hasWildcard,
    isDeferred,
    issuerAddress,
    allowedPrincipals,
    oneOrMore,
    toSnippet,
    oidcSubjectGuard,
    toStatementJson,
    type Guard,
    type PolicyModel,
    type PrincipalModel,
    type StatementModel,
    type OidcSubjectGuard,
} from "../../iam";
import type { Violation, Rule } from "../../engine/rule";

const webIdentity = "sts:assumerolewithwebidentity";

/** The confused deputy of our day: an issuer whose tokens everyone can have. */
export const trustOidcSubject: Rule = {
    name: "iam-trust-oidc-subject",
    level: "mandatory",
    severity: "critical",
    description: "A trust in a token issuer must say whose tokens it takes.",
    remediationSteps:
        "Bind the issuer's sub (or the claim that names your organization) and its aud with StringEquals or StringLike.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
    appliesTo: ["trust"],
    check: (document) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, webIdentity))
            .flatMap((one) => allowedPrincipals(one).flatMap((principal) => findingsOf(document, one, principal))),
};

const findingsOf = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
): readonly Violation[] => {
    if (principal.kind !== "federated" && principal.kind !== "everyone") {
        return [];
    }
    const address = addressOf(statement, principal);
    if (address === undefined) {
        return [];
    }
    const guard = oidcSubjectGuard(document, statement, principal, address);
    if (holds(guard.tenancy)) {
        return holds(guard.audience) || guard.issuer === undefined ? [] : [noAudience(principal, address, guard)];
    }
    return [noTenancy(statement, principal, address, guard)];
};

/** The issuer's address; of a provider that only the deployment names, the one that the claims are asked of. */
const addressOf = ({ conditions }: StatementModel, { text }: PrincipalModel): string | undefined => {
    if (hasWildcard(text)) {
        return "*";
    }
    const claim = isDeferred(text) ? conditions.find(({ key }) => /:(sub|aud)$/.test(key)) : undefined;
    return claim === undefined ? issuerAddress(text) : claim.key.replace(/:(sub|aud)$/, "");
};

const holds = ({ state }: Guard): boolean => state === "restricted" || state === "neverTrue" || state === "denied";

const noTenancy = (
    statement: StatementModel,
    principal: PrincipalModel,
    address: string,
    { tenancy, audience, issuer }: OidcSubjectGuard,
): Violation => {
    const any = address === "*";
    const claim = issuer?.tenancy ?? "sub";
    const name = issuer?.name ?? (any ? "any issuer" : address);
    // An issuer of one organization, asked for that organization's audience, lets no stranger in.
    const isOwn = (issuer === undefined && !any) || (issuer?.perTenant === true && holds(audience));
    const key = claim === "rolesessionname" ? "sts:RoleSessionName" : `${address}:${claim}`;
    return {
        path: tenancy.path === "" ? principal.path : tenancy.path,
        message: `${name} let in ${tenancy.state === "absent" ? `without ${key}` : `with a claim that does not bind: ${tenancy.why}`}`,
        reason: isOwn
            ? "Every workload that this issuer gives a token to can assume the role."
            : `Everyone who has an account with ${name} can get a token that fits, and assume the role.`,
        fix: any
            ? '"Principal": { "Federated": "arn:aws:iam::ACCOUNT_ID:oidc-provider/ISSUER" }'
            : paste(statement, principal, address, key, issuer),
        ...(isOwn ? { level: "advisory" as const } : {}),
    };
};

const noAudience = (principal: PrincipalModel, address: string, { audience, issuer }: OidcSubjectGuard): Violation => ({
    path: audience.path === "" ? principal.path : audience.path,
    message: `${issuer?.name ?? address} let in ${audience.state === "absent" ? `without ${address}:aud` : `with an audience that does not bind: ${audience.why}`}`,
    reason: "A token that was made for another party could be used here.",
    fix: `"StringEquals": { "${address}:aud": "sts.amazonaws.com" }`,
    level: "advisory",
});

const paste = (
    statement: StatementModel,
    principal: PrincipalModel,
    address: string,
    key: string,
    issuer: OidcSubjectGuard["issuer"],
): string => {
    const conditions = statement.conditions.filter((one) => !one.key.startsWith(`${address}:`));
    const { Condition, ...rest } = toStatementJson({
        ...statement,
        principals: [principal],
        notPrincipals: [],
        conditions,
    });
    const kept = (Condition ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const subject = key.endsWith(":sub") ? (issuer?.example ?? "SUBJECT") : "YOUR_ORGANIZATION";
    const audience = { [`${address}:aud`]: "sts.amazonaws.com" };
    return toSnippet([
        {
            ...rest,
            Condition: { ...kept, StringEquals: { ...kept.StringEquals, ...audience, [key]: oneOrMore([subject]) } },
        },
    ]);
};
