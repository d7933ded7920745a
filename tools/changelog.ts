/**
 * `npm run changelog`: moves the entries of `.changes/` into CHANGELOG.md, below "Unreleased". Each change adds its entry
 * as a separate file, which avoids merge conflicts.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { pluralize } from "../policypack/iam/syntax/pluralize";

const root = join(__dirname, "..");
const folder = join(root, ".changes");
const heading = "## Unreleased\n";

/** The file names of the entries, without the README. */
export const entryFiles = (names: readonly string[]): readonly string[] =>
    names.filter((name) => name.endsWith(".md") && name !== "README.md").sort();

/** Validates an entry: it must be a single paragraph, not a heading or a list. */
export const entryIssue = (text: string): string | undefined => {
    if (text.trim() === "") {
        return "is empty";
    }
    if (/^\s*([-*#]|\d+\.)/.test(text)) {
        return "starts with a list mark or a heading; write the sentence alone";
    }
    return /\n\s*\n/.test(text.trim()) ? "has more than one paragraph" : undefined;
};

/** Inserts the entries as the first items below the heading "Unreleased". */
export const withEntries = (changelog: string, entries: readonly string[]): string => {
    if (!changelog.includes(heading)) {
        throw new Error('CHANGELOG.md has no heading "## Unreleased"');
    }
    const items = entries.map((entry) => `- ${entry.trim().replace(/\s*\n\s*/g, " ")}\n`).join("");
    return changelog.replace(`${heading}\n`, `${heading}\n${items}`);
};

const main = async (): Promise<void> => {
    const files = entryFiles(readdirSync(folder));
    const entries = files.map((name) => readFileSync(join(folder, name), "utf8"));
    const file = join(root, "CHANGELOG.md");
    const changed = withEntries(readFileSync(file, "utf8"), entries);
    writeFileSync(file, await format(changed, { ...(await resolveConfig(file)), filepath: file }));
    files.forEach((name) => {
        rmSync(join(folder, name));
    });
    console.log(`${pluralize(files.length, "entry", "entries")} moved to CHANGELOG.md`);
};

if (require.main === module) {
    main().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    });
}
