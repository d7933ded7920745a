/**
 * `npm run check-config -- FILE…`: checks configuration files of the policy pack: rule names, levels, keys, values, and
 * exemptions that have ended. Exit code 0: nothing wrong; 1: problems; 2: a file that cannot be read.
 */
import { readFileSync } from "node:fs";
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
        console.log(`${file}: nothing wrong.`);
    }
    return issues.length === 0 ? 0 : 1;
};

const files = process.argv.slice(2);
if (files.length === 0) {
    console.error("No file given; write: npm run check-config -- path/to/policy-config.json");
    process.exitCode = 2;
} else {
    process.exitCode = Math.max(...files.map((file) => check(file, dayOf(new Date()))));
}
