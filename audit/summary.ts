/** The numbers of a report. */
import { pluralize } from "../policypack/iam";
import type { UnusedExemption, UnusedReason } from "../policypack/audit";
import type { BaselineEntry } from "./baseline";
import { severities, type Report } from "./report";

/** The numbers, under the keys of the JSON output. */
export const summaryOf = (report: Report): Readonly<Record<string, unknown>> => {
    const count = (level: string): number => report.open.filter((one) => one.level === level).length;
    return {
        files: report.inputs.length,
        resources: report.resources,
        mandatory: count("mandatory"),
        advisory: count("advisory"),
        exempt: report.exempt.length,
        baselined: report.baselined.length,
        encryptedValues: report.encryptedValues,
        notEvaluated: report.notEvaluated.length,
        unreadable: report.unreadable.length,
        skippedFiles: report.skipped.length,
        bySeverity: Object.fromEntries(
            severities.map((severity) => [
                severity,
                report.open.filter(({ rule }) => rule.severity === severity).length,
            ]),
        ),
        unusedExemptions: report.unusedExemptions,
        unusedBaseline: report.unusedBaseline,
        configurationIssues: report.configurationIssues,
        tool: report.tool,
    };
};

/** What to print about an exemption without effect. An outdated one is an issue of the configuration. */
const unusedTexts: Readonly<Record<Exclude<UnusedReason, "outdated">, string>> = {
    noStack: "is for none of these stacks, so it was not checked",
    noViolation: "matches no violation; remove it",
};

const describeExemption = ({ rule, fingerprint, why }: UnusedExemption): readonly string[] =>
    why === "outdated" ? [] : [`The exemption of ${fingerprint} from ${rule} ${unusedTexts[why]}.`];

const describeEntry = ({ fingerprint, rule, resource }: BaselineEntry): string =>
    `The baseline's entry of ${fingerprint}${rule === undefined ? "" : ` (${rule}, ${resource ?? "any resource"})`} ` +
    "matches no violation; remove it, or write the baseline again with --update-baseline.";

/** What of the configuration and the baseline has no effect, as full sentences. */
export const notices = (report: Report): readonly string[] => [
    ...report.unusedExemptions.flatMap(describeExemption),
    ...report.unusedBaseline.map(describeEntry),
    ...report.configurationIssues.map((issue) => `Configuration of ${issue}`),
];

/** The kinds of input in the words of a summary. */
const inputNoun = (report: Report): string =>
    report.inputs.every(({ format }) => format === "pulumi-export") ? "export" : "file";

/** The last line of a report. */
export const summaryLine = (report: Report): string => {
    const count = (level: string): number => report.open.filter((one) => one.level === level).length;
    const others = report.notEvaluated.filter(({ reason }) => reason !== "secret").length;
    return (
        `${pluralize(report.resources, "resource")} in ${pluralize(report.inputs.length, inputNoun(report))}: ` +
        `${count("mandatory")} mandatory and ${pluralize(count("advisory"), "advisory violation")}, ` +
        `${report.exempt.length} exempt, ${report.baselined.length} in the baseline, ` +
        `${pluralize(report.encryptedValues, "encrypted value")} not evaluated` +
        (others === 0
            ? "."
            : `, ${pluralize(others, "unknown value or reference", "unknown values and references")} not evaluated.`)
    );
};
