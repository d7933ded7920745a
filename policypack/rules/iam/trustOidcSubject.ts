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
import type { Message } from "../../engine/message";
import { replacementFor } from "../shared/replacement";
import type { DocumentRule, Report } from "../../engine/rule";

const webIdentity = "sts:assumerolewithwebidentity";

type Situation = "anyIssuer" | "sharedIssuer" | "ownIssuer" | "audience";
type Id = `${Situation}${"Unrestricted" | "Ineffective"}`;

const unrestricted = "without {key}";
const ineffective = "with a condition that does not restrict the subject: {why}";

const sharedIssuer = (restriction: string): Message => ({
    message: `identities from {issuer} may assume the role ${restriction}`,
    reason: "Anyone with an account at {issuer} can obtain a matching token and assume the role.",
    fix: "Restrict {key} to your own identities, and the audience to sts.amazonaws.com.",
});

const anyIssuer = (restriction: string): Message => ({
    message: `identities from any issuer may assume the role ${restriction}`,
    reason: "Anyone with an account at any issuer can obtain a matching token and assume the role.",
    fix: "Name the OIDC provider whose identities need the role.",
});

const ownIssuer = (restriction: string): Message => ({
    ...sharedIssuer(restriction),
    reason: "Every workload with a token from this issuer can assume the role.",
});

const audience = (restriction: string): Message => ({
    ...sharedIssuer(restriction),
    reason: "A token issued for another audience can be used to assume the role.",
    fix: "Restrict {key} to the audience of AWS.",
});

/** Reports trust in a shared OIDC issuer, from which anyone can obtain a token, without restricting the subject. */
export const trustOidcSubject: DocumentRule<Id> = {
    name: "iam-trust-oidc-subject",
    on: "document",
    level: "mandatory",
    severity: "critical",
    description: "Trust policies for OIDC providers must restrict the subject.",
    remediationSteps:
        "Restrict the issuer's sub (or the claim that names your organization) and aud with StringEquals or StringLike.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
    messages: {
        anyIssuerUnrestricted: anyIssuer("without *:sub"),
        anyIssuerIneffective: anyIssuer(ineffective),
        sharedIssuerUnrestricted: sharedIssuer(unrestricted),
        sharedIssuerIneffective: sharedIssuer(ineffective),
        ownIssuerUnrestricted: ownIssuer(unrestricted),
        ownIssuerIneffective: ownIssuer(ineffective),
        audienceUnrestricted: audience(unrestricted),
        audienceIneffective: audience("with a condition that does not restrict the audience: {why}"),
    },
    appliesTo: ["trust"],
    check: (document) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, webIdentity))
            .flatMap((one) => allowedPrincipals(one).flatMap((principal) => reportsOn(document, one, principal))),
};

const reportsOn = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
): readonly Report<Id>[] => {
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
            : [audienceReport(principal, address, guard)];
    }
    return [subjectReport(statement, principal, address, guard)];
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

/** A report on a claim that no condition requires, or that a condition does not restrict. */
const claimReport = (
    situation: Situation,
    principal: PrincipalModel,
    { state, path, why }: Guard,
    names: Readonly<Record<string, string>>,
): Report<Id> => ({
    path: path === "" ? principal.path : path,
    messageId: `${situation}${state === "absent" ? "Unrestricted" : "Ineffective"}`,
    data: state === "absent" ? names : { ...names, why },
});

const subjectReport = (
    statement: StatementModel,
    principal: PrincipalModel,
    address: string,
    { tenancy, audience: audienceGuard, issuer }: OidcSubjectGuard,
): Report<Id> => {
    if (address === "*") {
        return {
            ...claimReport("anyIssuer", principal, tenancy, {}),
            replacement: '"Principal": { "Federated": "arn:aws:iam::ACCOUNT_ID:oidc-provider/ISSUER" }',
        };
    }
    const claim = issuer?.tenancy ?? "sub";
    const key = claim === "rolesessionname" ? "sts:RoleSessionName" : `${address}:${claim}`;
    // The audience of a per-tenant issuer excludes other organizations.
    const isOwn = issuer === undefined || (issuer.perTenant && isRestricted(audienceGuard));
    return {
        ...claimReport(isOwn ? "ownIssuer" : "sharedIssuer", principal, tenancy, {
            issuer: issuer?.name ?? address,
            key,
        }),
        ...replacementFor(statement, () => statementFix(statement, principal, address, key, issuer)),
        ...(isOwn ? { level: "advisory" } : {}),
    };
};

const audienceReport = (
    principal: PrincipalModel,
    address: string,
    { audience: audienceGuard, issuer }: OidcSubjectGuard,
): Report<Id> => {
    const key = `${address}:aud`;
    return {
        ...claimReport("audience", principal, audienceGuard, { issuer: issuer?.name ?? address, key }),
        replacement: `"StringEquals": { "${key}": "sts.amazonaws.com" }`,
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
