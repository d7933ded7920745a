/** `npm run docs`: writes the generated pages in docs/, and deletes the pages of removed patterns and rules. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { docsPages, mark } from ".";
import { ruleCases } from "../../test/policypack/rules/cases";
import { pluralize } from "../../policypack/iam/syntax/pluralize";

const folder = join(__dirname, "..", "..", "docs");

const main = async (): Promise<void> => {
    const pages = await docsPages(ruleCases);
    ["patterns", "rules"].forEach((name) => mkdirSync(join(folder, name), { recursive: true }));
    const obsolete = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
        (file) => !pages.has(file) && file.endsWith(".md") && readFileSync(join(folder, file), "utf8").startsWith(mark),
    );
    obsolete.forEach((file) => {
        rmSync(join(folder, file));
    });
    pages.forEach((text, file) => {
        writeFileSync(join(folder, file), text);
    });
    console.log(
        `${relative(process.cwd(), folder)}: ${pluralize(pages.size, "page")} written, ${obsolete.length} deleted.`,
    );
};

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
