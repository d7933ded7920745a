import Table from "cli-table3";
import treeify from "object-treeify";
import { createColors } from "picocolors";
import { isUnknown } from "../../policypack/documents/values/unknown";
import { edgeSentence, type Edge } from "./edges";
import { isBlocking, type EmittedDocument, type PreviewFinding } from "./readDocuments";
import type { PreviewedResource } from "./registrations";
import { knownLater, type FullReport } from "./report";

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
    isUnknown(value) ? knownLater : typeof value === "string" ? value : JSON.stringify(value);

const outputTree = (value: unknown): Tree | string =>
    typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, outputTree(inner)]))
        : leaf(value);

const printed = (tree: Tree | string, none: string): string =>
    typeof tree === "string" || Object.keys(tree).length === 0 ? none : treeify(tree);

const verdictOn = (emitted: EmittedDocument, findings: readonly PreviewFinding[], colors: Colors): string => {
    if (emitted.document === undefined) {
        return colors.yellow(knownLater);
    }
    const own = findings.filter(({ urn, property }) => urn === emitted.resource.urn && property === emitted.property);
    return own.some(isBlocking)
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

/** A resource and its component: names alone are the same in several components. */
const label = (urn: string): string => {
    const [, , types = "", name = ""] = urn.split("::");
    const [component = "", ...children] = types.split("$");
    return `${shortType(component)} ${name}${children.length === 0 ? "" : ` (${shortType(children.at(-1) ?? "")})`}`;
};

const findingLine = (finding: PreviewFinding, colors: Colors): string => {
    const location = finding.property === "" ? label(finding.urn) : `${label(finding.urn)} ${finding.property}`;
    const where = `${location}: ${finding.sentence}`;
    return finding.accepted !== undefined
        ? `${colors.yellow("accepted")} ${where} Accepted: ${finding.accepted}`
        : `${isBlocking(finding) ? colors.red("refused") : colors.yellow("advice")} ${where}`;
};

/** Where an edge is written, in short. */
const written = ({ path }: Edge): string => {
    const [urn = "", property = "", ...location] = path.split(" ");
    return `${label(urn)} ${property} ${location.join(" ")}`;
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** What a preview says, for a person. */
export const textOf = (report: FullReport, isColored: boolean): string => {
    const colors = createColors(isColored);
    const { stack, location, resources, outputs, edges, findings, documents, assumedRoles, warnings } = report;
    const [root] = resources.filter(({ parent }) => parent === undefined);
    const made = resources.filter((resource) => resource !== root);
    const unknown = documents.filter(({ document }) => document === undefined).length;
    const refused = findings.filter(isBlocking).length;
    const accepted = findings.filter((finding) => finding.accepted !== undefined).length;
    const section = (title: string, body: string): string => `${colors.bold(title)}\n${body}`;

    return [
        `Stack ${stack}, account ${location.accountId}, ${location.region}, partition ${location.partition}: what pulumi up would make.`,
        section(`Resources: ${made.length}`, printed(root === undefined ? {} : treeOf(resources, root.urn), "none")),
        section(
            `Edges: ${edges.length}`,
            edges.map((edge) => `  ${edgeSentence(edge)}  ${colors.dim(`[${written(edge)}]`)}`).join("\n") || "none",
        ),
        section("Outputs", printed(outputTree(outputs), "none")),
        section("URNs", made.map(({ urn }) => `  ${urn}`).join("\n") || "none"),
        section(
            `Policy documents: ${documents.length}`,
            plainTable(
                ["resource", "document", "kind", "the law says"],
                documents.map((emitted) => [
                    label(emitted.resource.urn),
                    emitted.property,
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
                      findings.map((finding) => `  ${findingLine(finding, colors)}`).join("\n"),
                  ),
              ]),
        ...(warnings.length === 0
            ? []
            : [
                  section(
                      `Warnings: ${warnings.length}`,
                      warnings.map((warning) => `  ${colors.yellow("warning")} ${warning}`).join("\n"),
                  ),
              ]),
        ...assumedRoles.map((arn) => `Taken to exist and to trust only EC2, which only an account can show: ${arn}`),
        `${count(made.length, "resource")}, ${count(documents.length, "document")}: ${refused} refused, ${accepted} accepted, ` +
            `${unknown} ${knownLater}.`,
        "Nothing was asked of AWS or of a state, so this does not replace pulumi preview, which shows what changes.",
    ].join("\n\n");
};
