import { documentsOf, type DocumentLocation } from "../../policypack/documents";
import { parse, type DocumentKind, type PolicyModel } from "../../policypack/iam";
import { formatOnOneLine } from "../../policypack/engine/format";
import type { MessageData } from "../../policypack/engine/message";
import { isUnknown } from "../../policypack/documents/values/unknown";
import type { ReviewedDocument } from "../plan/reviewedDocument";
import { namespace } from "../config/settings";
import type { PreviewedResource } from "./registrations";

/** A policy document in the resource inputs of the program, or in an output of a component. */
export interface EmittedDocument {
    readonly resource: PreviewedResource;
    /** The property that has the document: `inlinePolicies[0].policy`. */
    readonly property: string;
    readonly kind: DocumentKind;
    /** Undefined if the document is unknown until another resource exists. */
    readonly document: PolicyModel | undefined;
    readonly raw: unknown;
    /** The review of a document in an output, which no resource has. */
    readonly review?: ReviewedDocument;
}

/** A policy violation in the preview. */
export interface PreviewViolation {
    readonly rule: string;
    readonly level: "mandatory" | "advisory";
    readonly urn: string;
    readonly property: string;
    /** The path in the document. */
    readonly path: string;
    readonly messageId: string;
    readonly data: MessageData;
    readonly sentence: string;
    /** The reason from the config for accepting the violation. */
    readonly accepted?: string;
}

/** The documents of the plan that are permissions boundaries: a managed policy can be either, and only the plan knows. */
const boundariesIn = (reviewed: readonly ReviewedDocument[]): ReadonlySet<unknown> =>
    new Set(
        reviewed
            .filter(({ plannedDocument }) => plannedDocument.kind === "boundary")
            .map(({ plannedDocument: { document } }) => JSON.stringify(document)),
    );

/** The kind of a document in the inputs of a resource. */
export const kindsIn = (
    reviewed: readonly ReviewedDocument[],
): ((location: Pick<DocumentLocation, "kind" | "raw">) => DocumentKind) => {
    const boundaries = boundariesIn(reviewed);
    return ({ kind, raw }) => (boundaries.has(raw) ? "boundary" : kind);
};

/** The documents that the registered components offer as outputs, with the outputs as properties. */
const offeredDocuments = (
    resources: readonly PreviewedResource[],
    reviewed: readonly ReviewedDocument[],
): readonly EmittedDocument[] =>
    reviewed.flatMap((review) => {
        const { offered, plannedDocument } = review;
        const type = `${namespace}:index:${offered?.component ?? ""}`;
        const resource = resources.find((one) => one.type === type && one.name === offered?.name);
        if (offered === undefined || resource === undefined) {
            return [];
        }
        const { kind } = plannedDocument;
        const raw = JSON.stringify(plannedDocument.document);
        return [{ resource, property: offered.output, kind, document: parse(kind, raw), raw, review }];
    });

/** Finds all policy documents in the inputs of the registered resources, and those that components offer. */
export const emittedDocuments = (
    resources: readonly PreviewedResource[],
    reviewed: readonly ReviewedDocument[],
): readonly EmittedDocument[] => {
    const kindOf = kindsIn(reviewed);
    return [
        ...resources.flatMap((resource) =>
            documentsOf(resource.type, resource.inputs).map((location) => {
                const { property, raw } = location;
                const kind = kindOf(location);
                return { resource, property, kind, document: isUnknown(raw) ? undefined : parse(kind, raw), raw };
            }),
        ),
        ...offeredDocuments(resources, reviewed),
    ];
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
            messageId: violation.messageId,
            data: violation.data,
            sentence: formatOnOneLine(violation),
        })),
    );

/** Whether a violation blocks the stack. */
export const isBlocking = ({ level, accepted }: PreviewViolation): boolean =>
    level === "mandatory" && accepted === undefined;
