/** The output formats, by the names that `--format` takes. */
import type { Report } from "../report";
import { formatGithub } from "./github";
import { formatJson } from "./json";
import { formatJunit } from "./junit";
import { formatMarkdown } from "./markdown";
import { formatSarif } from "./sarif";
import { formatText } from "./text";

export const formats = {
    text: formatText,
    json: formatJson,
    sarif: formatSarif,
    junit: formatJunit,
    github: formatGithub,
    markdown: formatMarkdown,
} as const satisfies Readonly<Record<string, (report: Report) => string>>;

export type OutputFormat = keyof typeof formats;
