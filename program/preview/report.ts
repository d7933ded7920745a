import type { AwsLocation } from "../../components/pattern/location";
import { isUnknown } from "../../policypack/documents/values/unknown";
import type { StackPlan } from "../plan/plan";
import { edgesOf, type Edge } from "./edges";
import { emittedDocuments, findingsOf, type EmittedDocument, type PreviewFinding } from "./readDocuments";
import type { PreviewedResource } from "./registrations";
import type { Preview } from "./run";
import { stackFindingsOf } from "./stackFindings";

/** What a preview says, as `--json` prints it. */
export interface PreviewReport {
    readonly stack: string;
    readonly resources: readonly PreviewedResource[];
    readonly outputs: Preview["outputs"];
    readonly edges: readonly Edge[];
    readonly findings: readonly PreviewFinding[];
    /** What has no effect, or another than it seems; nothing is refused for it. */
    readonly warnings: readonly string[];
}

/** A report, and what its text says besides. */
export interface FullReport extends PreviewReport {
    readonly location: AwsLocation;
    readonly documents: readonly EmittedDocument[];
    readonly assumedRoles: readonly string[];
}

/** Reads a run: documents, edges and findings all come from what the program emitted. */
export const reportOf = (preview: Preview, { instances }: StackPlan, location: AwsLocation): FullReport => {
    const reviewed = instances.flatMap((instance) => instance.reviewed);
    const documents = emittedDocuments(preview.resources, reviewed);
    return {
        ...preview,
        location,
        documents,
        edges: edgesOf(documents, preview.resources, location),
        findings: [
            ...findingsOf(documents, reviewed, location.accountId),
            ...stackFindingsOf(preview, location.accountId),
        ],
    };
};

/** Stands for what only AWS decides, such as the id of a window. */
export const knownLater = "known after pulumi up";

/** The part of a report that is for machines. */
export const jsonOf = ({ stack, resources, outputs, edges, findings, warnings }: PreviewReport): string =>
    JSON.stringify(
        { stack, resources, outputs, edges, findings, warnings } satisfies PreviewReport,
        (_, value: unknown) => (isUnknown(value) ? knownLater : value),
        2,
    );
