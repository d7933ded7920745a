/**
 * Workflow commands, which GitHub shows as annotations.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import { type Report, type ReportedViolation } from "../report";
import { notices, summaryLine } from "../summary";

/** A command ends at its line; the runner decodes these characters. */
const escapeData = (text: string): string =>
    text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

const command = (
    name: string,
    properties: Readonly<Record<string, string | number | undefined>>,
    message: string,
): string => {
    const written = Object.entries(properties)
        .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`]))
        .join(",");
    return `::${name}${written === "" ? "" : ` ${written}`}::${escapeData(message)}`;
};

const annotation = (one: ReportedViolation): string =>
    command(
        one.level === "mandatory" ? "error" : "warning",
        {
            file: one.file,
            line: one.position?.line,
            col: one.position?.column,
            title: `${one.rule.name} (${one.rule.severity})`,
        },
        `${one.address} ${one.path || "the resource"}: ${one.message}. ${one.reason} Fix: ${one.fix}`,
    );

export const formatGithub = (report: Report): string =>
    [
        ...report.open.map(annotation),
        ...report.unreadable.map(({ file, reason }) =>
            command("error", { file, title: "not read" }, `${file} ${reason}.`),
        ),
        ...notices(report).map((notice) => command("notice", {}, notice)),
        // Names in the inputs must not end up as commands.
        escapeData(summaryLine(report)),
    ].join("\n");
