/** `npm run preview`: what `pulumi up` would make of a stack's config, without an account and without the Pulumi CLI. */
import { isatty } from "node:tty";
import { Command, InvalidArgumentError } from "commander";
import program from "..";
import { exitCode, previewStack, type PreviewOptions } from "../program/preview/previewStack";

const matching =
    (pattern: RegExp, allowed: string) =>
    (value: string): string => {
        if (!pattern.test(value)) {
            throw new InvalidArgumentError(`Write ${allowed}.`);
        }
        return value;
    };

const command = new Command("preview")
    .description(
        "Shows what pulumi up would make of a stack: resources, edges of trust and PassRole, outputs, URNs, and what the " +
            "law says of every policy document. Asks nothing of AWS; it does not replace pulumi preview.",
    )
    .option("--stack <name>", "the stack, whose config is Pulumi.<name>.yaml", "dev")
    .option("--json", "print the report as JSON")
    .option("--account <id>", "the account to preview for", matching(/^\d{12}$/, "the 12 digits of an account"))
    .option(
        "--region <code>",
        "the Region to preview for; else aws:region of the config, else eu-west-1",
        matching(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "a Region's code, such as eu-west-1"),
    )
    .option(
        "--partition <name>",
        "the partition to preview for; else that of the Region",
        matching(/^aws(-[a-z]+)*$/, "a partition, such as aws or aws-cn"),
    )
    .addHelpText("after", "\nExit code: 0 lawful, 1 the law refuses a document, 2 the config or an option is wrong.")
    .exitOverride((error) => {
        process.exit(error.exitCode === 0 ? 0 : exitCode.badConfig);
    })
    .action(async (options: PreviewOptions) => {
        const colors = isatty(1) && process.env.NO_COLOR === undefined;
        const { code, stdout, stderr } = await previewStack(program, process.cwd(), { ...options, colors });
        if (stderr !== "") {
            console.error(stderr);
        }
        if (stdout !== "") {
            console.log(stdout);
        }
        process.exitCode = code;
    });

void command.parseAsync();
