/** What is wrong with one arg. */
export interface ValidationIssue {
    /** Where, in the args' own words: `operator.documents[1]`. */
    readonly path: string;
    /** The value found; left out where the problem is that there is none. */
    readonly value?: unknown;
    /** What is wrong, as the end of a sentence that begins with the path. */
    readonly message: string;
    /** What to write instead. */
    readonly fix: string;
}
