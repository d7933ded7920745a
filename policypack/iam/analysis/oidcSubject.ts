/** Which tokens a federated trust accepts: how conditions restrict the claims of an OIDC issuer. */
import type { ValueCheck, ValueEffect } from "./conditions";
import { hasWildcard } from "../syntax/glob";
import { callerSupplied } from "./conditionValues";
import { guardOf, type Guard } from "./guards";
import { oidcIssuerOf, type OidcIssuer } from "../knowledge/oidcIssuers";
import type { PolicyModel, PrincipalModel, StatementModel } from "../model/document";
import { operatorNamed } from "../syntax/conditionOperators";
import { unknownZone } from "./zoneOfTrust";
import type { RestrictingKey } from "./confusedDeputyKeys";
import { endsDeferredName, isDeferred, withoutDeferred } from "../syntax/deferredValue";
import { memoizeByText } from "../syntax/memoize";
import { hasVariable } from "../syntax/variables";

const webIdentity = "sts:assumerolewithwebidentity";

/** How one federated principal is restricted: by the claim that identifies the organization, and by the audience. */
export interface OidcSubjectGuard {
    readonly tenancy: Guard;
    readonly audience: Guard;
    readonly issuer: OidcIssuer | undefined;
}

/** How the statement restricts the tokens of this issuer. */
export const oidcSubjectGuard = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    address: string,
): OidcSubjectGuard => {
    const issuer = oidcIssuerOf(address);
    const claims = issuer === undefined ? ["sub"] : claimsOf(issuer);
    const key = (claim: string, check: ClaimCheck): RestrictingKey => ({
        key: claim === "rolesessionname" ? "sts:rolesessionname" : `${address}:${claim}`,
        check,
    });
    const tenancy = claims.map((claim) => key(claim, tenancyCheck(issuer, claim)));
    const audience = audienceClaims.map((claim) => key(claim, audienceCheck));
    return {
        issuer,
        tenancy: guardOf(document, statement, principal, tenancy, unknownZone, webIdentity),
        audience: guardOf(document, statement, principal, audience, unknownZone, webIdentity),
    };
};

/** A subject that includes the organization is equivalent to the issuer's own claim for it. */
const claimsOf = ({ tenancy, alsoBy = [] }: OidcIssuer): readonly string[] => [...new Set([tenancy, "sub"]), ...alsoBy];

/**
 * Whether every claim that starts with `literal` belongs to one organization. `literal` is the text before the first
 * wildcard; `whole` means that there is no wildcard.
 */
type NamesOne = (literal: string, whole: boolean) => boolean;

/** Evaluates the values of a claim in a document with or without policy variables. */
type ClaimCheck = (variables: boolean) => ValueCheck;

const audienceClaims = ["aud", "app_id", "oaud"];

const audienceCheck: ClaimCheck = (variables) => claimCheck(variables, (literal) => literal !== "");

/** A subject that the issuer never issues is closed; a subject of a whole Kubernetes cluster is not. */
const tenancyCheck =
    (issuer: OidcIssuer | undefined, claim: string): ClaimCheck =>
    (variables) => {
        const check = claimCheck(variables, tenancyNames(issuer, claim));
        return (value, condition) => {
            const effect = check(value, condition);
            return effect.effect === "neverMatches" ? effect : (subjectEffect(value, issuer) ?? effect);
        };
    };

/** Service accounts of every namespace: `system:serviceaccount:*`, `system:serviceaccount:*:app`. */
const anyNamespace = "system:serviceaccount:";

const subjectEffect = (value: string, issuer: OidcIssuer | undefined): ValueEffect | undefined => {
    const [literal = ""] = value.split(/[*?$]|\{\{/, 1);
    const { name = "", subjectStart = "" } = issuer ?? {};
    if (!literal.startsWith(subjectStart) && !(literal !== value && subjectStart.startsWith(literal))) {
        return { effect: "neverMatches", why: `subjects of ${name} start with "${subjectStart}"` };
    }
    return literal !== "" && hasWildcard(value) && anyNamespace.startsWith(literal)
        ? { effect: "unrestricted", why: `"${value}" matches service accounts of every namespace` }
        : undefined;
};

/** Some hundred keys, of which stacks use a few. */
const maxCachedCharacters = 50_000;

/** The check of a claim that a condition key names, for claims of any OIDC issuer; undefined for other keys. */
export const oidcClaimCheck = memoizeByText(maxCachedCharacters, (key): ClaimCheck | undefined => {
    const at = key.lastIndexOf(":");
    const claim = key.slice(at + 1);
    const issuer = oidcIssuerOf(key.slice(0, at));
    if (claim === "sub" || (issuer !== undefined && claimsOf(issuer).includes(claim))) {
        return tenancyCheck(issuer, claim);
    }
    return audienceClaims.includes(claim) ? audienceCheck : undefined;
});

/** A claim restricts the trust if no other organization of the same issuer can obtain it. */
const claimCheck =
    (variables: boolean, namesOne: NamesOne): ValueCheck =>
    (value, { operator }) => {
        const known = operatorNamed(operator);
        if (known?.compares !== "text") {
            return { effect: "unrestricted", why: `\`${operator}\` does not compare strings` };
        }
        if (variables && hasVariable(value)) {
            return callerSupplied(value);
        }
        if (known.wildcards === "none" && hasWildcard(value)) {
            return {
                effect: "neverMatches",
                why: `\`${operator}\` treats the wildcard in "${value}" as a literal character`,
            };
        }
        const [literal = ""] = value.split(/[*?]/, 1);
        if (literal === "" && value !== "") {
            return { effect: "unrestricted", why: `"${value}" matches every token` };
        }
        return namesOneOrUnknown(literal, literal === value, namesOne)
            ? { effect: "restricts" }
            : { effect: "unrestricted", why: `"${value}" also matches tokens of other organizations` };
    };

/** An unknown value can contain the name, but not together with what follows it: `repo:{{Org}}-*`. */
const namesOneOrUnknown = (literal: string, whole: boolean, namesOne: NamesOne): boolean =>
    isDeferred(literal)
        ? whole || endsDeferredName(literal) || namesOne(withoutDeferred(literal), false)
        : namesOne(literal, whole);

/** The text before the first wildcard must contain the whole organization name and the character after it. */
const tenancyNames = (issuer: OidcIssuer | undefined, claim: string): NamesOne => {
    if (issuer === undefined || issuer.perTenant === true) {
        return () => true;
    }
    if (claim === "repository") {
        return (literal, whole) => whole || /^[^/]+\//.test(literal);
    }
    if (claim !== "sub") {
        return (_, whole) => whole;
    }
    const { names, example } = issuer;
    if (names !== undefined) {
        return (literal, whole) => names.test(whole ? `${literal}:` : literal);
    }
    const lead = example.slice(0, example.search(/[A-Z]/));
    return (literal, whole) =>
        whole || (lead !== "" && literal.startsWith(lead) && literal.slice(lead.length).search(/[/:]/) > 0);
};
