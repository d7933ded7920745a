import { configurationOf } from "../../policypack/engine/configuration";
import { evaluate } from "../../policypack/engine/evaluate";
import { dayOf } from "../../policypack/engine/exemptions";
import { formatOnOneLine } from "../../policypack/engine/format";
import type { ResourceViolation } from "../../policypack/engine/violation";
import { isUnknown } from "../../policypack/documents/values/unknown";
import type { DocumentKind } from "../../policypack/iam";
import { allRules } from "../../policypack/rules";
import type { ReviewedDocument } from "../plan/reviewedDocument";
import type { LocationOf } from "./edges";
import { kindsIn, type EmittedDocument, type PreviewViolation } from "./readDocuments";
import type { Preview } from "./run";

/** Identifies a document of a kind by its JSON text. */
const documentKey = (kind: DocumentKind, raw: unknown): string | undefined =>
    typeof raw === "string" ? `${kind} ${raw}` : undefined;

/** What the plan found out about its documents. */
class Reviews {
    private readonly byDocument: ReadonlyMap<string | undefined, ReviewedDocument>;

    constructor(reviewed: readonly ReviewedDocument[]) {
        this.byDocument = new Map(
            reviewed.map((one) => {
                const { kind, document } = one.plannedDocument;
                return [documentKey(kind, JSON.stringify(document)), one];
            }),
        );
    }

    isCompliant(kind: DocumentKind, raw: unknown): boolean {
        return this.byDocument.get(documentKey(kind, raw))?.violations.length === 0;
    }

    /** The reason for which the user accepts a violation in a document. */
    acceptedReason({ kind, raw }: EmittedDocument, { rule, path }: ResourceViolation): string | undefined {
        return this.byDocument
            .get(documentKey(kind, raw))
            ?.accepted.find(({ violation }) => violation.rule === rule && violation.path === path)?.reason;
    }
}

/** The violations of a document that no resource has, from its review. */
const offeredViolations = ({ resource, property, review }: EmittedDocument): readonly PreviewViolation[] =>
    (review?.violations ?? []).map((violation) => {
        const { rule, level, path, messageId, data } = violation;
        const accepted = review?.accepted.find((one) => one.violation === violation)?.reason;
        return {
            rule: rule.name,
            level,
            urn: resource.urn,
            property,
            path,
            messageId,
            data,
            sentence: formatOnOneLine(violation),
            ...(accepted === undefined ? {} : { accepted }),
        };
    });

/**
 * Evaluates all rules on the resources of a preview, as the pack and the audit do. The documents that the plan has
 * evaluated without a violation are not evaluated again.
 */
export const previewViolations = (
    { resources, dependencies }: Pick<Preview, "resources" | "dependencies">,
    documents: readonly EmittedDocument[],
    reviewed: readonly ReviewedDocument[],
    locationOf: LocationOf,
    account: string,
): readonly PreviewViolation[] => {
    const configuration = configurationOf({ account });
    const reviews = new Reviews(reviewed);
    const locationKey = (urn: string, property: string): string => `${urn}\n${property}`;
    const byLocation = new Map(documents.map((one) => [locationKey(one.resource.urn, one.property), one]));
    const violations = evaluate(
        allRules,
        resources.map((resource) => {
            const { urn, type, name, inputs: props } = resource;
            const { accountId } = locationOf(resource);
            return {
                urn,
                type,
                name,
                props,
                dependencies: dependencies[urn] ?? {},
                ...(accountId === account ? {} : { provider: { allowedAccountIds: [accountId] } }),
            };
        }),
        {
            configuration: () => configuration,
            day: dayOf(new Date()),
            isWholeStack: true,
            kindOf: kindsIn(reviewed),
            isKnownCompliant: (kind, raw) => isUnknown(raw) || reviews.isCompliant(kind, raw),
        },
    );
    const inResources = violations.map((violation) => {
        const { rule, level, urn, property, path, messageId, data } = violation;
        const document = byLocation.get(locationKey(urn, property));
        const accepted = document && reviews.acceptedReason(document, violation);
        return {
            rule: rule.name,
            level,
            urn,
            property,
            path,
            messageId,
            data,
            sentence: formatOnOneLine(violation, rule.on === "document" ? "the document" : "the resource"),
            ...(accepted === undefined ? {} : { accepted }),
        };
    });
    return [...inResources, ...documents.flatMap(offeredViolations)];
};
