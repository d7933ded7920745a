/** A validation issue of one arg. */
export interface ValidationIssue {
    /** The path within the args, such as `operator.documents[1]`. */
    readonly path: string;
    /** The invalid value; undefined if there is none or if it is secret. */
    readonly value?: unknown;
    /** What is wrong, as a predicate: the path is the subject of the sentence. */
    readonly message: string;
    /** What to do, as an imperative sentence. */
    readonly fix: string;
}
