import { distance } from "fastest-levenshtein";

/** The most changes between a misspelled name and the name that was meant. */
const mostChanges = 2;

/** The known name that was probably meant; undefined if none resembles the text. */
export const closest = (text: string, known: readonly string[]): string | undefined => {
    const near = known
        .map((name) => ({ name, changes: distance(text.toLowerCase(), name.toLowerCase()) }))
        .filter(({ changes }) => changes <= mostChanges);
    return near.sort((one, other) => one.changes - other.changes)[0]?.name;
};
