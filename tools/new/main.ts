/** `npm run new -- pattern NAME` and `npm run new -- rule NAME`: writes the files of the next pattern or rule. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { format, resolveConfig } from "prettier";
import { planPattern, planRule, type Plan } from "./plan";

const root = join(__dirname, "..", "..");

const write = async (plan: Plan): Promise<void> => {
    const taken = plan.files.filter(({ path, text }) => text !== undefined && existsSync(join(root, path)));
    if (taken.length > 0) {
        throw new Error(`these files exist already: ${taken.map(({ path }) => path).join(", ")}`);
    }
    const texts = plan.files.map(({ path, text, edit }) => ({
        path,
        text: text ?? edit?.(readFileSync(join(root, path), "utf8")) ?? "",
    }));
    for (const { path, text } of texts) {
        const file = join(root, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
        console.log(path);
    }
    for (const script of plan.scripts) {
        const { status } = spawnSync("npm", ["run", "--silent", script], { cwd: root, stdio: "inherit" });
        if (status !== 0) {
            throw new Error(`npm run ${script} failed`);
        }
    }
    console.log(["", ...plan.next].join("\n"));
};

const command = new Command("new").description("Writes the files of a new access pattern or rule.");
command
    .command("pattern")
    .argument("<component>", "the name of the component, such as ComplianceAccess")
    .action((component: string) => write(planPattern(component)));
command
    .command("rule")
    .argument("<rule>", "the name of the rule, such as iam-passrole-wildcard")
    .action((rule: string) => write(planRule(rule)));

command.parseAsync().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
