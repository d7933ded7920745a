/** Examples of the claims of OIDC issuers, for replacements. */
import type { OidcIssuer } from "../../iam";

/** Where the page of an issuer names no audience, most users choose this one. */
const usualAudience = "sts.amazonaws.com";

/** The audience of tokens for AWS. */
export const audienceOf = (issuer: OidcIssuer | undefined): string => issuer?.audience ?? usualAudience;

/** An example of a claim: of a Kubernetes cluster, if the issuer is not known. */
export const exampleOfClaim = (issuer: OidcIssuer | undefined, claim: string): string => {
    if (claim === "aud") {
        return issuer?.tenancy === "aud" ? (issuer.audience ?? "YOUR_ORGANIZATION") : audienceOf(issuer);
    }
    if (issuer === undefined) {
        return claim === "sub" ? "system:serviceaccount:NAMESPACE:NAME" : "YOUR_ORGANIZATION";
    }
    return claim === "sub" || claim === "rolesessionname" ? issuer.example : "YOUR_ORGANIZATION";
};

/** The placeholders in a text: its words in capitals. */
const placeholdersIn = (text: string): readonly string[] => text.match(/[A-Z][A-Z_]+[A-Z]/g) ?? [];

/** The placeholders in the examples of an issuer. */
export const placeholderWordsOf = ({ example, audience = "" }: OidcIssuer): readonly string[] => [
    "YOUR_ORGANIZATION",
    ...placeholdersIn(`${example} ${audience}`),
];
