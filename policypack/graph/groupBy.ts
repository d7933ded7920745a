/** Groups values by a key; keys and values keep their order. */
export const groupBy = <Key, Value>(
    values: readonly Value[],
    keyOf: (value: Value) => Key,
): ReadonlyMap<Key, readonly Value[]> => {
    const groups = new Map<Key, Value[]>();
    for (const value of values) {
        const key = keyOf(value);
        const group = groups.get(key);
        // Appends in place: a new list for every value would take the square of the group's size.
        if (group === undefined) {
            groups.set(key, [value]);
        } else {
            group.push(value);
        }
    }
    return groups;
};
