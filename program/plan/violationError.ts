import { RunError } from "@pulumi/pulumi";
import { formatOnOneLine } from "../../policypack/engine/format";
import { withoutStackTrace } from "../config/error";
import type { ReviewedDocument } from "./reviewedDocument";
import { pluralize } from "../../policypack/iam";

/** Policy documents with mandatory violations: the stack is not built. */
export class PolicyViolationError extends RunError {
    constructor(readonly blocked: readonly ReviewedDocument[]) {
        const violations = blocked.flatMap(({ owner, child, blocking }) =>
            blocking.map((violation) => `  ${owner} (${child}): ${formatOnOneLine(violation)}`),
        );
        const count = pluralize(violations.length, "violation");
        super([`Blocked by policy: ${count}; nothing was built.`, ...violations].join("\n"));
        this.name = "PolicyViolationError";
        this.stack = withoutStackTrace(this);
    }
}
