import type { PlannedDocument } from "../../components/pattern/pattern";
import type { DocumentReview } from "../../components/resources/reviewDocument";

/** A policy document of a component with its policy violations. */
export interface ReviewedDocument extends DocumentReview {
    /** The component's path in the config: `ssm-access:runCommand.patching`. */
    readonly owner: string;
    /** The child that has the document: `operator`. */
    readonly child: string;
    readonly plannedDocument: PlannedDocument;
}
