import { document, trustService, trustUnguarded } from "../../policypack/iam";
import type { AwsLocation } from "../pattern/location";
import type { PlannedDocument, Unverified } from "../pattern/pattern";
import { servicePrincipal } from "./servicePrincipal";

/** The Sid of the only statement of the trust policy. */
const sid = "TrustService";

/**
 * A trust policy for one service, on behalf of this account only and, where AWS documents source ARNs, of the given
 * sources. With a reason, the guard is omitted and the violation is accepted with that reason.
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

/** For features of Systems Manager without a documented source condition. */
export const unverifiedSourceAccount = (feature: string, check: string): Unverified => ({
    fact: `AWS documents no source condition for ${feature}. That it sends aws:SourceAccount is inferred from similar features.`,
    arg: "acceptUnguardedTrust",
    check,
});
