/**
 * `npm run audit -- EXPORT…`: the law of the policy pack over stacks that are already there. Exit code 0: nothing that
 * the pack would block; 1: mandatory findings; 2: a file that cannot be read, or a wrong option.
 */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { audit, resourceName, unusedExemptions } from "../policypack/audit";
import { dayOf } from "../policypack/engine/exemptions";
import { formatViolation, formatLocation, type ResourceViolation } from "../policypack/engine/evaluate";

interface Options {
    readonly json?: boolean;
    readonly baseline?: string;
    readonly config?: string;
}

/** A finding as `--json` writes it. */
interface Finding {
    readonly rule: string;
    readonly level: string;
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly property: string;
    readonly path: string;
    readonly message: string;
    readonly why: string;
    readonly paste: string;
    readonly fingerprint: string;
    readonly file: string;
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

/** A baseline is a list of fingerprints, or what `--json` wrote on the day it was taken. */
const baselineOf = (file: string | undefined): ReadonlySet<unknown> => {
    if (file === undefined) {
        return new Set();
    }
    const value = readJson(file);
    if (Array.isArray(value)) {
        return new Set<unknown>(value);
    }
    const findings = (value as { readonly findings?: unknown } | null)?.findings;
    if (!Array.isArray(findings)) {
        throw new Error(`${file}: no baseline; write a list of fingerprints, or the output of the audit with --json`);
    }
    return new Set(findings.map((finding: Partial<Finding>) => finding.fingerprint));
};

const typeOf = (urn: string): string => (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";

const findingOf = (violation: ResourceViolation, file: string): Finding => ({
    rule: violation.rule.name,
    level: violation.level,
    urn: violation.urn,
    type: typeOf(violation.urn),
    name: resourceName(violation.urn),
    property: violation.property,
    path: violation.path,
    message: `${formatLocation(violation)}: ${violation.message}.`,
    why: violation.reason,
    paste: violation.fix,
    fingerprint: violation.fingerprint,
    file,
});

const run = (files: readonly string[], { json = false, baseline, config }: Options): 0 | 1 => {
    const sections = config === undefined ? {} : readJson(config);
    const known = baselineOf(baseline);
    const audits = files.map((file) => {
        try {
            return { file, ...audit(readJson(file), sections, dayOf(new Date())) };
        } catch (error) {
            const said = error instanceof Error ? error.message : String(error);
            throw new Error(said.startsWith(file) ? said : `${file}: ${said}`, { cause: error });
        }
    });
    const all = audits.flatMap(({ file, violations }) => violations.map((violation) => ({ file, ruling: violation })));
    const open = all.filter(({ ruling }) => ruling.status !== "exempt" && !known.has(ruling.fingerprint));
    const unused = unusedExemptions(
        sections,
        all.map(({ ruling }) => ruling),
    );
    const count = (level: string): number => open.filter(({ ruling }) => ruling.level === level).length;
    const summary = {
        files: files.length,
        resources: audits.reduce((sum, { resources }) => sum + resources, 0),
        mandatory: count("mandatory"),
        advisory: count("advisory"),
        exempt: all.filter(({ ruling }) => ruling.status === "exempt").length,
        baselined: all.filter(({ ruling }) => ruling.status !== "exempt" && known.has(ruling.fingerprint)).length,
        encryptedValues: audits.reduce((sum, { secrets }) => sum + secrets, 0),
        unusedExemptions: unused,
    };
    if (json) {
        const findings = open.map(({ ruling, file }) => findingOf(ruling, file));
        console.log(JSON.stringify({ summary, findings }, undefined, 4));
    } else {
        for (const { ruling, file } of open) {
            console.log(`${ruling.level} ${ruling.rule.name} ${ruling.urn} (${file})\n${formatViolation(ruling)}\n`);
        }
        for (const { rule, fingerprint } of unused) {
            console.log(`The exemption of ${fingerprint} from ${rule} matches nothing here; take it out.`);
        }
        console.log(
            `${summary.resources} resources in ${summary.files} exports: ${summary.mandatory} mandatory and ` +
                `${summary.advisory} advisory findings, ${summary.exempt} exempt, ${summary.baselined} in the baseline, ` +
                `${summary.encryptedValues} encrypted values not judged.`,
        );
    }
    return summary.mandatory === 0 ? 0 : 1;
};

const program = new Command("audit")
    .description("Judges exported stacks (`pulumi stack export --file …`) by the law of the policy pack.")
    .argument("<export...>", "files that `pulumi stack export` wrote")
    .option("--json", "write one JSON object: { summary, findings }")
    .option("--baseline <file>", "leave out findings with these fingerprints: a list, or an earlier --json output")
    .option("--config <file>", "the configuration file of the policy pack: levels, accounts, exemptions")
    .addHelpText(
        "after",
        "\nExit code 0: nothing the pack would block; 1: mandatory findings; 2: wrong options or a file that cannot be read.",
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
    });

program.parse();
