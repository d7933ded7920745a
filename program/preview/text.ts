import Table from "cli-table3";
import treeify from "object-treeify";
import { createColors } from "picocolors";
import { isUnknown } from "../../policypack/unknown";
import { edgeSentence } from "./edges";
import { isRefused, type EmittedDocument, type PreviewFinding } from "./readDocuments";
import type { PreviewedResource } from "./run";
import type { FullReport } from "./report";

type Colors = ReturnType<typeof createColors>;

/** `aws:iam/policy:Policy` is `iam.Policy`, `ssm-access:index:RunCommandAccess` is `RunCommandAccess`. */
const shortType = (type: string): string => {
    const [, module = "", name = ""] = type.split(":");
    return module === "index" ? name : `${module.split("/")[0] ?? ""}.${name}`;
};

interface Tree {
    [label: string]: Tree | string | null;
}

const physicalName = ({ inputs: { name } }: PreviewedResource): string => (typeof name === "string" ? `  ${name}` : "");

const treeOf = (resources: readonly PreviewedResource[], parent: string): Tree =>
    Object.fromEntries(
        resources
            .filter((resource) => resource.parent === parent)
            .map((resource) => [
                `${shortType(resource.type)} ${resource.name}${physicalName(resource)}`,
                treeOf(resources, resource.urn),
            ]),
    );

/** A value among the outputs: what only AWS decides says so. */
const leaf = (value: unknown): string =>
    isUnknown(value) ? "known after pulumi up" : typeof value === "string" ? value : JSON.stringify(value);

const outputTree = (value: unknown): Tree | string =>
    typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, outputTree(inner)]))
        : leaf(value);

const printed = (tree: Tree | string, none: string): string =>
    typeof tree === "string" || Object.keys(tree).length === 0 ? none : treeify(tree);

const verdictOn = (emitted: EmittedDocument, findings: readonly PreviewFinding[], colors: Colors): string => {
    if (emitted.document === undefined) {
        return colors.yellow("known after pulumi up");
    }
    const own = findings.filter(({ urn, property }) => urn === emitted.resource.urn && property === emitted.property);
    return own.some(isRefused)
        ? colors.red("refused")
        : own.some(({ accepted }) => accepted !== undefined)
          ? colors.yellow("accepted")
          : own.length > 0
            ? colors.yellow("advice")
            : colors.green("lawful");
};

const plainTable = (head: string[], rows: string[][]): string => {
    const table = new Table({
        head,
        style: { head: [], border: [] },
        chars: {
            top: "",
            "top-mid": "",
            "top-left": "",
            "top-right": "",
            bottom: "",
            "bottom-mid": "",
            "bottom-left": "",
            "bottom-right": "",
            left: "",
            "left-mid": "",
            mid: "",
            "mid-mid": "",
            right: "",
            "right-mid": "",
            middle: "  ",
        },
    });
    table.push(...rows);
    return table
        .toString()
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n");
};

const findingLine = (finding: PreviewFinding, name: string, colors: Colors): string => {
    const where = `${name}.${finding.property}: ${finding.sentence}`;
    return finding.accepted !== undefined
        ? `${colors.yellow("accepted")} ${where} Accepted: ${finding.accepted}`
        : `${isRefused(finding) ? colors.red("refused") : colors.yellow("advice")} ${where}`;
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** What a preview says, for a person. */
export const textOf = (report: FullReport, isColored: boolean): string => {
    const colors = createColors(isColored);
    const { stack, place, resources, outputs, edges, findings, documents, assumedRoles } = report;
    const [root] = resources.filter(({ parent }) => parent === undefined);
    const made = resources.filter((resource) => resource !== root);
    const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);
    const unknown = documents.filter(({ document }) => document === undefined).length;
    const refused = findings.filter(isRefused).length;
    const accepted = findings.filter((finding) => finding.accepted !== undefined).length;
    const section = (title: string, body: string): string => `${colors.bold(title)}\n${body}`;

    return [
        `Stack ${stack}, account ${place.accountId}, ${place.region}, partition ${place.partition}: what pulumi up would make.`,
        section(`Resources: ${made.length}`, printed(root === undefined ? {} : treeOf(resources, root.urn), "none")),
        section(
            `Edges: ${edges.length}`,
            edges.map((edge) => `  ${edgeSentence(edge)}  ${colors.dim(`[${edge.path}]`)}`).join("\n") || "none",
        ),
        section("Outputs", printed(outputTree(outputs), "none")),
        section("URNs", made.map(({ urn }) => `  ${urn}`).join("\n") || "none"),
        section(
            `Policy documents: ${documents.length}`,
            plainTable(
                ["document", "kind", "the law says"],
                documents.map((emitted) => [
                    `${emitted.resource.name}.${emitted.property}`,
                    emitted.kind,
                    verdictOn(emitted, findings, colors),
                ]),
            ),
        ),
        ...(findings.length === 0
            ? []
            : [
                  section(
                      `Findings: ${findings.length}`,
                      findings.map((finding) => `  ${findingLine(finding, nameOf(finding.urn), colors)}`).join("\n"),
                  ),
              ]),
        ...assumedRoles.map((arn) => `Taken to exist and to trust only EC2, which only an account can show: ${arn}`),
        `${count(made.length, "resource")}, ${count(documents.length, "document")}: ${refused} refused, ${accepted} accepted, ` +
            `${unknown} known after pulumi up.`,
        "Nothing was asked of AWS or of a state, so this does not replace pulumi preview, which shows what changes.",
    ].join("\n\n");
};
