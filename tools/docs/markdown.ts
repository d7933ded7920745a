/** Blocks of a Markdown page, one after the other; what is undefined is left out. */
export const blocks = (...parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== "").join("\n\n");

/** Text in code style. */
export const code = (text: string): string => `\`${text}\``;

/** Text that is no Markdown, outside code: nothing in it is read as a mark. */
export const plain = (text: string): string => text.replace(/[\\`*_<[\]]/g, "\\$&");

/** Text that has code in backticks, as comments do, and is no other Markdown. */
export const prose = (text: string): string =>
    text
        .split(/(`[^`]*`)/)
        .map((part, i) => (i % 2 === 1 ? part : plain(part)))
        .join("");

/** A block in a language. */
export const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");

/** What GitHub makes of a heading, to link to it. */
export const anchor = (heading: string): string =>
    heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, "")
        .replace(/ /g, "-");

/** The width of this house's lines. */
const width = 120;

/** One row per line. A table wider than a line is not padded: one long cell would widen every row. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
    const cells = [head, ...rows].map((row) => row.map((cell) => cell.replace(/\|/g, "\\|")));
    const widest = head.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
    const isWide = widest.reduce((sum, one) => sum + one + 3, 1) > width;
    const [first = [], ...others] = cells;
    const lines = [first, head.map(() => "---"), ...others].map((row) => `| ${row.join(" | ")} |`);
    return [...(isWide ? ["<!-- prettier-ignore -->"] : []), ...lines].join("\n");
};
