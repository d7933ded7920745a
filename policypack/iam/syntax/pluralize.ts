/** A count with its noun: `1 export`, `2 exports`, `0 entries`. */
export const pluralize = (count: number, noun: string, plural = `${noun}s`): string =>
    `${count.toString()} ${count === 1 ? noun : plural}`;
