import * as pulumi from "@pulumi/pulumi";
import type { PlannedDocument } from "../pattern/pattern";
import { blockingViolations } from "./reviewDocument";

/** The error of a component that uses a policy which its args do not enable. */
export const notEnabled = (owner: pulumi.Resource): pulumi.ResourceError =>
    new pulumi.ResourceError("the args do not enable this child, so it has no document", owner);

/**
 * The document as JSON, if it complies with the rules of the policy pack. Components create every policy through this
 * function, so they deploy compliant policies even where the pack is not enforced.
 *
 * @param maximumCharacters the size quota of the policy; by default that of the document's kind.
 * @throws ResourceError if the document violates a mandatory rule and the user has not accepted that with a reason.
 */
export const compliantPolicy = (
    planned: PlannedDocument | undefined,
    owner: pulumi.Resource,
    maximumCharacters?: number,
): string => {
    if (planned === undefined) {
        throw notEnabled(owner);
    }
    const violations = blockingViolations(planned, maximumCharacters);
    if (violations.length > 0) {
        throw new pulumi.ResourceError(violations.join("\n"), owner);
    }
    return JSON.stringify(planned.document);
};
