/** Rules run on one document after the other, so caching the last result is enough. */
import type { PolicyModel } from "../model/document";

/** Memoizes the result for the last document only, so that no other document is kept in memory. */
export const memoizeLast = <Answer>(answer: (document: PolicyModel) => Answer): ((document: PolicyModel) => Answer) => {
    let last: { readonly document: PolicyModel; readonly answer: Answer } | undefined;
    return (document) => {
        if (last?.document !== document) {
            last = { document, answer: answer(document) };
        }
        return last.answer;
    };
};
