/**
 * `npm run check-config -- FILE…`: validates configuration files of the policy pack: rule names, levels, keys, values
 * and expired exemptions. Exit code 0: no issues; 1: issues; 2: an unreadable file.
 */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { checkFile } from "../policypack/configurationFile";
import { dayOf } from "../policypack/engine/exemptions";

const check = (file: string, day: string): 0 | 1 | 2 => {
    let value: unknown;
    try {
        value = JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        console.error(`${file}: cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
        return 2;
    }
    const { issues, notes } = checkFile(value, day);
    issues.forEach((issue) => {
        console.error(`${file}: ${issue}`);
    });
    notes.forEach((note) => {
        console.log(`${file}: note: ${note}`);
    });
    if (issues.length === 0) {
        console.log(`${file}: no issues.`);
    }
    return issues.length === 0 ? 0 : 1;
};

new Command("check-config")
    .description("Validates configuration files of the policy pack.")
    .argument("<files...>", "paths of configuration files, such as policy-config.json")
    .exitOverride(({ exitCode }) => {
        process.exit(exitCode === 0 ? 0 : 2);
    })
    .action((files: readonly string[]) => {
        process.exitCode = Math.max(...files.map((file) => check(file, dayOf(new Date()))));
    })
    .parse();
