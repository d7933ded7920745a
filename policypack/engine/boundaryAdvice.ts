import type { DocumentLocation } from "../documents";
import { maximumOf } from "../iam";
import type { DocumentRule } from "./rule";

/** Only managed policies have this maximum, and only a managed policy can be a permissions boundary. */
const canBeBoundary = ({ kind, maximumCharacters }: DocumentLocation): boolean =>
    kind === "grant" && maximumCharacters === maximumOf.managedPolicy;

/**
 * The way out for a policy that is only a permissions boundary. The pack sees a policy before the role that uses it, so
 * it cannot tell. Undefined if the document cannot be a boundary.
 */
export const boundaryAdvice = (
    rule: DocumentRule,
    location: DocumentLocation,
    fingerprint: string,
): string | undefined =>
    canBeBoundary(location) && !rule.appliesTo.includes("boundary")
        ? "If the policy is only a permissions boundary, it grants nothing: add an exemption with the fingerprint " +
          `${fingerprint} to the configuration of ${rule.name}.`
        : undefined;
