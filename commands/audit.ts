/**
 * `npm run audit -- FILE…`: evaluates the policy pack's rules on existing stacks, templates, plans and accounts. Exit code
 * 0: no mandatory violations; 1: mandatory violations; 2: invalid options; 3: an input that cannot be read.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { formats, type OutputFormat } from "../audit/formats";
import { inputFormats, type InputFormat } from "../audit/inputs/input";
import { severities, type Severity } from "../audit/report";
import { failures, runAudit, type FailOn } from "../audit/run";
import { dayOf } from "../policypack/engine/exemptions";
import { getOwn } from "../policypack/documents/values/paths";

/** The options as the parser returns them. */
interface Options {
    readonly format?: OutputFormat;
    readonly json?: boolean;
    readonly output?: string;
    readonly inputFormat?: InputFormat;
    readonly severity?: Severity;
    readonly failOn: FailOn;
    readonly check: readonly string[];
    readonly skipCheck: readonly string[];
    readonly baseline?: string;
    readonly updateBaseline?: boolean;
    readonly reason: string;
    readonly config?: string;
    readonly writePackConfig?: string;
    readonly organization?: string;
    readonly listRules?: boolean;
}

/** The version in the nearest package.json: of the repository, the npm package, or the audit's own package. */
const versionFrom = (folder: string): string => {
    const file = join(folder, "package.json");
    if (existsSync(file)) {
        const version = getOwn(JSON.parse(readFileSync(file, "utf8")), "version");
        if (typeof version === "string") {
            return version;
        }
    }
    return dirname(folder) === folder ? "unknown" : versionFrom(dirname(folder));
};

const list = (value: string, before: readonly string[]): readonly string[] => {
    const names = value.split(",").map((name) => name.trim());
    if (names.includes("")) {
        throw new InvalidArgumentError("Expected rule names or globs, separated by commas.");
    }
    return [...before, ...names];
};

/** Output that a reader closes early, as `head` does, is no error. */
process.stdout.on("error", (error: Error & { readonly code?: string }) => {
    if (error.code !== "EPIPE") {
        throw error;
    }
});

const version = versionFrom(__dirname);

const program = new Command("ssm-access-audit")
    .description("Evaluates the policy pack's rules on existing stacks, templates, plans and accounts.")
    .argument(
        "[files...]",
        "files, folders, or - for standard input: Pulumi exports and previews, CloudFormation templates, CDK assemblies, " +
            "Terraform plans and states in JSON, policy documents, authorization details of an account",
    )
    .addOption(new Option("--input-format <format>", "the form of the input (default: detected)").choices(inputFormats))
    .addOption(new Option("--format <format>", "the form of the output (default: text)").choices(Object.keys(formats)))
    .option("--json", "the same as --format json")
    .option("--output <file>", "write the output to a file")
    .addOption(new Option("--severity <severity>", "evaluate only rules from this severity on").choices(severities))
    .addOption(
        new Option("--fail-on <what>", "exit with 1 if there are violations of this level, or from this severity on")
            .choices(failures)
            .default("mandatory"),
    )
    .option("--check <rules>", "evaluate only these rules: names or globs, separated by commas", list, [])
    .option("--skip-check <rules>", "do not evaluate these rules", list, [])
    .option("--list-rules", "list the rules")
    .option("--config <file>", "the policy pack's configuration file: levels, accounts, exemptions")
    .option(
        "--write-pack-config <file>",
        "write the configuration for the pack: accounts and organizations in each rule",
    )
    .option("--baseline <file>", "ignore the violations in this file")
    .option("--update-baseline", "write the violations to the file of --baseline, and keep its reasons and last days")
    .option("--reason <text>", "the reason of new entries of the baseline", "known when the baseline was written")
    .option("--organization <name>", "the organization of the stacks, which exemptions can name")
    .version(version, "--version", "print the version")
    .addHelpText(
        "after",
        "\nExit code 0: no mandatory violations, or what --fail-on says; 1: such violations; 2: invalid options or\n" +
            "configuration; 3: an input that cannot be read, whatever the others contain.",
    )
    .exitOverride((error) => {
        process.exit(error.exitCode === 0 ? 0 : 2);
    })
    .action((files: readonly string[], options: Options) => {
        const { json = false, format = json ? "json" : "text", updateBaseline = false, listRules = false } = options;
        process.exitCode = runAudit(
            files,
            { ...options, format, updateBaseline, listRules },
            {
                tool: { name: "ssm-access-audit", version },
                day: dayOf(new Date()),
                print: (text) => {
                    process.stdout.write(`${text}\n`);
                },
                printError: (text) => {
                    console.error(text);
                },
                errorStream: process.stderr,
            },
        );
    });

program.parse();
