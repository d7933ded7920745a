/** Edits of text files by line, as a person would make them. */

/** The text with lines added after the last line that matches. */
export const afterLast = (text: string, match: RegExp, ...added: readonly string[]): string => {
    const lines = text.split("\n");
    const at = lines.map((line) => match.test(line)).lastIndexOf(true);
    if (at === -1) {
        throw new Error(`no line matches ${String(match)}`);
    }
    return [...lines.slice(0, at + 1), ...added, ...lines.slice(at + 1)].join("\n");
};

/** The text with an element added at the end of the list that opens on the first line that matches. */
export const intoList = (text: string, opening: RegExp, ...added: readonly string[]): string => {
    const lines = text.split("\n");
    const start = lines.findIndex((line) => opening.test(line));
    const indent = /^ */.exec(lines[start] ?? "")?.[0] ?? "";
    const end = lines.findIndex((line, at) => at > start && line.startsWith(`${indent}]`));
    const endOfObject = lines.findIndex((line, at) => at > start && line.startsWith(`${indent}}`));
    const closing = [end, endOfObject].filter((at) => at !== -1).sort((one, other) => one - other)[0];
    if (start === -1 || closing === undefined) {
        throw new Error(`no list opens at ${String(opening)}`);
    }
    return [...lines.slice(0, closing), ...added, ...lines.slice(closing)].join("\n");
};

/** A template with its placeholders (`__name__`) replaced. */
export const filled = (template: string, values: Readonly<Record<string, string>>): string =>
    template.replace(/__([a-zA-Z]+?)__/g, (placeholder, name: string) => {
        const value = values[name];
        if (value === undefined) {
            throw new Error(`the template names ${placeholder}, which has no value`);
        }
        return value;
    });
