/** Whether a list names a text, or still might: one of its texts is not known yet. */
export const includesOrUnknown = (list: readonly unknown[], text: string): boolean =>
    list.includes(text) || list.some((value) => typeof value !== "string");
