/**
 * `npm run changelog`: moves the entries of `.changes/` into CHANGELOG.md, below "Unreleased". Each change adds its entry
 * as a separate file, which avoids merge conflicts.
 *
 * `-- --release 0.2.0` also gives what is unreleased the heading of a version, and `-- --notes 0.2.0` only prints what a
 * version changes.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
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

/** What stands below the heading of a version, up to the next one; throws if that is nothing. */
export const sectionOf = (changelog: string, version: string): string => {
    const [, ...sections] = changelog.split(/^## /m);
    const section = sections.find((text) => text.startsWith(`${version}\n`));
    const notes = section?.slice(version.length).trim() ?? "";
    if (notes === "") {
        const known = sections.map((text) => text.split("\n", 1)[0]).join(", ");
        throw new Error(
            `CHANGELOG.md ${section === undefined ? "has no heading" : "has nothing below the heading"} ` +
                `"## ${version}" (headings: ${known}). Run \`npm run changelog -- --release ${version}\`.`,
        );
    }
    return notes;
};

/** Gives what is unreleased the heading of a version, below an empty "Unreleased"; throws if the version has one. */
export const withVersion = (changelog: string, version: string): string => {
    if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) {
        throw new Error(`"${version}" is not a version such as 0.2.0`);
    }
    if (changelog.includes(`\n## ${version}\n`)) {
        throw new Error(`CHANGELOG.md has a heading "## ${version}" already`);
    }
    return changelog.replace(heading, `${heading}\n## ${version}\n`);
};

const main = async (): Promise<void> => {
    const { values } = parseArgs({ options: { release: { type: "string" }, notes: { type: "string" } } });
    if (values.notes !== undefined) {
        console.log(sectionOf(readFileSync(join(root, "CHANGELOG.md"), "utf8"), values.notes));
        return;
    }
    const files = entryFiles(readdirSync(folder));
    const entries = files.map((name) => readFileSync(join(folder, name), "utf8"));
    const file = join(root, "CHANGELOG.md");
    const unreleased = withEntries(readFileSync(file, "utf8"), entries);
    const changed = values.release === undefined ? unreleased : withVersion(unreleased, values.release);
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
