/** Whose tokens a federated trust takes: what the claims of an OIDC issuer are bound to. */
import type { ValueCheck } from "./conditions";
import { hasWildcard } from "../syntax/glob";
import { callerSupplied } from "./conditionValues";
import { guardOf, type Guard } from "./guards";
import { oidcIssuerOf, type OidcIssuer } from "../knowledge/oidcIssuers";
import type { PolicyModel, PrincipalModel, StatementModel } from "../model/document";
import { operatorNamed } from "../syntax/conditionOperators";
import { unknownZone } from "./zoneOfTrust";
import type { RestrictingKey } from "./confusedDeputyKeys";
import { isDeferred } from "../syntax/deferredValue";
import { hasVariable } from "../syntax/variables";

const webIdentity = "sts:assumerolewithwebidentity";

/** What binds one federated principal: the claim that names the organization, and the audience. */
export interface OidcSubjectGuard {
    readonly tenancy: Guard;
    readonly audience: Guard;
    readonly issuer: OidcIssuer | undefined;
}

/** What is bound of the tokens of this issuer. */
export const oidcSubjectGuard = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    address: string,
): OidcSubjectGuard => {
    const issuer = oidcIssuerOf(address);
    const claims = issuer === undefined ? ["sub"] : claimsOf(issuer);
    const key = (claim: string, namesOne: NamesOne): RestrictingKey => ({
        key: claim === "rolesessionname" ? "sts:rolesessionname" : `${address}:${claim}`,
        check: (variables) => claimCheck(variables, namesOne),
    });
    const tenancy = claims.map((claim) => key(claim, tenancyNames(issuer, claim)));
    const audience = ["aud", "app_id", "oaud"].map((claim) => key(claim, (literal) => literal !== ""));
    return {
        issuer,
        tenancy: guardOf(document, statement, principal, tenancy, unknownZone, webIdentity),
        audience: guardOf(document, statement, principal, audience, unknownZone, webIdentity),
    };
};

/** A subject that names the organization is as good as the issuer's own claim for it. */
const claimsOf = ({ tenancy, alsoBy = [] }: OidcIssuer): readonly string[] => [...new Set([tenancy, "sub"]), ...alsoBy];

/**
 * Whether a claim that begins so, and may go on in any way or in none, names one organization. What is given is the text
 * before the first wildcard; `whole` says that there is none.
 */
type NamesOne = (literal: string, whole: boolean) => boolean;

/** A claim binds when it cannot be had by another organization of the same issuer. */
const claimCheck =
    (variables: boolean, namesOne: NamesOne): ValueCheck =>
    (value, { operator }) => {
        const known = operatorNamed(operator);
        if (known?.compares !== "text") {
            return { effect: "unrestricted", why: `\`${operator}\` does not compare text` };
        }
        if (variables && hasVariable(value)) {
            return callerSupplied(value);
        }
        if (known.wildcards === "none" && hasWildcard(value)) {
            return { effect: "neverMatches", why: `\`${operator}\` takes the wildcard in "${value}" for a letter` };
        }
        const [literal = ""] = value.split(/[*?]/, 1);
        if (literal === "" && value !== "") {
            return { effect: "unrestricted", why: `"${value}" fits every subject` };
        }
        return isDeferred(literal) || namesOne(literal, literal === value)
            ? { effect: "restricts" }
            : { effect: "unrestricted", why: `"${value}" also fits subjects of other organizations` };
    };

/** The text before the first wildcard must hold the whole name of the organization, with the character that ends it. */
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
