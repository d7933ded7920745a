/** Markdown, for the summary of a job or a page. */
import { pluralize } from "../../policypack/iam";
import { formatPosition, stackName, type Report, type ReportedViolation } from "../report";
import { notices, summaryLine } from "../summary";
import { byRule, notEvaluatedTexts } from "./text";

/** Names of inputs may contain any character of Markdown and HTML. */
const escape = (text: string): string =>
    text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(/[\\`*_[\]|~$]/g, "\\$&")
        .replaceAll(/\s+/g, " ")
        .trim();

/** Code in a table: a backtick in it takes a longer fence, and a bar ends the cell. */
const code = (text: string): string => {
    const plain = text.replaceAll(/\s+/g, " ").trim().replaceAll("|", "\\|");
    const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map(({ length }) => length));
    const fence = "`".repeat(longest + 1);
    const space = longest === 0 ? "" : " ";
    return plain === "" ? "" : `${fence}${space}${plain}${space}${fence}`;
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
    `| ${head.join(" | ")} |`,
    `| ${head.map(() => "---").join(" | ")} |`,
    ...rows.map((row) => `| ${row.join(" | ")} |`),
];

const row = (one: ReportedViolation): readonly string[] => [
    code(one.address),
    code(one.path || "the resource"),
    escape(`${one.message}. ${one.fix}`),
    code(formatPosition(one)),
    code(stackName(one.stack)),
];

export const formatMarkdown = (report: Report): string =>
    [
        `# ${report.tool.name}: ${pluralize(report.open.length, "violation")}`,
        "",
        escape(summaryLine(report)),
        ...byRule(report.open).flatMap((all) => {
            const [{ rule, level } = { rule: undefined, level: "" }] = all;
            return rule === undefined
                ? []
                : [
                      "",
                      `## ${escape(rule.name)}`,
                      "",
                      `${level}, ${rule.severity}: ${escape(rule.description)} [More](${rule.url})`,
                      "",
                      ...table(["Resource", "Place", "Violation", "File", "Stack"], all.map(row)),
                  ];
        }),
        ...(report.notEvaluated.length === 0
            ? []
            : [
                  "",
                  "## Not evaluated",
                  "",
                  ...table(
                      ["Resource", "Place", "Reason", "File"],
                      report.notEvaluated.map((gap) => [
                          code(gap.address),
                          code(gap.path),
                          notEvaluatedTexts[gap.reason],
                          code(formatPosition(gap)),
                      ]),
                  ),
              ]),
        ...(report.unreadable.length === 0
            ? []
            : [
                  "",
                  "## Not read",
                  "",
                  ...report.unreadable.map(({ file, reason }) => `- ${code(file)} ${escape(reason)}`),
              ]),
        ...notices(report).flatMap((notice) => ["", escape(notice)]),
    ].join("\n");
