/**
 * `npm run migrate-exemptions -- --config FILE EXPORT…`: writes the exemptions of the first version of the policy pack
 * for this one. Exit code 0: all were written; 1: some match no violation; 2: an unreadable file or an invalid option.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { dayOf } from "../policypack/engine/exemptions";
import { migrateExemptions } from "../policypack/migration/migrateExemptions";
import { pluralize } from "../policypack/iam";

interface Options {
    readonly config: string;
    readonly output?: string;
}

const readJson = (file: string): unknown => {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        throw new Error(`${file}: cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`, {
            cause: error,
        });
    }
};

const run = (files: readonly string[], { config, output }: Options): 0 | 1 => {
    const { sections, migrated, unmatched } = migrateExemptions(
        readJson(config),
        files.map(readJson),
        dayOf(new Date()),
    );
    const text = `${JSON.stringify(sections, undefined, 4)}\n`;
    if (output === undefined) {
        process.stdout.write(text);
    } else {
        writeFileSync(output, text);
    }
    for (const { from, to } of migrated.filter((one) => one.to.length > 1)) {
        console.error(
            `${from.rule}: the exemption of ${from.fingerprint} ("${from.reason}") covered ${to.length} violations, ` +
                "each of which has its own exemption now; remove those that nobody has reviewed:",
        );
        to.forEach(({ fingerprint, urn, property, message }) => {
            console.error(`  ${fingerprint} ${urn} ${property}: ${message}`);
        });
    }
    for (const { rule, fingerprint, reason, expires } of unmatched) {
        console.error(
            `${rule}: the exemption of ${fingerprint} ("${reason}", until ${expires}) matches no violation in these ` +
                "exports and was not written; add the export of its stack, or let it go.",
        );
    }
    console.error(`${pluralize(migrated.length, "exemption")} migrated, ${unmatched.length} not written.`);
    return unmatched.length === 0 ? 0 : 1;
};

new Command("migrate-exemptions")
    .description("Writes the exemptions of the first version of the policy pack for this version.")
    .argument("<export...>", "files written by `pulumi stack export`, of all stacks with exemptions")
    .requiredOption("--config <file>", "the policy pack's configuration file")
    .option("--output <file>", "where to write the new configuration; by default it is printed")
    .addHelpText(
        "after",
        "\nExit code 0: all exemptions were written; 1: some match no violation; 2: invalid options or an unreadable file.",
    )
    .exitOverride((error) => {
        process.exit(error.exitCode === 0 ? 0 : 2);
    })
    .action((files: readonly string[], options: Options) => {
        try {
            process.exitCode = run(files, options);
        } catch (error) {
            console.error(error instanceof Error ? error.message : error);
            process.exitCode = 2;
        }
    })
    .parse();
