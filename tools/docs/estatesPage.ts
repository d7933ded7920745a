/** The reports of the audit on the estates in `examples/estates`, as the audit writes them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Baseline } from "../../audit/baseline";
import { formatMarkdown } from "../../audit/formats/markdown";
import { readInput } from "../../audit/inputs";
import { buildReport } from "../../audit/report";
import { readSettings } from "../../audit/settings";
import { allRules } from "../../policypack/rules";
import { blocks } from "./markdown";

const root = join(__dirname, "..", "..");
const folder = "examples/estates";

/** Later than no exemption or activation in the examples. */
const day = "2026-12-01";

/** The estates, with what they are. */
const estates: Readonly<Record<string, string>> = {
    "network.yaml": "A CloudFormation template",
    "shop-plan.json": "A Terraform plan, from `terraform show -json`",
    "billing-export.json": "A Pulumi stack, from `pulumi stack export`",
};

const textOf = (file: string): string => readFileSync(join(root, folder, file), "utf8");

/** The report of one estate, with its headings below that of the page. */
const reportOf = (file: string): string => {
    const { sections, issues } = readSettings(JSON.parse(textOf("audit.json")), day);
    if (issues.length > 0) {
        throw new Error(issues.join("\n"));
    }
    const source = { file: `${folder}/${file}`, text: textOf(file) };
    const input = readInput(source, undefined, { organization: undefined }, () => {
        throw new Error(`${file} is no assembly`);
    });
    const report = buildReport(
        { inputs: [input], unreadable: [], skipped: [] },
        {
            tool: { name: "ssm-access-audit", version: "" },
            sections,
            day,
            rules: allRules,
            baseline: new Baseline([], day),
            started: () => undefined,
        },
    );
    return formatMarkdown(report)
        .replace(/^# .*\n+/, "")
        .replace(/^## /gm, "### ");
};

export const estatesPage = (): string =>
    blocks(
        "# Audited estates",
        "What the [audit](audit.md) reports on the estates in `examples/estates`, with the configuration `audit.json` there:",
        "`npm run audit -- --config examples/estates/audit.json --format markdown examples/estates`",
        ...Object.entries(estates).flatMap(([file, what]) => [
            `## ${what}`,
            `[\`${folder}/${file}\`](../${folder}/${file})`,
            reportOf(file),
        ]),
    );
