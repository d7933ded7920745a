import { documentRules } from "../../policypack/rules";
import { evaluateDocument, type DocumentViolation } from "../../policypack/engine/evaluateDocument";
import { formatDocumentViolation } from "../../policypack/engine/format";
import type { PlannedDocument } from "../pattern/pattern";

/** What the law says of one planned document. */
export interface DocumentReview {
    /** Mandatory findings that the user has not accepted: the document must not be built. */
    readonly blocking: readonly DocumentViolation[];
    /** Mandatory findings that the user took on himself, with his reason. */
    readonly accepted: readonly { readonly verdict: DocumentViolation; readonly reason: string }[];
    /** Findings that only advise. */
    readonly advisory: readonly DocumentViolation[];
}

/** The statement a finding stands in, by the Sid that a planned statement always has. */
const sidOf = ({ document }: PlannedDocument, { path }: DocumentViolation): string | undefined =>
    document.Statement[Number(/^Statement\[(\d+)\]/.exec(path)?.[1] ?? 0)]?.Sid;

/** Judges a document by every rule of the pack; an acceptance lets exactly its one statement through, for one rule. */
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
        blocking: mandatory.filter((violation) => reasonOf(violation) === undefined),
        accepted: mandatory.flatMap((violation) => {
            const reason = reasonOf(violation);
            return reason === undefined ? [] : [{ verdict: violation, reason }];
        }),
        advisory: violations.filter(({ level }) => level === "advisory"),
    };
};

/** The mandatory findings that nobody has accepted, each as a line a reader can act on. */
export const blockingViolations = (planned: PlannedDocument, maximumCharacters?: number): readonly string[] =>
    reviewDocument(planned, undefined, maximumCharacters).blocking.map(formatDocumentViolation);
