import { RunError } from "@pulumi/pulumi";
import { formatOnOneLine } from "../../policypack/engine/format";
import { withoutStackTrace } from "../config/error";
import type { ReviewedDocument } from "./reviewedDocument";

/** Policy documents with mandatory violations: the stack is not built. */
export class PolicyViolationError extends RunError {
    constructor(readonly blocked: readonly ReviewedDocument[]) {
        const violations = blocked.flatMap(({ owner, child, blocking }) =>
            blocking.map((violation) => `  ${owner} (${child}): ${formatOnOneLine(violation)}`),
        );
        const count = `${violations.length} violation${violations.length === 1 ? "" : "s"}`;
        super([`Blocked by policy: ${count}; nothing was built.`, ...violations].join("\n"));
        this.name = "PolicyViolationError";
        this.stack = withoutStackTrace(this);
    }
}
