import type { PlannedDocument } from "../../components/pattern/pattern";
import type { DocumentReview } from "../../components/resources/reviewDocument";

/** One document of a component, and what the law says of it. */
export interface ReviewedDocument extends DocumentReview {
    /** `ssm-access:runCommand.patching`, then the child that carries it: `operator`. */
    readonly owner: string;
    readonly child: string;
    readonly planned: PlannedDocument;
}
