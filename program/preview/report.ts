import type { AwsLocation } from "../../components/pattern/location";
import { isUnknown } from "../../policypack/documents/values/unknown";
import type { StackPlan } from "../plan/plan";
import { edgesOf, type Edge } from "./edges";
import { emittedDocuments, type EmittedDocument, type PreviewViolation } from "./readDocuments";
import type { PreviewedResource } from "./registrations";
import type { Preview } from "./run";
import { previewViolations } from "./violations";

/** The report of a preview, as printed by `--json`. */
export interface PreviewReport {
    readonly stack: string;
    readonly resources: readonly PreviewedResource[];
    readonly outputs: Preview["outputs"];
    readonly edges: readonly Edge[];
    readonly findings: readonly PreviewViolation[];
    /** Warnings about config without effect or with an unexpected effect; they do not block the stack. */
    readonly warnings: readonly string[];
}

/** A report with the further data of its text output. */
export interface FullReport extends PreviewReport {
    readonly location: AwsLocation;
    readonly documents: readonly EmittedDocument[];
    readonly assumedRoles: readonly string[];
}

/** Builds the report of a run. Documents, edges and violations come from the registered resources. */
export const reportOf = (preview: Preview, { instances }: StackPlan, location: AwsLocation): FullReport => {
    const reviewed = instances.flatMap((instance) => instance.reviewed);
    const documents = emittedDocuments(preview.resources, reviewed);
    return {
        ...preview,
        location,
        documents,
        edges: edgesOf(documents, preview.resources, location),
        findings: previewViolations(preview, documents, reviewed, location.accountId),
    };
};

/** Printed for values that only AWS can assign, such as the ID of a maintenance window. */
export const knownLater = "known after pulumi up";

/** Formats a report as JSON. */
export const jsonOf = ({ stack, resources, outputs, edges, findings, warnings }: PreviewReport): string =>
    JSON.stringify(
        { stack, resources, outputs, edges, findings, warnings } satisfies PreviewReport,
        (_, value: unknown) => (isUnknown(value) ? knownLater : value),
        2,
    );
