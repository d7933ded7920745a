/** Whose tokens a federated trust takes: what the claims of an OIDC issuer are bound to. */
import type { Grip, Judge } from "./conditions";
import { hasWildcard } from "./glob";
import { guardOf, type Guard } from "./guards";
import { knownIssuer, type Issuer } from "./issuers";
import type { NormalDocument, NormalPrincipal, NormalStatement } from "./normalDocument";
import { operatorNamed } from "./operators";
import { anyone } from "./own";
import { hasVariable } from "./variables";

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
    const key = (claim: string) => ({
        key: claim === "rolesessionname" ? "sts:rolesessionname" : `${address}:${claim}`,
        judge: (variables: boolean) => claimJudge(variables, claim === "sub" ? issuer : undefined),
    });
    return {
        issuer,
        tenancy: guardOf(document, statement, principal, claims.map(key), anyone, webIdentity),
        audience: guardOf(document, statement, principal, ["aud", "app_id", "oaud"].map(key), anyone, webIdentity),
    };
}

/** A subject that names the organization is as good as the issuer's own claim for it. */
const claimsOf = ({ tenancy, alsoBy = [] }: Issuer): readonly string[] => [...new Set([tenancy, "sub"]), ...alsoBy];

/** A claim binds when it cannot be had by another organization of the same issuer. */
const claimJudge =
    (variables: boolean, issuer: Issuer | undefined): Judge =>
    (value, { operator }) => {
        const known = operatorNamed(operator);
        if (known?.compares !== "text") return { grip: "open", why: `\`${operator}\` does not compare text` };
        if (variables && hasVariable(value))
            return { grip: "open", why: `"${value}" is filled in by the request itself` };
        if (!hasWildcard(value)) return { grip: "binds" };
        if (known.wildcards === "none") {
            return { grip: "dead", why: `\`${operator}\` takes the wildcard in "${value}" for a letter` };
        }
        return patternGrip(value, issuer);
    };

/** The part before the first wildcard must hold the whole name of the organization, with the character that ends it. */
function patternGrip(value: string, issuer: Issuer | undefined): Grip {
    const literal = value.slice(0, value.search(/[*?]/));
    if (literal === "") return { grip: "open", why: `"${value}" fits every subject` };
    if (issuer === undefined || issuer.perTenant === true) return { grip: "binds" };
    const place = issuer.example.search(/[A-Z]/);
    const lead = issuer.example.slice(0, place);
    // A subject of another make (GitHub lets its form be changed) still names its owner after the first colon.
    const rest = literal.startsWith(lead) ? literal.slice(lead.length) : literal.slice(literal.indexOf(":") + 1);
    const named = literal.includes(":") && rest.search(issuer.ends ?? /[/:]/) > 0;
    return named ? { grip: "binds" } : { grip: "open", why: `"${value}" also fits subjects of other organizations` };
}
