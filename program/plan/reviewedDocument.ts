import type { PlannedDocument } from "../../components/pattern/pattern";
import type { Judgement } from "../../components/resources/reviewDocument";

/** One document of a component, and what the law says of it. */
export interface JudgedDocument extends Judgement {
    /** `ssm-access:runCommand.patching`, then the child that carries it: `operator`. */
    readonly owner: string;
    readonly child: string;
    readonly planned: PlannedDocument;
}
