/** Joins Markdown blocks; undefined and empty blocks are omitted. */
export const blocks = (...parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== "").join("\n\n");

/** Inline code. */
export const code = (text: string): string => `\`${text}\``;

/** Escapes plain text. */
export const plain = (text: string): string => text.replace(/[\\`*_<[\]]/g, "\\$&");

/** Escapes the text of a comment, except inline code in backticks. */
export const prose = (text: string): string =>
    text
        .split(/(`[^`]*`)/)
        .map((part, i) => (i % 2 === 1 ? part : plain(part)))
        .join("");

/** A fenced code block. */
export const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");

/** The anchor that GitHub generates for a heading. */
export const anchor = (heading: string): string =>
    heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, "")
        .replace(/ /g, "-");

/** The maximum line length of this repository. */
const width = 120;

/** A table, one row per line. A table wider than a line is not padded, because one long cell would widen every row. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
    const cells = [head, ...rows].map((row) => row.map((cell) => cell.replace(/\|/g, "\\|")));
    const widest = head.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
    const isWide = widest.reduce((sum, one) => sum + one + 3, 1) > width;
    const [first = [], ...others] = cells;
    const lines = [first, head.map(() => "---"), ...others].map((row) => `| ${row.join(" | ")} |`);
    return [...(isWide ? ["<!-- prettier-ignore -->"] : []), ...lines].join("\n");
};
