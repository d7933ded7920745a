/** Whether the list contains the value, or may contain it because an element is unknown. */
export const includesOrUnknown = (list: readonly unknown[], text: string): boolean =>
    list.includes(text) || list.some((value) => typeof value !== "string");
