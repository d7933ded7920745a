import { documentsOf } from "../../policypack/documents";
import { parse, type DocumentKind, type PolicyModel } from "../../policypack/iam";
import { documentRules } from "../../policypack/rules";
import { evaluateDocument, type DocumentViolation } from "../../policypack/engine/evaluateDocument";
import { formatDocumentViolation } from "../../policypack/engine/format";
import { isUnknown } from "../../policypack/documents/values/unknown";
import type { ReviewedDocument } from "../plan/reviewedDocument";
import type { PreviewedResource } from "./registrations";

/** A policy document as the program emitted it. */
export interface EmittedDocument {
    readonly resource: PreviewedResource;
    /** The property it stands in: `inlinePolicies[0].policy`. */
    readonly property: string;
    readonly kind: DocumentKind;
    /** Undefined where the document is known only once its resource exists. */
    readonly document: PolicyModel | undefined;
    readonly raw: unknown;
}

/** One thing the law says of an emitted document. */
export interface PreviewFinding {
    readonly rule: string;
    readonly level: "mandatory" | "advisory";
    readonly urn: string;
    readonly property: string;
    /** Where in the document. */
    readonly path: string;
    readonly sentence: string;
    /** The reason given in the config for taking it on oneself. */
    readonly accepted?: string;
}

/** Every document among the inputs of what the program asked for. */
export const emittedDocuments = (
    resources: readonly PreviewedResource[],
    reviewed: readonly ReviewedDocument[],
): readonly EmittedDocument[] => {
    // A managed policy looks alike whether it grants or bounds; which of the two, the plan says.
    const boundaries = new Set(
        reviewed
            .filter(({ planned }) => planned.kind === "boundary")
            .map(({ planned: { document } }) => JSON.stringify(document)),
    );
    return resources.flatMap((resource) =>
        documentsOf(resource.type, resource.inputs).map(({ property, kind: standing, raw }) => {
            const kind = typeof raw === "string" && boundaries.has(raw) ? "boundary" : standing;
            return { resource, property, kind, document: isUnknown(raw) ? undefined : parse(kind, raw), raw };
        }),
    );
};

/** A statement is the same wherever it stands, so an accepted finding is known by its fingerprint. */
const acceptedReasons = (reviewed: readonly ReviewedDocument[]): ReadonlyMap<string, string> =>
    new Map(reviewed.flatMap(({ accepted }) => accepted.map(({ verdict, reason }) => [verdict.fingerprint, reason])));

/** What the law says of every emitted document. */
export const findingsOf = (
    documents: readonly EmittedDocument[],
    reviewed: readonly ReviewedDocument[],
    account: string,
): readonly PreviewFinding[] => {
    const reasons = acceptedReasons(reviewed);
    return documents
        .filter(({ document }) => document !== undefined)
        .flatMap(({ resource, property, kind, raw }) =>
            evaluateDocument(documentRules, kind, raw, { account }).map((violation: DocumentViolation) => {
                const reason = violation.level === "mandatory" ? reasons.get(violation.fingerprint) : undefined;
                return {
                    rule: violation.rule.name,
                    level: violation.level,
                    urn: resource.urn,
                    property,
                    path: violation.path,
                    sentence: formatDocumentViolation(violation),
                    ...(reason === undefined ? {} : { accepted: reason }),
                };
            }),
        );
};

/** The findings for which a stack was not built; no resource holds them yet, so the config's path stands for its URN. */
export const findingsOfBlocked = (refused: readonly ReviewedDocument[]): readonly PreviewFinding[] =>
    refused.flatMap(({ owner, child, blocking: verdicts }) =>
        verdicts.map((violation) => ({
            rule: violation.rule.name,
            level: violation.level,
            urn: owner,
            property: child,
            path: violation.path,
            sentence: formatDocumentViolation(violation),
        })),
    );

/** Whether the law lets the stack be made. */
export const isBlocking = ({ level, accepted }: PreviewFinding): boolean =>
    level === "mandatory" && accepted === undefined;
