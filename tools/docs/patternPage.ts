import { join } from "node:path";
import { isUnknown } from "../../policypack/documents/values/unknown";
import { describeCondition, type StatementModel, type PolicyString } from "../../policypack/iam";
import { documentationIn, type Documented } from "../schema/documentation";
import { attachedHoldersOf, edgeSentence, holdersOf } from "../../program/preview/edges";
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

/** The name of a type in a program: `aws.iam.Policy` for `aws:iam/policy:Policy`. */
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

const listed = (values: readonly PolicyString[]): string => values.map(({ text }) => code(text)).join("<br>");

const allExcept = (values: readonly PolicyString[]): string =>
    values.length === 0 ? "" : `all except ${listed(values)}`;

const statementRow = (holders: readonly string[], statement: StatementModel): readonly string[] => [
    holders.map(plain).join("<br>"),
    `${statement.effect === "Deny" ? "**Deny** " : ""}${listed(statement.actions)}${allExcept(statement.notActions)}`,
    `${listed(statement.resources)}${allExcept(statement.notResources)}`,
    statement.conditions.map((condition) => code(describeCondition(condition))).join("<br>"),
];

/** The table of permissions. The edges describe iam:PassRole. */
const permissions = ({ documents, all }: Example): string | undefined => {
    const attached = attachedHoldersOf(all);
    const rows = documents.flatMap((emitted) =>
        emitted.kind !== "grant" || emitted.document === undefined
            ? []
            : emitted.document.statements
                  .filter(({ actions }) => actions.some(({ text }) => text !== "iam:PassRole"))
                  .map((statement) =>
                      statementRow(
                          holdersOf(emitted, attached, () => location),
                          statement,
                      ),
                  ),
    );
    return rows.length === 0 ? undefined : table(["Principal", "Actions", "Resources", "Conditions"], rows);
};

const purpose = (emitted: EmittedDocument, { all }: Example): string => {
    switch (emitted.kind) {
        case "trust":
            return "Trust policy: who may assume the role.";
        case "grant":
            return `Permissions policy of ${plain(holdersOf(emitted, attachedHoldersOf(all), () => location).join(" and "))}.`;
        case "boundary":
            return "Permissions boundary: the maximum permissions of a role.";
        case "resource":
            return "Resource-based policy: who may use the resource.";
    }
};

const documentBlock = (emitted: EmittedDocument, example: Example): string => {
    const { resource, property, raw, document } = emitted;
    return blocks(
        `### ${code(resource.name)}, ${code(property)}`,
        purpose(emitted, example),
        document === undefined
            ? "Unknown until its resource exists."
            : fence("json", JSON.stringify(typeof raw === "string" ? (JSON.parse(raw) as unknown) : raw, undefined, 4)),
    );
};

const outputValue = (value: unknown): string => {
    if (value === undefined) {
        return "";
    }
    return isUnknown(value) ? knownLater : code(typeof value === "string" ? value : JSON.stringify(value));
};

const outputs = ({ members }: Documented, example: Example): string =>
    table(
        ["Output", "Description", "Value in the example"],
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
        `The component ${code(example.name)} in [${code(example.file)}](../../${example.file}). A value of the form ` +
            `${code("pattern.name")} refers to another component of the stack.`,
        fence("yaml", example.yaml),
        "In a program, where an ARN of another component is better taken from its output:",
        fence("typescript", example.typescript),
        `The resources, permissions and documents below are the result of this example in account ` +
            `${location.accountId} and Region ${location.region}.`,
        "## Resources",
        inventory(example),
        "## Who may do what",
        edges.length === 0 ? "The component allows no principal to assume or pass a role." : bullets(edges),
        permissions(example),
        "## Documents",
        ...example.documents.map((emitted) => documentBlock(emitted, example)),
        "## Args",
        `In the stack config, under ${code(`ssm-access:${key}`)} and the name of the component. An arg for the ARN of ` +
            `a role or a topic also accepts a reference (${code("pattern.name")}). ${code("provider")} beside the args ` +
            `names one of ${code("ssm-access:providers")}.`,
        argsOf(pattern),
        "## Outputs",
        outputs(documented, example),
        "## Unverified facts",
        unverified.length === 0 ? "AWS documents everything that this pattern relies on." : unverifiedOf(unverified),
        "## Sources",
        bullets(sources.map((source) => `<${source}>`)),
    );
};
