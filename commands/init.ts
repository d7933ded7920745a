/** `npm run init`: writes the config file of a new stack, from options or from answers on a terminal. */
import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { createInterface } from "node:readline/promises";
import { isatty } from "node:tty";
import { Command } from "commander";
import { isRegionCode } from "../policypack/iam";
import { ConfigError } from "../program/config/error";
import { patterns } from "../program/config/patterns";
import { fileOf, initStack } from "../program/init/initStack";
import { askForChoice, type Answers } from "../program/init/questions";
import { componentsIn, isStackName } from "../program/init/stackFile";

const folder = process.cwd();
const schema = relative(folder, join(__dirname, "..", "program", "config.schema.json"))
    .split(sep)
    .join("/");

const issueOf = {
    stack: (name: string): string | undefined => {
        if (!isStackName(name)) {
            return `"${name}" is not a name of a stack.`;
        }
        return existsSync(join(folder, fileOf(name))) ? `${fileOf(name)} exists already.` : undefined;
    },
    region: (code: string): string | undefined =>
        isRegionCode(code) ? undefined : `"${code}" is not a Region code, such as eu-west-1.`,
};

const askOnTerminal = async (given: Partial<Answers>): Promise<Answers> => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const closed = new AbortController();
    // Without this, the end of the input would leave the question unanswered and end the process with success.
    terminal.on("close", () => {
        closed.abort();
    });
    try {
        return await askForChoice(
            async (question) => (await terminal.question(question, { signal: closed.signal })).trim(),
            given,
            issueOf,
        );
    } finally {
        terminal.close();
    }
};

const write = async ({ pattern = [], ...given }: Partial<Answers>): Promise<void> => {
    const isAsking = isatty(0) && isatty(1) && pattern.length === 0;
    const chosen = isAsking
        ? await askOnTerminal({ ...given, pattern })
        : { stack: "dev", region: "eu-west-1", ...given, pattern };
    const { file, toReplace } = initStack(
        folder,
        { stack: chosen.stack, region: chosen.region, components: componentsIn(chosen.pattern) },
        schema,
    );
    console.log(`Wrote ${file}.`);
    toReplace.forEach((what) => {
        console.log(`Replace before pulumi up: ${what}`);
    });
    console.log(`npm run preview -- --stack ${chosen.stack} shows what pulumi up would create.`);
};

const command = new Command("init")
    .description(
        "Writes Pulumi.<stack>.yaml with a start for each chosen pattern. Asks for what the options leave open.",
    )
    .option("--stack <name>", "the name of the stack; without a terminal, defaults to dev")
    .option("--region <code>", "the Region; without a terminal, defaults to eu-west-1")
    .option("--pattern <pattern...>", "patterns, each as its key, or as key=name to name the component")
    .addHelpText(
        "after",
        `\nPatterns:\n${[...patterns].map(([key, { summary }]) => `  ${key}: ${summary}`).join("\n")}\n\n` +
            "Exit code: 0 the file is written, 2 an option is invalid or the file exists.",
    )
    .exitOverride((error) => {
        process.exit(error.exitCode === 0 ? 0 : 2);
    })
    .action(async (options: Partial<Answers>) => {
        try {
            await write(options);
        } catch (error) {
            const isEnd = error instanceof Error && error.name === "AbortError";
            if (!(error instanceof ConfigError) && !isEnd) {
                throw error;
            }
            console.error(isEnd ? "\nNo file was written." : error.message);
            process.exitCode = 2;
        }
    });

void command.parseAsync();
