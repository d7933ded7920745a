import { join } from "node:path";
import { isUnknown } from "../../policypack/documents/values/unknown";
import { describeCondition, type StatementModel, type PolicyString } from "../../policypack/iam";
import { documentationIn, type Documented } from "../schema/documentation";
import { edgeSentence, holdersOf } from "../../program/preview/edges";
import { knownLater } from "../../program/preview/report";
import type { EmittedDocument } from "../../program/preview/readDocuments";
import { argsOf } from "./args";
import type { DocumentedPattern } from "./documentedPattern";
import { location, type Example } from "./example";
import { blocks, bullets, code, fence, plain, prose, table } from "./markdown";
import { unverifiedOf } from "./unverifiedPage";

const components = join(__dirname, "..", "..", "components");

const classOf = (key: string, component: string): Documented => {
    const file = join(components, key, "component.ts");
    const documented = documentationIn([file]).get(component);
    if (documented === undefined) {
        throw new Error(`${file} declares no class ${component}`);
    }
    return documented;
};

/** `aws:iam/policy:Policy` is `aws.iam.Policy` in a program. */
const typeName = (type: string): string => {
    const [pack = "", module = "", name = ""] = type.split(":");
    return [pack, module.split("/")[0] ?? "", name].join(".");
};

const inventory = ({ resources }: Example): string =>
    table(
        ["Resource", "Name", "Physical name"],
        resources.map(({ type, name, inputs }) => [
            code(typeName(type)),
            code(name),
            typeof inputs.name === "string" ? code(inputs.name) : "",
        ]),
    );

const listed = (words: readonly PolicyString[]): string => words.map(({ text }) => code(text)).join("<br>");

const exceptFor = (words: readonly PolicyString[]): string => (words.length === 0 ? "" : `all but ${listed(words)}`);

const statementRow = (holders: readonly string[], statement: StatementModel): readonly string[] => [
    holders.map(plain).join("<br>"),
    `${statement.effect === "Deny" ? "**never** " : ""}${listed(statement.actions)}${exceptFor(statement.notActions)}`,
    `${listed(statement.resources)}${exceptFor(statement.notResources)}`,
    statement.conditions.map((condition) => code(describeCondition(condition))).join("<br>"),
];

/** What each document lets its holder do; what it may pass is said by the edges. */
const rights = ({ documents, all }: Example): string | undefined => {
    const rows = documents.flatMap((emitted) =>
        emitted.kind !== "grant" || emitted.document === undefined
            ? []
            : emitted.document.statements
                  .filter(({ actions }) => actions.some(({ text }) => text !== "iam:PassRole"))
                  .map((statement) => statementRow(holdersOf(emitted, all, location), statement)),
    );
    return rows.length === 0 ? undefined : table(["Who", "May", "On", "If"], rows);
};

const purpose = (emitted: EmittedDocument, { all }: Example): string => {
    switch (emitted.kind) {
        case "trust":
            return "Who may assume the role.";
        case "grant":
            return `What ${plain(holdersOf(emitted, all, location).join(" and "))} may do.`;
        case "boundary":
            return "What a role under this boundary can do at most.";
        case "resource":
            return "Who may use the resource.";
    }
};

const documentBlock = (emitted: EmittedDocument, example: Example): string => {
    const { resource, property, raw, document } = emitted;
    return blocks(
        `### ${code(resource.name)}, ${code(property)}`,
        purpose(emitted, example),
        document === undefined
            ? "Known only once its resource exists."
            : fence("json", JSON.stringify(typeof raw === "string" ? (JSON.parse(raw) as unknown) : raw, undefined, 4)),
    );
};

const outputValue = (value: unknown): string =>
    value === undefined
        ? ""
        : isUnknown(value)
          ? knownLater
          : code(typeof value === "string" ? value : JSON.stringify(value));

const outputs = ({ members }: Documented, example: Example): string =>
    table(
        ["Output", "Meaning", "In the example"],
        [...members].map(([name, { text }]) => [code(name), prose(text), outputValue(example.outputs[name])]),
    );

/** The page of a pattern. */
export const patternPage = (pattern: DocumentedPattern, example: Example): string => {
    const { key, component, summary, sources, unverified } = pattern;
    const documented = classOf(key, component);
    const edges = example.edges.map((edge) => plain(`${edgeSentence(edge)}.`));
    return blocks(
        `# ${component}`,
        summary,
        prose(documented.text),
        "## Example",
        `The component ${code(example.name)} of [${code(example.file)}](../../${example.file}). What stands there as ${code("pattern.name")} is another component of the stack.`,
        fence("yaml", example.yaml),
        `All below is what this comes to in account ${location.accountId} and Region ${location.region}, read from a run of the program.`,
        "## What it makes",
        inventory(example),
        "## Who may do what",
        edges.length === 0 ? "Nobody may assume or pass a role by it." : bullets(edges),
        rights(example),
        "## Args",
        `In a stack's config below ${code(`ssm-access:${key}`)} and a name. Where a role or a topic is meant, ${code("pattern.name")} does as well as an ARN.`,
        argsOf(pattern),
        "## Documents",
        ...example.documents.map((emitted) => documentBlock(emitted, example)),
        "## Outputs",
        outputs(documented, example),
        "## What AWS does not document",
        unverified.length === 0 ? "All that this pattern relies on is documented by AWS." : unverifiedOf(unverified),
        "## Sources",
        bullets(sources.map((source) => `<${source}>`)),
    );
};
