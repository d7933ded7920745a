import { documentsOf } from "../../policypack/documents";
import { parse, type DocumentKind, type PolicyModel } from "../../policypack/iam";
import { evaluatePolicy } from "../../components/resources/reviewDocument";
import type { DocumentViolation } from "../../policypack/engine/violation";
import { formatOnOneLine } from "../../policypack/engine/format";
import { isUnknown } from "../../policypack/documents/values/unknown";
import type { ReviewedDocument } from "../plan/reviewedDocument";
import type { PreviewedResource } from "./registrations";

/** A policy document in the resource inputs of the program. */
export interface EmittedDocument {
    readonly resource: PreviewedResource;
    /** The property that has the document: `inlinePolicies[0].policy`. */
    readonly property: string;
    readonly kind: DocumentKind;
    /** Undefined if the document is unknown until another resource exists. */
    readonly document: PolicyModel | undefined;
    readonly raw: unknown;
}

/** A policy violation in the preview. */
export interface PreviewViolation {
    readonly rule: string;
    readonly level: "mandatory" | "advisory";
    readonly urn: string;
    readonly property: string;
    /** The path in the document. */
    readonly path: string;
    readonly sentence: string;
    /** The reason from the config for accepting the violation. */
    readonly accepted?: string;
}

/** Finds all policy documents in the inputs of the registered resources. */
export const emittedDocuments = (
    resources: readonly PreviewedResource[],
    reviewed: readonly ReviewedDocument[],
): readonly EmittedDocument[] => {
    // A managed policy can be a permissions policy or a boundary. Only the plan knows which.
    const boundaries = new Set(
        reviewed
            .filter(({ plannedDocument }) => plannedDocument.kind === "boundary")
            .map(({ plannedDocument: { document } }) => JSON.stringify(document)),
    );
    return resources.flatMap((resource) =>
        documentsOf(resource.type, resource.inputs).map(({ property, kind: inferred, raw }) => {
            const kind = typeof raw === "string" && boundaries.has(raw) ? "boundary" : inferred;
            return { resource, property, kind, document: isUnknown(raw) ? undefined : parse(kind, raw), raw };
        }),
    );
};

/** Reasons of accepted violations, by fingerprint: the fingerprint does not depend on the statement's position. */
const acceptedReasons = (reviewed: readonly ReviewedDocument[]): ReadonlyMap<string, string> =>
    new Map(
        reviewed.flatMap(({ accepted }) => accepted.map(({ violation, reason }) => [violation.fingerprint, reason])),
    );

/** The violations of documents, by kind and JSON text: those of the plan, and each other text evaluated once. */
const violationsByText = (
    reviewed: readonly ReviewedDocument[],
    account: string,
): ((kind: DocumentKind, raw: unknown) => readonly DocumentViolation[]) => {
    const keyOf = (kind: DocumentKind, text: string): string => `${kind} ${text}`;
    const known = new Map(
        reviewed.map(({ plannedDocument: { kind, document }, violations }) => [
            keyOf(kind, JSON.stringify(document)),
            violations,
        ]),
    );
    return (kind, raw) => {
        const key = typeof raw === "string" ? keyOf(kind, raw) : undefined;
        const violations = (key === undefined ? undefined : known.get(key)) ?? evaluatePolicy(kind, raw, account);
        if (key !== undefined) {
            known.set(key, violations);
        }
        return violations;
    };
};

/** The violations of all document rules in the emitted documents. */
export const previewViolations = (
    documents: readonly EmittedDocument[],
    reviewed: readonly ReviewedDocument[],
    account: string,
): readonly PreviewViolation[] => {
    const reasons = acceptedReasons(reviewed);
    const violationsOf = violationsByText(reviewed, account);
    return documents
        .filter(({ document }) => document !== undefined)
        .flatMap(({ resource, property, kind, raw }) =>
            violationsOf(kind, raw).map((violation) => {
                const reason = violation.level === "mandatory" ? reasons.get(violation.fingerprint) : undefined;
                return {
                    rule: violation.rule.name,
                    level: violation.level,
                    urn: resource.urn,
                    property,
                    path: violation.path,
                    sentence: formatOnOneLine(violation),
                    ...(reason === undefined ? {} : { accepted: reason }),
                };
            }),
        );
};

/** The violations that block a stack. No resource has a URN yet, so the path in the config takes its place. */
export const blockedViolations = (blocked: readonly ReviewedDocument[]): readonly PreviewViolation[] =>
    blocked.flatMap(({ owner, child, blocking }) =>
        blocking.map((violation) => ({
            rule: violation.rule.name,
            level: violation.level,
            urn: owner,
            property: child,
            path: violation.path,
            sentence: formatOnOneLine(violation),
        })),
    );

/** Whether a violation blocks the stack. */
export const isBlocking = ({ level, accepted }: PreviewViolation): boolean =>
    level === "mandatory" && accepted === undefined;
