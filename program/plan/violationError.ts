import { RunError } from "@pulumi/pulumi";
import { formatDocumentViolation } from "../../policypack/engine/format";
import type { ReviewedDocument } from "./reviewedDocument";

/** Documents that the law refuses; nothing is built from any of them. */
export class PolicyViolationError extends RunError {
    constructor(readonly blocked: readonly ReviewedDocument[]) {
        const findings = blocked.flatMap(({ owner, child, blocking: verdicts }) =>
            verdicts.map((violation) => `  ${owner} (${child}): ${formatDocumentViolation(violation)}`),
        );
        super(
            [
                `The law refuses ${findings.length} finding${findings.length === 1 ? "" : "s"}; nothing was built.`,
                ...findings,
            ].join("\n"),
        );
        this.name = "LawError";
    }
}
