import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What docs/reliability.md says of each thing that may go wrong, read from the page itself. */

const page = readFileSync(join(__dirname, "..", "..", "..", "docs", "reliability.md"), "utf8");

/** The text below each heading of the second level that shows what the CLI prints. */
export const sections: ReadonlyMap<string, string> = new Map(
    page
        .split(/^## /m)
        .slice(1)
        .map((section) => section.split(/\n([\s\S]*)/) as [string, string])
        .filter(([, text]) => text.includes("```text\n")),
);

/** The commands of the Pulumi CLI that the page tells a person to type, in words. */
export const commands: readonly (readonly string[])[] = [...page.matchAll(/^\$ pulumi (.+)$/gm)].map(([, words = ""]) =>
    words.split(" "),
);

/** What a person sees: a pattern for each printed line, in which `…` stands for anything; and the exit code. */
export interface Says {
    readonly lines: readonly RegExp[];
    readonly code: number;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export const saysOf = (heading: string): Says => {
    const text = sections.get(heading) ?? "";
    const [, fence] = /```text\n([\s\S]*?)```/.exec(text) ?? [];
    const [, code] = /Exit code (\d+)/.exec(text) ?? [];
    if (fence === undefined || code === undefined) {
        throw new Error(`docs/reliability.md does not say what is printed, or the exit code, below "## ${heading}"`);
    }
    const lines = fence.split("\n").filter((line) => line.trim() !== "");
    return {
        lines: lines.map((line) => new RegExp(line.trim().split("…").map(escaped).join(".*"))),
        code: Number(code),
    };
};
