import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Reads docs/reliability.md: the commands on the page, and the expected output and exit code of each failure. */

const page = readFileSync(join(__dirname, "..", "..", "..", "docs", "reliability.md"), "utf8");

/** The text of each section at level two that shows output of the CLI, by heading. */
export const sections: ReadonlyMap<string, string> = new Map(
    page
        .split(/^## /m)
        .slice(1)
        .map((section) => section.split(/\n([\s\S]*)/) as [string, string])
        .filter(([, text]) => text.includes("```text\n")),
);

/** The Pulumi CLI commands on the page, split into words. */
export const commands: readonly (readonly string[])[] = [...page.matchAll(/^\$ pulumi (.+)$/gm)].map(([, words = ""]) =>
    words.split(" "),
);

/** The expected output: a pattern for each line, in which `…` matches anything, and the exit code. */
export interface ExpectedOutput {
    readonly lines: readonly RegExp[];
    readonly code: number;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export const expectedOutputOf = (heading: string): ExpectedOutput => {
    const text = sections.get(heading) ?? "";
    const [, fence] = /```text\n([\s\S]*?)```/.exec(text) ?? [];
    const [, code] = /Exit code (\d+)/.exec(text) ?? [];
    if (fence === undefined || code === undefined) {
        throw new Error(`docs/reliability.md has no output or no exit code in the section "## ${heading}"`);
    }
    const lines = fence.split("\n").filter((line) => line.trim() !== "");
    return {
        lines: lines.map((line) => new RegExp(line.trim().split("…").map(escaped).join(".*"))),
        code: Number(code),
    };
};
