import { document, trustService, trustUnguarded } from "../../policypack/iam";
import type { AwsLocation } from "../pattern/location";
import type { PlannedDocument, Unverified } from "../pattern/pattern";
import { servicePrincipal } from "./servicePrincipal";

/** The Sid of the one statement of a role's trust. */
const sid = "TrustService";

/**
 * Trust in one service, on behalf of the place's account only, and of the given sources where AWS documents any. With a
 * reason the guard is left out: the law's finding stays, accepted in the user's words.
 */
export const serviceTrust = (
    location: AwsLocation,
    service: string,
    sourceArns?: readonly string[],
    acceptUnguardedTrust?: string,
): PlannedDocument => {
    const principal = servicePrincipal(location, service);
    return acceptUnguardedTrust === undefined
        ? {
              kind: "trust",
              document: document(
                  trustService(sid, principal, {
                      sourceAccount: location.accountId,
                      ...(sourceArns === undefined ? {} : { sourceArns }),
                  }),
              ),
          }
        : {
              kind: "trust",
              document: document(trustUnguarded(sid, principal)),
              accepted: [{ rule: "iam-trust-confused-deputy", sid, reason: acceptUnguardedTrust }],
          };
};

/** For the features of Systems Manager whose pages show no source condition. */
export const unverifiedSourceAccount = (feature: string, check: string): Unverified => ({
    fact: `AWS documents no source condition for ${feature}; that it sends aws:SourceAccount is inferred from its siblings.`,
    arg: "acceptUnguardedTrust",
    check,
});
