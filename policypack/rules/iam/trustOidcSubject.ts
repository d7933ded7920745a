import {
    hasAction,
    hasWildcard,
    isDeferred,
    issuerAddress,
    allowedPrincipals,
    oidcSubjectGuard,
    type ConditionModel,
    type Guard,
    type PolicyModel,
    type PrincipalModel,
    type StatementModel,
    type OidcSubjectGuard,
} from "../../iam";
import type { Message } from "../../engine/message";
import { audienceOf, exampleOfClaim, placeholderWordsOf } from "../shared/oidcClaims";
import { placeholders, type PlaceholderValues } from "../shared/placeholders";
import { isPositive, newClause, statementReplacement, toStatements } from "../shared/statementReplacement";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";

const webIdentity = "sts:assumerolewithwebidentity";

type Situation = "anyIssuer" | "sharedIssuer" | "ownIssuer" | "audience";
type Id = `${Situation}${"Unrestricted" | "Ineffective"}`;

const unrestricted = "without {key}";
const ineffective = "with a condition that does not restrict the subject: {why}";

const sharedIssuer = (restriction: string): Message => ({
    message: `identities from {issuer} may assume the role ${restriction}`,
    reason: "Anyone with an account at {issuer} can obtain a matching token and assume the role.",
    fix: "Restrict {key} to your own identities, and the audience to {audience}.",
});

const anyIssuer = (restriction: string): Message => ({
    message: `identities from every OIDC provider of the account may assume the role ${restriction}`,
    reason: "Anyone who can obtain a token from one of these providers can assume the role.",
    fix: "Name the OIDC provider whose identities need the role.",
});

const ownIssuer = (restriction: string): Message => ({
    ...sharedIssuer(restriction),
    reason: "Every workload with a token from this issuer can assume the role.",
});

const audience = (restriction: string): Message => ({
    ...sharedIssuer(restriction),
    reason: "A token issued for another audience can be used to assume the role.",
    fix: "Restrict {key} to {audience}.",
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
        anyIssuerUnrestricted: anyIssuer("without a condition on the issuer and the subject"),
        anyIssuerIneffective: anyIssuer(ineffective),
        sharedIssuerUnrestricted: sharedIssuer(unrestricted),
        sharedIssuerIneffective: sharedIssuer(ineffective),
        ownIssuerUnrestricted: ownIssuer(unrestricted),
        ownIssuerIneffective: ownIssuer(ineffective),
        audienceUnrestricted: audience(unrestricted),
        audienceIneffective: audience("with a condition that does not restrict the audience: {why}"),
    },
    appliesTo: ["trust"],
    actions: [webIdentity],
    check: (document, settings) =>
        document.statements
            .filter((one) => one.effect === "Allow" && hasAction(one, webIdentity))
            .flatMap((one) => reportsOn(document, one, settings)),
};

/** A principal whose tokens are not restricted enough. */
interface Unrestricted {
    readonly principal: PrincipalModel;
    readonly address: string;
    readonly report: Report<Id>;
}

const reportsOn = (document: PolicyModel, statement: StatementModel, options: RuleOptions): readonly Report<Id>[] => {
    const found = allowedPrincipals(statement).flatMap((principal) => unrestrictedIn(document, statement, principal));
    if (found.length === 0) {
        return [];
    }
    const replacement = statementReplacement(document, statement, options, () => {
        const restricted = found.map(({ principal, address }) =>
            withClaims(document, statement, principal, address, placeholders(document, options)),
        );
        const reported = new Set(found.map(({ principal }) => principal));
        const others = statement.principals.filter((one) => !reported.has(one));
        return {
            statements: toStatements([
                ...(others.length === 0 ? [] : [{ ...statement, principals: others }]),
                ...new Map(restricted.map(({ statement: one }) => [one.principals[0]?.text, one])).values(),
            ]),
            placeholders: restricted.flatMap((one) => one.placeholders),
        };
    });
    return found.map(({ report }) => ({ ...report, replacement }));
};

const unrestrictedIn = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
): readonly Unrestricted[] => {
    if (principal.kind !== "federated" && principal.kind !== "everyone") {
        return [];
    }
    const address = addressOf(statement, principal);
    if (address === undefined) {
        return [];
    }
    const guard = oidcSubjectGuard(document, statement, principal, address);
    if (!isRestricted(guard.tenancy)) {
        return [{ principal, address, report: subjectReport(principal, address, guard) }];
    }
    return isRestricted(guard.audience) || guard.issuer === undefined
        ? []
        : [{ principal, address, report: audienceReport(principal, address, guard) }];
};

/** The issuer's address. For a provider resolved at deployment, the address is taken from the condition keys. */
const addressOf = ({ conditions }: StatementModel, { text }: PrincipalModel): string | undefined => {
    if (hasWildcard(text)) {
        return "*";
    }
    const named = isDeferred(text) ? conditions.find(({ key }) => claim.test(key)) : undefined;
    return named === undefined ? issuerAddress(text) : named.key.replace(claim, "");
};

/** The end of the condition key of a claim that every issuer writes. */
const claim = /:(sub|aud)$/;

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
    principal,
    messageId: `${situation}${state === "absent" ? "Unrestricted" : "Ineffective"}`,
    data: state === "absent" ? names : { ...names, why },
});

/** The condition key of the claim that identifies the organization. */
const tenancyKey = (address: string, issuer: OidcSubjectGuard["issuer"]): string => {
    const claim = issuer?.tenancy ?? "sub";
    return claim === "rolesessionname" ? "sts:RoleSessionName" : `${address}:${claim}`;
};

const subjectReport = (
    principal: PrincipalModel,
    address: string,
    { tenancy, audience: audienceGuard, issuer }: OidcSubjectGuard,
): Report<Id> => {
    if (address === "*") {
        return { ...claimReport("anyIssuer", principal, tenancy, {}), identity: "sub" };
    }
    // The audience of a per-tenant issuer excludes other organizations.
    const isOwn = issuer === undefined || (issuer.perTenant && isRestricted(audienceGuard));
    return {
        ...claimReport(isOwn ? "ownIssuer" : "sharedIssuer", principal, tenancy, {
            issuer: issuer?.name ?? address,
            key: tenancyKey(address, issuer),
            audience: audienceOf(issuer),
        }),
        identity: issuer?.tenancy ?? "sub",
        ...(isOwn ? { level: "advisory" } : {}),
    };
};

const audienceReport = (
    principal: PrincipalModel,
    address: string,
    { audience: audienceGuard, issuer }: OidcSubjectGuard,
): Report<Id> => ({
    ...claimReport("audience", principal, audienceGuard, {
        issuer: issuer?.name ?? address,
        key: `${address}:aud`,
        audience: audienceOf(issuer),
    }),
    identity: "aud",
    level: "advisory",
});

/** A statement whose claims restrict the tokens, and the words in it that the reader fills in. */
interface WithClaims {
    readonly statement: StatementModel;
    readonly placeholders: readonly string[];
}

/** The statement for this principal alone, with the claims that are missing. Claims that restrict it stay. */
const withClaims = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    address: string,
    values: PlaceholderValues,
): WithClaims => {
    if (address === "*") {
        const named = issuerInConditions(statement) ?? "ISSUER";
        const text = `arn:${values.partition}:iam::${values.account}:oidc-provider/${named}`;
        const conditions = statement.conditions.filter(({ key }) => !key.startsWith("*:"));
        const provider: PrincipalModel = { kind: "federated", text, path: principal.path };
        return withClaims(document, { ...statement, conditions }, provider, named, values);
    }
    const alone = { ...statement, principals: [principal], notPrincipals: [] };
    const guardOf = (conditions: readonly ConditionModel[]): OidcSubjectGuard =>
        oidcSubjectGuard(document, { ...alone, conditions }, principal, address);
    const { issuer } = guardOf(alone.conditions);
    const required = alone.conditions.map((one) =>
        one.key.startsWith(`${address}:`) && (one.ifExists || one.setPrefix === "forAll") && isPositive(one)
            ? newClause(one.operator, one.source.key, textsOf(one))
            : one,
    );
    const key = tenancyKey(address, issuer);
    const subject = issuer === undefined ? "SUBJECT" : exampleOfClaim(issuer, issuer.tenancy);
    const bySubject = isLive(guardOf(required).tenancy)
        ? required
        : withClause(required, newClause(hasWildcard(subject) ? "StringLike" : "StringEquals", key, [subject]));
    // Which audience an issuer of one's own writes is known only to its owner.
    const conditions =
        issuer === undefined || isRestricted(guardOf(bySubject).audience)
            ? bySubject
            : withClause(bySubject, newClause("StringEquals", `${address}:aud`, [audienceOf(issuer)]));
    return {
        statement: { ...alone, conditions },
        placeholders: ["ISSUER", "SUBJECT", ...(issuer === undefined ? [] : placeholderWordsOf(issuer))],
    };
};

/** Whether the claim restricts the tokens, and lets some in. */
const isLive = ({ state }: Guard): boolean => state === "restricted" || state === "denied";

/** The issuer whose claims the conditions name, if it is one. */
const issuerInConditions = ({ conditions }: StatementModel): string | undefined => {
    const [only, ...others] = new Set(
        conditions.filter(({ key }) => claim.test(key)).map(({ key }) => key.replace(claim, "")),
    );
    return others.length === 0 && only !== "*" ? only : undefined;
};

const textsOf = ({ values }: ConditionModel): readonly string[] => values.map(({ text }) => text);

/** The conditions with a clause in place of those on its key. */
const withClause = (conditions: readonly ConditionModel[], clause: ConditionModel): readonly ConditionModel[] => [
    ...conditions.filter(({ key }) => key !== clause.key),
    clause,
];
