/** Whose tokens a federated trust takes: what the claims of an OIDC issuer are bound to. */
import type { Judge } from "./conditions";
import { hasWildcard } from "../syntax/glob";
import { filledIn } from "./conditionValues";
import { guardOf, type Guard } from "./guards";
import { knownIssuer, type Issuer } from "../knowledge/oidcIssuers";
import type { NormalDocument, NormalPrincipal, NormalStatement } from "../model/document";
import { operatorNamed } from "../syntax/conditionOperators";
import { anyone } from "./zoneOfTrust";
import type { BindingKey } from "./confusedDeputyKeys";
import { isToldLater } from "../syntax/deferredValue";
import { hasVariable } from "../syntax/variables";

const webIdentity = "sts:assumerolewithwebidentity";

/** What binds one federated principal: the claim that names the organization, and the audience. */
export interface SubjectGuard {
    readonly tenancy: Guard;
    readonly audience: Guard;
    readonly issuer: Issuer | undefined;
}

/** What is bound of the tokens of this issuer. */
export function subjectGuard(
    document: NormalDocument,
    statement: NormalStatement,
    principal: NormalPrincipal,
    address: string,
): SubjectGuard {
    const issuer = knownIssuer(address);
    const claims = issuer === undefined ? ["sub"] : claimsOf(issuer);
    const key = (claim: string, namesOne: NamesOne): BindingKey => ({
        key: claim === "rolesessionname" ? "sts:rolesessionname" : `${address}:${claim}`,
        judge: (variables) => claimJudge(variables, namesOne),
    });
    const tenancy = claims.map((claim) => key(claim, tenancyNames(issuer, claim)));
    const audience = ["aud", "app_id", "oaud"].map((claim) => key(claim, (literal) => literal !== ""));
    return {
        issuer,
        tenancy: guardOf(document, statement, principal, tenancy, anyone, webIdentity),
        audience: guardOf(document, statement, principal, audience, anyone, webIdentity),
    };
}

/** A subject that names the organization is as good as the issuer's own claim for it. */
const claimsOf = ({ tenancy, alsoBy = [] }: Issuer): readonly string[] => [...new Set([tenancy, "sub"]), ...alsoBy];

/**
 * Whether a claim that begins so, and may go on in any way or in none, names one organization. What is given is the text
 * before the first wildcard; `whole` says that there is none.
 */
type NamesOne = (literal: string, whole: boolean) => boolean;

/** A claim binds when it cannot be had by another organization of the same issuer. */
const claimJudge =
    (variables: boolean, namesOne: NamesOne): Judge =>
    (value, { operator }) => {
        const known = operatorNamed(operator);
        if (known?.compares !== "text") return { grip: "open", why: `\`${operator}\` does not compare text` };
        if (variables && hasVariable(value)) return filledIn(value);
        if (known.wildcards === "none" && hasWildcard(value)) {
            return { grip: "dead", why: `\`${operator}\` takes the wildcard in "${value}" for a letter` };
        }
        const [literal = ""] = value.split(/[*?]/, 1);
        if (literal === "" && value !== "") return { grip: "open", why: `"${value}" fits every subject` };
        return isToldLater(literal) || namesOne(literal, literal === value)
            ? { grip: "binds" }
            : { grip: "open", why: `"${value}" also fits subjects of other organizations` };
    };

/** The text before the first wildcard must hold the whole name of the organization, with the character that ends it. */
function tenancyNames(issuer: Issuer | undefined, claim: string): NamesOne {
    if (issuer === undefined || issuer.perTenant === true) return () => true;
    if (claim === "repository") return (literal, whole) => whole || /^[^/]+\//.test(literal);
    if (claim !== "sub") return (_, whole) => whole;
    const { names, example } = issuer;
    if (names !== undefined) return (literal, whole) => names.test(whole ? `${literal}:` : literal);
    const lead = example.slice(0, example.search(/[A-Z]/));
    return (literal, whole) =>
        whole || (lead !== "" && literal.startsWith(lead) && literal.slice(lead.length).search(/[/:]/) > 0);
}
