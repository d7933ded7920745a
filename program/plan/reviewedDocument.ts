import type { PlannedDocument } from "../../components/pattern/pattern";
import type { DocumentReview } from "../../components/resources/reviewDocument";

/** A document that no resource of the stack has: a component offers it as an output. */
export interface OfferedDocument {
    /** The component class. */
    readonly component: string;
    /** The logical name of the component. */
    readonly name: string;
    /** The output with the document: `readerPolicyJson`. */
    readonly output: string;
}

/** A policy document of a component with its policy violations. */
export interface ReviewedDocument extends DocumentReview {
    /** The component's path in the config: `ssm-access:runCommand.patching`. */
    readonly owner: string;
    /** The child that has the document: `operator`. */
    readonly child: string;
    readonly plannedDocument: PlannedDocument;
    /** The output that offers the document, if the component creates no policy with it. */
    readonly offered?: OfferedDocument;
}
