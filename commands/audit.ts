/**
 * `npm run audit -- EXPORT…`: evaluates the policy pack's rules on existing stacks. Exit code 0: no mandatory
 * violations; 1: mandatory violations; 2: an unreadable file or an invalid option.
 */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import {
    audit,
    configurationIssues,
    resourceName,
    unusedExemptions,
    type UnusedExemption,
    type UnusedReason,
} from "../policypack/audit";
import { dayOf } from "../policypack/engine/exemptions";
import { isFingerprint } from "../policypack/engine/fingerprint";
import { formatLocation, formatViolation } from "../policypack/engine/format";
import { formatStack, stackOf } from "../policypack/engine/stacks";
import type { MessageData } from "../policypack/engine/message";
import type { ReplacedPart } from "../policypack/engine/replacement";
import type { ResourceViolation } from "../policypack/engine/violation";
import { pluralize } from "../policypack/iam";

interface Options {
    readonly json?: boolean;
    readonly baseline?: string;
    readonly config?: string;
    readonly organization?: string;
}

/** A violation in the `--json` output. The keys are part of the output format. */
interface JsonViolation {
    readonly rule: string;
    readonly level: string;
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly property: string;
    readonly path: string;
    readonly messageId: string;
    readonly data: MessageData;
    readonly message: string;
    readonly reason: string;
    readonly fix: string;
    /** JSON to paste, if there is any. */
    readonly replacement?: string;
    /** What the replacement takes the place of. */
    readonly replaces?: ReplacedPart;
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

/** Violations to ignore. A list of fingerprints counts for every stack, the output of an audit for its stacks. */
class Baseline {
    private readonly known: ReadonlySet<unknown>;

    /** Reads a list of fingerprints, or an earlier `--json` output. */
    constructor(file: string | undefined) {
        const value: unknown = file === undefined ? [] : readJson(file);
        const findings: unknown = Array.isArray(value) ? value : (value as { readonly findings?: unknown }).findings;
        if (!Array.isArray(findings)) {
            throw new Error(
                `${file}: not a baseline; use a list of fingerprints, or the output of the audit with --json`,
            );
        }
        const entries = findings.map((one: unknown): Partial<JsonViolation> =>
            typeof one === "string" ? { fingerprint: one } : (one as Partial<JsonViolation>),
        );
        const outdated = entries.filter(({ fingerprint = "" }) => !isFingerprint(fingerprint)).length;
        if (outdated > 0) {
            console.error(
                `${file}: ${pluralize(outdated, "fingerprint")} of an earlier version of the pack, which ` +
                    `${outdated === 1 ? "matches" : "match"} nothing; write the baseline again with --json.`,
            );
        }
        this.known = new Set(entries.map(({ fingerprint, urn }) => keyOf(fingerprint, urn)));
    }

    has({ fingerprint, urn }: ResourceViolation): boolean {
        return this.known.has(keyOf(fingerprint, undefined)) || this.known.has(keyOf(fingerprint, urn));
    }
}

/** Stacks of one project share fingerprints. */
const keyOf = (fingerprint: string | undefined, urn: string | undefined): string =>
    urn === undefined ? `${fingerprint}` : `${fingerprint} ${formatStack(stackOf(urn))}`;

/** What to print about an exemption without effect. An outdated one is an issue of the configuration. */
const unusedTexts: Readonly<Record<Exclude<UnusedReason, "outdated">, string>> = {
    noStack: "is for none of these stacks, so it was not checked",
    noViolation: "matches no violation; remove it",
};

const describeUnused = ({ rule, fingerprint, why }: UnusedExemption): readonly string[] =>
    why === "outdated" ? [] : [`The exemption of ${fingerprint} from ${rule} ${unusedTexts[why]}.`];

const typeOf = (urn: string): string => (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";

const toJson = (violation: ResourceViolation, file: string): JsonViolation => ({
    rule: violation.rule.name,
    level: violation.level,
    urn: violation.urn,
    type: typeOf(violation.urn),
    name: resourceName(violation.urn),
    property: violation.property,
    path: violation.path,
    messageId: violation.messageId,
    data: violation.data,
    message: `${formatLocation(violation)}: ${violation.message}.`,
    reason: violation.reason,
    fix: violation.fix,
    ...(violation.replacement === undefined ? {} : { replacement: violation.replacement }),
    ...(violation.replaces === undefined ? {} : { replaces: violation.replaces }),
    fingerprint: violation.fingerprint,
    file,
});

const run = (files: readonly string[], { json = false, baseline, config, organization }: Options): 0 | 1 => {
    const sections = config === undefined ? {} : readJson(config);
    const known = new Baseline(baseline);
    const audits = files.map((file) => {
        try {
            return { file, ...audit(readJson(file), sections, dayOf(new Date()), organization) };
        } catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            throw new Error(message.startsWith(file) ? message : `${file}: ${message}`, { cause: error });
        }
    });
    const all = audits.flatMap(({ file, violations }) => violations.map((violation) => ({ file, violation })));
    const open = all.filter(({ violation }) => violation.status !== "exempt" && !known.has(violation));
    const unused = unusedExemptions(sections, audits);
    const issues = configurationIssues(sections);
    const count = (level: string): number => open.filter(({ violation }) => violation.level === level).length;
    const summary = {
        files: files.length,
        resources: audits.reduce((sum, { resources }) => sum + resources, 0),
        mandatory: count("mandatory"),
        advisory: count("advisory"),
        exempt: all.filter(({ violation }) => violation.status === "exempt").length,
        baselined: all.filter(({ violation }) => violation.status !== "exempt" && known.has(violation)).length,
        encryptedValues: audits.reduce((sum, { secrets }) => sum + secrets, 0),
        unusedExemptions: unused,
        configurationIssues: issues,
    };
    if (json) {
        const findings = open.map(({ violation, file }) => toJson(violation, file));
        console.log(JSON.stringify({ summary, findings }, undefined, 4));
    } else {
        for (const { violation, file } of open) {
            const { level, rule, urn } = violation;
            console.log(`${level} ${rule.name} ${urn} (${file})\n${formatViolation(violation)}\n`);
        }
        for (const line of [...unused.flatMap(describeUnused), ...issues.map((issue) => `Configuration of ${issue}`)]) {
            console.log(line);
        }
        console.log(
            `${pluralize(summary.resources, "resource")} in ${pluralize(summary.files, "export")}: ` +
                `${summary.mandatory} mandatory and ${pluralize(summary.advisory, "advisory violation")}, ` +
                `${summary.exempt} exempt, ${summary.baselined} in the baseline, ` +
                `${pluralize(summary.encryptedValues, "encrypted value")} not evaluated.`,
        );
    }
    return summary.mandatory === 0 ? 0 : 1;
};

const program = new Command("audit")
    .description("Evaluates the policy pack's rules on exported stacks (`pulumi stack export --file …`).")
    .argument("<export...>", "files written by `pulumi stack export`")
    .option("--json", "write one JSON object: { summary, findings }")
    .option("--baseline <file>", "ignore violations with these fingerprints: a list, or an earlier --json output")
    .option("--config <file>", "the policy pack's configuration file: levels, accounts, exemptions")
    .option("--organization <name>", "the organization of the stacks, which exemptions can name")
    .addHelpText(
        "after",
        "\nExit code 0: no mandatory violations; 1: mandatory violations; 2: invalid options or an unreadable file.",
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
