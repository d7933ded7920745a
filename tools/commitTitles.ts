/**
 * `npm run lint:commits [-- --from COMMIT]`: checks the titles of new commits, `type(scope): what`, at most 72
 * characters. Commits up to the one named in `since` were written before the convention.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Command } from "commander";

/** The last commit with a title of the old kind. */
const since = "aafa78961d0182193852624cd007f2e3e892086e";

const types = ["feat", "fix", "refactor", "docs", "test", "perf", "chore"];
const form = new RegExp(`^(${types.join("|")})(\\([a-z][a-z0-9-]*\\))?: [a-z0-9\`].*[^.]$`);

/** What is wrong with a title. Merges and reverts have the titles that git gives them. */
export const titleIssue = (title: string): string | undefined => {
    if (/^(Merge|Revert) /.test(title)) {
        return undefined;
    }
    if (!form.test(title)) {
        return `is not "type(scope): what" with one of the types ${types.join(", ")}, in lower case, without a period`;
    }
    return title.length > 72 ? `has ${title.length} characters; at most 72` : undefined;
};

const git = (...args: readonly string[]): { readonly ok: boolean; readonly lines: readonly string[] } => {
    const { status, stdout } = spawnSync("git", args, { cwd: join(__dirname, ".."), encoding: "utf8" });
    return { ok: status === 0, lines: stdout.split("\n").filter((line) => line !== "") };
};

const run = ({ from }: { readonly from?: string }): void => {
    const base = from ?? since;
    // A shallow clone may not have the commit; its newest one is checked then.
    const range = git("cat-file", "-e", `${base}^{commit}`).ok ? [`${base}..HEAD`] : ["-1", "HEAD"];
    const { ok, lines } = git("log", "--no-merges", "--format=%h %s", ...range);
    if (!ok) {
        console.log("no git history here: no commit title was checked");
        return;
    }
    const issues = lines.flatMap((line) => {
        const [hash = "", ...words] = line.split(" ");
        const issue = titleIssue(words.join(" "));
        return issue === undefined ? [] : [`${hash} "${words.join(" ")}" ${issue}`];
    });
    issues.forEach((issue) => {
        console.error(issue);
    });
    process.exitCode = issues.length === 0 ? 0 : 1;
};

if (require.main === module) {
    new Command("lint:commits").option("--from <commit>", "the commit before the first to check").action(run).parse();
}
