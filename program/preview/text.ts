import treeify from "object-treeify";
import { createColors } from "picocolors";
import { isUnknown } from "../../policypack/documents/values/unknown";
import { groupBy } from "../../policypack/graph/groupBy";
import { edgeSentence, type Edge } from "./edges";
import { isBlocking, type EmittedDocument, type PreviewViolation } from "./readDocuments";
import type { PreviewedResource } from "./registrations";
import { knownLater, type FullReport } from "./report";
import { pluralize } from "../../policypack/iam";

type Colors = ReturnType<typeof createColors>;

/** Shortens `aws:iam/policy:Policy` to `iam.Policy`, and `ssm-access:index:RunCommandAccess` to `RunCommandAccess`. */
const shortType = (type: string): string => {
    const [, module = "", name = ""] = type.split(":");
    return module === "index" ? name : `${module.split("/")[0] ?? ""}.${name}`;
};

interface Tree {
    [label: string]: Tree | string | null;
}

const physicalName = ({ inputs: { name } }: PreviewedResource): string => (typeof name === "string" ? `  ${name}` : "");

/** Resources by the URN of their parent. */
type Children = ReadonlyMap<string | undefined, readonly PreviewedResource[]>;

const treeOf = (children: Children, parent: string): Tree =>
    Object.fromEntries(
        (children.get(parent) ?? []).map((resource) => [
            `${shortType(resource.type)} ${resource.name}${physicalName(resource)}`,
            treeOf(children, resource.urn),
        ]),
    );

/** Formats an output value. A policy document that is listed below would fill the screen. */
const leaf = (value: unknown, policies: ReadonlySet<unknown>): string => {
    if (isUnknown(value)) {
        return knownLater;
    }
    if (policies.has(value) && typeof value === "string") {
        return `policy document, ${pluralize(value.length, "character")}; --json prints it`;
    }
    return typeof value === "string" ? value : JSON.stringify(value);
};

const outputTree = (value: unknown, policies: ReadonlySet<unknown>): Tree | string =>
    typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, outputTree(inner, policies)]))
        : leaf(value, policies);

const printed = (tree: Tree | string, none: string): string =>
    typeof tree === "string" || Object.keys(tree).length === 0 ? none : treeify(tree);

/** Identifies a document: by the URN of its resource, and the property. */
const documentKey = (urn: string, property: string): string => JSON.stringify([urn, property]);

const policyResult = (
    emitted: EmittedDocument,
    findings: ReadonlyMap<string, readonly PreviewViolation[]>,
    colors: Colors,
): string => {
    if (emitted.document === undefined) {
        return colors.yellow(knownLater);
    }
    const violations = findings.get(documentKey(emitted.resource.urn, emitted.property)) ?? [];
    if (violations.some(isBlocking)) {
        return colors.red("blocked");
    }
    if (violations.some(({ accepted }) => accepted !== undefined)) {
        return colors.yellow("accepted");
    }
    return violations.length > 0 ? colors.yellow("advisory") : colors.green("compliant");
};

/** Pads the columns to the same width. The last column is not padded, so it may contain colors. */
const plainTable = (rows: readonly (readonly string[])[]): string => {
    const [head = []] = rows;
    const widths = head
        .slice(0, -1)
        .map((_, at) => rows.reduce((width, row) => Math.max(width, row[at]?.length ?? 0), 0));
    return rows.map((row) => ` ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("    ")}`).join("\n");
};

/** A resource with its component, because resources of several components can have the same name. */
const label = (urn: string): string => {
    const [, , types = "", name = ""] = urn.split("::");
    const [component = "", ...children] = types.split("$");
    return `${shortType(component)} ${name}${children.length === 0 ? "" : ` (${shortType(children.at(-1) ?? "")})`}`;
};

const violationLine = (violation: PreviewViolation, colors: Colors): string => {
    const { urn, property, sentence, accepted } = violation;
    const location = property === "" ? label(urn) : `${label(urn)} ${property}`;
    return accepted !== undefined
        ? `${colors.yellow("accepted")} ${location}: ${sentence} Accepted: ${accepted}`
        : `${isBlocking(violation) ? colors.red("blocked") : colors.yellow("advisory")} ${location}: ${sentence}`;
};

/** The short location of an edge. */
const edgeLocation = ({ path }: Edge): string => {
    const [urn = "", property = "", ...location] = path.split(" ");
    return `${label(urn)} ${property} ${location.join(" ")}`;
};

/** Formats a report as text. */
export const textOf = (report: FullReport, isColored: boolean): string => {
    const colors = createColors(isColored);
    const { stack, location, providers, resources, outputs, edges, findings, documents } = report;
    const { teams, assumedRoles, warnings } = report;
    const [root] = resources.filter(({ parent }) => parent === undefined);
    const created = resources.filter((resource) => resource !== root);
    const unknown = documents.filter(({ document }) => document === undefined).length;
    const blocking = findings.filter(isBlocking).length;
    const accepted = findings.filter((violation) => violation.accepted !== undefined).length;
    const children = groupBy(resources, ({ parent }) => parent);
    const findingsByDocument = groupBy(findings, ({ urn, property }) => documentKey(urn, property));
    const policies = new Set(documents.map(({ raw }) => raw));
    const section = (title: string, body: string): string => `${colors.bold(title)}\n${body}`;

    return [
        [
            `Preview of stack ${stack}: account ${location.accountId}, ${location.region}, partition ${location.partition}.`,
            ...providers.map(
                ({ name, location: its }) =>
                    `Provider ${name}: account ${its.accountId}, ${its.region}, partition ${its.partition}.`,
            ),
        ].join("\n"),
        section(`Resources: ${created.length}`, printed(root === undefined ? {} : treeOf(children, root.urn), "none")),
        section(
            `Edges: ${edges.length}`,
            edges.map((edge) => `  ${edgeSentence(edge)}  ${colors.dim(`[${edgeLocation(edge)}]`)}`).join("\n") ||
                "none",
        ),
        ...(teams.length === 0
            ? []
            : [
                  section(
                      `Teams: ${teams.length}`,
                      teams
                          .map(
                              ({ team, holders, levels, policies }) =>
                                  `  ${team} (${holders.join(", ")}) holds ${levels.join(", ")} in ${policies === 1 ? "1 policy" : `${policies} policies`}`,
                          )
                          .join("\n"),
                  ),
              ]),
        section("Outputs", printed(outputTree(outputs, policies), "none")),
        section("URNs", created.map(({ urn }) => `  ${urn}`).join("\n") || "none"),
        section(
            `Policy documents: ${documents.length}`,
            plainTable([
                ["resource", "document", "kind", "policy result"],
                ...documents.map((emitted) => [
                    label(emitted.resource.urn),
                    emitted.property,
                    emitted.kind,
                    policyResult(emitted, findingsByDocument, colors),
                ]),
            ]),
        ),
        ...(findings.length === 0
            ? []
            : [
                  section(
                      `Violations: ${findings.length}`,
                      findings.map((violation) => `  ${violationLine(violation, colors)}`).join("\n"),
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
        ...assumedRoles.map((arn) => `Assumed to exist and to trust only EC2 (not verified without AWS): ${arn}`),
        `${pluralize(created.length, "resource")}, ${pluralize(documents.length, "document")}: ${blocking} blocked, ` +
            `${accepted} accepted, ${unknown} ${knownLater}.`,
        "AWS and the stack's state were not read, so this does not replace pulumi preview, which shows the changes.",
    ].join("\n\n");
};
