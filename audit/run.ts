/** Runs an audit from the values of its options to an exit code. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { decode } from "./inputs/decode";
import { UnreadableError, type InputFormat } from "./inputs/input";
import { readFiles } from "./inputs/files";
import { parseJsonText } from "./inputs/parseText";
import { pluralize } from "../policypack/iam";
import { matches } from "../policypack/iam/syntax/glob";
import type { Rule } from "../policypack/engine/rule";
import { allRules } from "../policypack/rules";
import { Baseline } from "./baseline";
import { formats, type OutputFormat } from "./formats";
import { Progress, type ProgressStream } from "./progress";
import { buildReport, severities, type Report, type ReportedViolation, type Severity } from "./report";
import { packSections, readSettings } from "./settings";
import { summaryLine } from "./summary";

/** What lets an audit fail: a level, or any violation from a severity on. */
export const failures = ["mandatory", "advisory", "never", ...severities] as const;

export type FailOn = (typeof failures)[number];

/** The options of the command. */
export interface AuditOptions {
    readonly format: OutputFormat;
    /** @default - standard output. */
    readonly output?: string | undefined;
    /** @default - detected for each file. */
    readonly inputFormat?: InputFormat | undefined;
    /** Rules below it are not evaluated. @default - low. */
    readonly severity?: Severity | undefined;
    readonly failOn: FailOn;
    /** Globs of rule names. @default - every rule. */
    readonly check: readonly string[];
    readonly skipCheck: readonly string[];
    readonly baseline?: string | undefined;
    readonly updateBaseline: boolean;
    /** The reason of new entries of the baseline. */
    readonly reason: string;
    readonly config?: string | undefined;
    readonly writePackConfig?: string | undefined;
    readonly organization?: string | undefined;
    readonly listRules: boolean;
}

/** What an audit needs of its process. */
export interface AuditHost {
    readonly tool: Report["tool"];
    /** Today, as `2026-11-22` (UTC). */
    readonly day: string;
    readonly print: (text: string) => void;
    readonly printError: (text: string) => void;
    readonly errorStream: ProgressStream;
}

/** No violations that let the audit fail; some; invalid options or configuration; an input that cannot be read. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Options that do not fit the rules or each other, and files of the audit itself that are wrong. */
export class UsageError extends Error {}

const readJsonFile = (file: string): unknown => {
    try {
        return parseJsonText(decode(readFileSync(file)));
    } catch (error) {
        const reason =
            error instanceof UnreadableError
                ? error.message
                : `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
        throw new UsageError(`${file} ${reason}`);
    }
};

const rulesMatching = (patterns: readonly string[], option: string): readonly Rule[] =>
    patterns.flatMap((pattern) => {
        const found = allRules.filter(({ name }) => matches(pattern, name));
        if (found.length === 0) {
            throw new UsageError(`${option} ${JSON.stringify(pattern)} matches no rule; --list-rules lists them`);
        }
        return found;
    });

const isAtLeast = (severity: Severity, least: Severity): boolean =>
    severities.indexOf(severity) >= severities.indexOf(least);

const chosenRules = ({ check, skipCheck, severity }: AuditOptions): readonly Rule[] => {
    const checked = check.length === 0 ? allRules : rulesMatching(check, "--check");
    const skipped = rulesMatching(skipCheck, "--skip-check");
    return allRules.filter(
        (rule) =>
            checked.includes(rule) &&
            !skipped.includes(rule) &&
            (severity === undefined || isAtLeast(rule.severity, severity)),
    );
};

const fails = ({ level, rule }: ReportedViolation, failOn: FailOn): boolean => {
    switch (failOn) {
        case "never":
            return false;
        case "advisory":
            return true;
        case "mandatory":
            return level === "mandatory";
        default:
            return isAtLeast(rule.severity, failOn);
    }
};

const listRules = (rules: readonly Rule[], format: OutputFormat): string => {
    if (format === "json") {
        const listed = rules.map(({ name, level, severity, description, url }) => ({
            name,
            level,
            severity,
            description,
            url,
        }));
        return JSON.stringify(listed, undefined, 4);
    }
    const width = Math.max(0, ...rules.map(({ name }) => name.length));
    return rules
        .map(
            ({ name, level, severity, description }) =>
                `${name.padEnd(width)}  ${level.padEnd(9)}  ${severity.padEnd(8)}  ${description}`,
        )
        .join("\n");
};

const sectionsOf = ({ config }: AuditOptions, day: string): Readonly<Record<string, unknown>> => {
    if (config === undefined) {
        return {};
    }
    const { sections, issues } = readSettings(readJsonFile(config), day);
    if (issues.length > 0) {
        throw new UsageError(issues.map((issue) => `${config}: ${issue}`).join("\n"));
    }
    return sections;
};

const writeTo = (file: string, text: string): void => {
    try {
        writeFileSync(file, `${text}\n`);
    } catch (error) {
        throw new UsageError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
    }
};

const readBaseline = ({ baseline, updateBaseline }: AuditOptions, { day, printError }: AuditHost): Baseline => {
    if (updateBaseline && baseline === undefined) {
        throw new UsageError("--update-baseline needs --baseline, the file to write");
    }
    const isNew = baseline === undefined || (updateBaseline && !existsSync(baseline));
    const read = new Baseline(isNew ? [] : readJsonFile(baseline), day);
    if (read.issues.length > 0) {
        throw new UsageError(read.issues.map((issue) => `${baseline ?? ""}: ${issue}`).join("\n"));
    }
    if (read.outdated > 0) {
        printError(
            `${baseline ?? ""}: ${pluralize(read.outdated, "fingerprint")} of an earlier version of the pack, which ` +
                `${read.outdated === 1 ? "matches" : "match"} nothing; write the baseline again with --update-baseline.`,
        );
    }
    return read;
};

const exitCode = ({ unreadable, open }: Report, failOn: FailOn): ExitCode => {
    if (unreadable.length > 0) {
        return 3;
    }
    return open.some((one) => fails(one, failOn)) ? 1 : 0;
};

const evaluate = (paths: readonly string[], options: AuditOptions, host: AuditHost): ExitCode => {
    const rules = chosenRules(options);
    const sections = sectionsOf(options, host.day);
    const baseline = readBaseline(options, host);
    const progress = new Progress(host.errorStream);
    const context = { organization: options.organization };
    const read = readFiles(paths, options.inputFormat, context, (file) => {
        progress.update(`reading ${file}`);
    });
    let resources = 0;
    const report = buildReport(read, {
        tool: host.tool,
        sections,
        day: host.day,
        rules,
        baseline,
        started: (file, count) => {
            progress.update(`evaluating ${file}, ${pluralize(resources, "resource")} evaluated`);
            resources += count;
        },
    });
    progress.end();
    const { unreadable } = report;
    unreadable.forEach(({ file, reason }) => {
        host.printError(`${file} ${reason}.`);
    });
    if (options.updateBaseline && options.baseline !== undefined) {
        const known = [...report.open, ...report.baselined].map((one) => ({
            fingerprint: one.fingerprint,
            rule: one.rule.name,
            resource: one.address,
            stack: one.stack,
        }));
        const updated = baseline.updated(known, options.reason, report.isCheckedEntry);
        writeTo(options.baseline, JSON.stringify(updated, undefined, 4));
        host.print(`${pluralize(updated.entries.length, "entry", "entries")} in ${options.baseline}.`);
        return unreadable.length > 0 ? 3 : 0;
    }
    const text = formats[options.format](report);
    if (options.output === undefined) {
        host.print(text);
    } else {
        writeTo(options.output, text);
        host.printError(summaryLine(report));
    }
    return exitCode(report, options.failOn);
};

/** Runs the audit. */
export const runAudit = (paths: readonly string[], options: AuditOptions, host: AuditHost): ExitCode => {
    try {
        if (options.listRules) {
            host.print(listRules(chosenRules(options), options.format));
            return 0;
        }
        if (options.writePackConfig !== undefined) {
            if (options.config === undefined) {
                throw new UsageError("--write-pack-config needs --config, the file to read");
            }
            sectionsOf(options, host.day);
            writeTo(options.writePackConfig, JSON.stringify(packSections(readJsonFile(options.config)), undefined, 4));
            return 0;
        }
        if (paths.length === 0) {
            throw new UsageError("name at least one file or folder, or - for standard input; --help shows the options");
        }
        return evaluate(paths, options, host);
    } catch (error) {
        if (error instanceof UsageError) {
            host.printError(error.message);
            return 2;
        }
        throw error;
    }
};
