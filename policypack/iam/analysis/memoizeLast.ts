/** The rules ask one document after the other, so the last answer is the one that is asked for again. */
import type { PolicyModel } from "../model/document";

/** The same question, answered once while the document stays the same. Nothing else is kept alive by it. */
export const memoizeLast = <Answer>(answer: (document: PolicyModel) => Answer): ((document: PolicyModel) => Answer) => {
    let last: { readonly document: PolicyModel; readonly answer: Answer } | undefined;
    return (document) => {
        if (last?.document !== document) {
            last = { document, answer: answer(document) };
        }
        return last.answer;
    };
};
