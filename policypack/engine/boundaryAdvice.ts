import type { DocumentLocation } from "../documents";
import { maximumOf } from "../iam";
import type { DocumentViolation } from "./violation";

/** Only managed policies have this maximum, and only a managed policy can be a permissions boundary. */
const canBeBoundary = ({ kind, maximumCharacters }: DocumentLocation): boolean =>
    kind === "grant" && maximumCharacters === maximumOf.managedPolicy;

/**
 * The violation, with a way out for a policy that is only a permissions boundary. The pack sees a policy before the role
 * that uses it, so it cannot tell.
 */
export const withBoundaryAdvice = (violation: DocumentViolation, location: DocumentLocation): DocumentViolation => {
    const { rule, fix, fingerprint } = violation;
    if (!canBeBoundary(location) || rule.appliesTo.includes("boundary")) {
        return violation;
    }
    const advice =
        "If the policy is only a permissions boundary, it grants nothing: add an exemption with the fingerprint " +
        `${fingerprint} to the configuration of ${rule.name}.`;
    return { ...violation, fix: `${fix} ${advice}` };
};
