/** For people: the violations of each rule together, with the first places of each. */
import { formatFix } from "../../policypack/engine/format";
import { pluralize } from "../../policypack/iam";
import { formatPosition, stackName, type Report, type ReportedGap, type ReportedViolation } from "../report";
import { notices, summaryLine } from "../summary";

/** The violations of a rule that are printed in full; the other formats have all of them. */
const maxPlaces = 10;

const notEvaluatedTexts: Readonly<Record<ReportedGap["reason"], string>> = {
    secret: "secret, not shown",
    unknown: "known after the update",
    reference: "resolved at deployment",
};

const indent = (text: string): string => text.replace(/^(?=.)/gm, "    ");

const violationLines = (one: ReportedViolation): string =>
    [
        `${one.address} (${formatPosition(one)}${one.stack.stack === "" ? "" : `, ${stackName(one.stack)}`})`,
        `${one.path || "the resource"}: ${one.message}. ${one.reason}`,
        formatFix(one),
        ...(one.replacement === undefined ? [] : [`Replacement: ${one.replacement}`]),
        ...(one.status === "expired" && one.exemption !== undefined
            ? [`The exemption ("${one.exemption.reason}") expired on ${one.exemption.expires}.`]
            : []),
        `Fingerprint: ${one.fingerprint}`,
    ].join("\n");

const ruleBlock = (all: readonly ReportedViolation[]): readonly string[] => {
    const [first] = all;
    if (first === undefined) {
        return [];
    }
    const { rule } = first;
    const left = all.length - maxPlaces;
    return [
        `${first.level} ${rule.name} (${rule.severity}), ${pluralize(all.length, "violation")}: ${rule.description}\n${rule.url}\n`,
        ...all.slice(0, maxPlaces).map((one) => `${indent(violationLines(one))}\n`),
        ...(left > 0 ? [`    and ${pluralize(left, "more violation")}; --format json lists all.\n`] : []),
    ];
};

/** The groups of a rule and level, in the order of the rules: those that block first. */
export const byRule = (all: readonly ReportedViolation[]): readonly (readonly ReportedViolation[])[] => {
    const groups = new Map<string, ReportedViolation[]>();
    for (const one of all) {
        const key = `${one.level} ${one.rule.name}`;
        const group = groups.get(key);
        if (group === undefined) {
            groups.set(key, [one]);
        } else {
            group.push(one);
        }
    }
    const order = (group: readonly ReportedViolation[]): number => (group[0]?.level === "mandatory" ? 0 : 1);
    return [...groups.values()].sort((one, other) => order(one) - order(other));
};

const gapLines = (gaps: readonly ReportedGap[]): readonly string[] =>
    gaps.length === 0
        ? []
        : [
              `Not evaluated, so not known to be compliant: ${pluralize(gaps.length, "value")}`,
              ...gaps
                  .slice(0, maxPlaces)
                  .map(
                      (gap) =>
                          `    ${gap.address} ${gap.path} (${formatPosition(gap)}): ${notEvaluatedTexts[gap.reason]}`,
                  ),
              ...(gaps.length > maxPlaces
                  ? [`    and ${pluralize(gaps.length - maxPlaces, "more value")}; --format json lists all.`]
                  : []),
              "",
          ];

export const formatText = (report: Report): string =>
    [
        ...byRule(report.open).flatMap(ruleBlock),
        ...gapLines(report.notEvaluated),
        ...report.unreadable.map(({ file, reason }) => `Not read: ${file} ${reason}.`),
        ...(report.skipped.length === 0
            ? []
            : [
                  `${pluralize(report.skipped.length, "file")} of no known form ${report.skipped.length === 1 ? "was" : "were"} skipped.`,
              ]),
        ...notices(report),
        summaryLine(report),
    ].join("\n");

export { notEvaluatedTexts };
