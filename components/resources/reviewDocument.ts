import { documentRules } from "../../policypack/rules";
import { evaluateDocument } from "../../policypack/engine/evaluateDocument";
import type { DocumentViolation } from "../../policypack/engine/violation";
import { formatOnOneLine } from "../../policypack/engine/format";
import type { PlannedDocument } from "../pattern/pattern";

/** The policy result for one planned document. */
export interface DocumentReview {
    /** All violations, in the order of the rules. */
    readonly violations: readonly DocumentViolation[];
    /** Mandatory violations that the user has not accepted. They block the document. */
    readonly blocking: readonly DocumentViolation[];
    /** Mandatory violations that the user accepted, with the reason. */
    readonly accepted: readonly { readonly violation: DocumentViolation; readonly reason: string }[];
    /** Advisory violations. */
    readonly advisory: readonly DocumentViolation[];
}

/** The Sid of the statement with the violation. Planned statements always have a Sid. */
const sidOf = ({ document }: PlannedDocument, { path }: DocumentViolation): string | undefined =>
    document.Statement[Number(/^Statement\[(\d+)\]/.exec(path)?.[1] ?? 0)]?.Sid;

/** Evaluates all rules of the pack on a document. An acceptance covers one rule on one statement. */
export const reviewDocument = (
    planned: PlannedDocument,
    account?: string,
    maximumCharacters?: number,
): DocumentReview => {
    const violations = evaluateDocument(documentRules, planned.kind, planned.document, {
        ...(account === undefined ? {} : { account }),
        ...(maximumCharacters === undefined ? {} : { maximumCharacters }),
    });
    const reasonOf = (violation: DocumentViolation): string | undefined =>
        planned.accepted?.find(({ rule, sid }) => rule === violation.rule.name && sid === sidOf(planned, violation))
            ?.reason;
    const mandatory = violations.filter(({ level }) => level === "mandatory");
    return {
        violations,
        blocking: mandatory.filter((violation) => reasonOf(violation) === undefined),
        accepted: mandatory.flatMap((violation) => {
            const reason = reasonOf(violation);
            return reason === undefined ? [] : [{ violation, reason }];
        }),
        advisory: violations.filter(({ level }) => level === "advisory"),
    };
};

/** The mandatory violations that the user has not accepted, one line each. */
export const blockingViolations = (planned: PlannedDocument, maximumCharacters?: number): readonly string[] =>
    reviewDocument(planned, undefined, maximumCharacters).blocking.map((violation) => formatOnOneLine(violation));
