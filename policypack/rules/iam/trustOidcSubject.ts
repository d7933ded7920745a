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

/** Reports trust in a shared OIDC issuer, from which anyone can obtain a token, without restricting the subject. */
export const trustOidcSubject: Rule = {
    name: "iam-trust-oidc-subject",
    level: "mandatory",
    severity: "critical",
    description: "Trust policies for OIDC providers must restrict the subject.",
    remediationSteps:
        "Restrict the issuer's sub (or the claim that names your organization) and aud with StringEquals or StringLike.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
    appliesTo: ["trust"],
    check: (document) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, webIdentity))
            .flatMap((one) => allowedPrincipals(one).flatMap((principal) => violationsOf(document, one, principal))),
};

const violationsOf = (
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
    if (isRestricted(guard.tenancy)) {
        return isRestricted(guard.audience) || guard.issuer === undefined
            ? []
            : [noAudience(principal, address, guard)];
    }
    return [noTenancy(statement, principal, address, guard)];
};

/** The issuer's address. For a provider resolved at deployment, the address is taken from the condition keys. */
const addressOf = ({ conditions }: StatementModel, { text }: PrincipalModel): string | undefined => {
    if (hasWildcard(text)) {
        return "*";
    }
    const claim = isDeferred(text) ? conditions.find(({ key }) => /:(sub|aud)$/.test(key)) : undefined;
    return claim === undefined ? issuerAddress(text) : claim.key.replace(/:(sub|aud)$/, "");
};

const isRestricted = ({ state }: Guard): boolean =>
    state === "restricted" || state === "neverTrue" || state === "denied";

/** Describes a missing or ineffective condition on a claim, for the end of a message. */
const describeClaim = ({ state, why }: Guard, key: string, claim: "subject" | "audience"): string =>
    state === "absent" ? `without ${key}` : `with a condition that does not restrict the ${claim}: ${why}`;

const noTenancy = (
    statement: StatementModel,
    principal: PrincipalModel,
    address: string,
    { tenancy, audience, issuer }: OidcSubjectGuard,
): Violation => {
    const any = address === "*";
    const claim = issuer?.tenancy ?? "sub";
    const name = issuer?.name ?? (any ? "any issuer" : address);
    // The audience of a per-tenant issuer excludes other organizations.
    const isOwn = (issuer === undefined && !any) || (issuer?.perTenant === true && isRestricted(audience));
    const key = claim === "rolesessionname" ? "sts:RoleSessionName" : `${address}:${claim}`;
    return {
        path: tenancy.path === "" ? principal.path : tenancy.path,
        message: `identities from ${name} may assume the role ${describeClaim(tenancy, key, "subject")}`,
        reason: isOwn
            ? "Every workload with a token from this issuer can assume the role."
            : `Anyone with an account at ${name} can obtain a matching token and assume the role.`,
        fix: any
            ? '"Principal": { "Federated": "arn:aws:iam::ACCOUNT_ID:oidc-provider/ISSUER" }'
            : statementFix(statement, principal, address, key, issuer),
        ...(isOwn ? { level: "advisory" as const } : {}),
    };
};

const noAudience = (principal: PrincipalModel, address: string, { audience, issuer }: OidcSubjectGuard): Violation => {
    const key = `${address}:aud`;
    const name = issuer?.name ?? address;
    return {
        path: audience.path === "" ? principal.path : audience.path,
        message: `identities from ${name} may assume the role ${describeClaim(audience, key, "audience")}`,
        reason: "A token issued for another audience can be used to assume the role.",
        fix: `"StringEquals": { "${key}": "sts.amazonaws.com" }`,
        level: "advisory",
    };
};

const statementFix = (
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
