import { RunError } from "@pulumi/pulumi";
import { formatDocumentViolation } from "../../policypack/engine/format";
import type { JudgedDocument } from "./reviewedDocument";

/** Documents that the law refuses; nothing is built from any of them. */
export class LawError extends RunError {
    constructor(readonly refused: readonly JudgedDocument[]) {
        const findings = refused.flatMap(({ owner, child, refused: verdicts }) =>
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
