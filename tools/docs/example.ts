import { readFileSync } from "node:fs";
import { Document, isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import type { AwsLocation } from "../../components/pattern/location";
import { createComponents } from "../../program/plan/create";
import { edgesOf, type Edge } from "../../program/preview/edges";
import { planStackFile } from "../../program/preview/planStackFile";
import { emittedDocuments, type EmittedDocument } from "../../program/preview/readDocuments";
import type { PreviewedResource } from "../../program/preview/registrations";
import { runPreview, type Preview } from "../../program/preview/run";
import { namespace } from "../../program/config/settings";
import type { PlannedInstance } from "../../program/plan/plan";
import type { ReviewedDocument } from "../../program/plan/reviewedDocument";
import { stackConfigAt } from "../../program/config/stackFile";
import { exampleStacks, project, type ExampleStack } from "../examples";
import type { DocumentedPattern } from "./documentedPattern";
import { argsInProgram, typescriptExample } from "./typescriptExample";

/** The location in all generated pages. */
export const location: AwsLocation = { partition: "aws", accountId: "123456789012", region: "eu-west-1" };

/** An example of a pattern: its first component in a stack of this repository. */
export interface Example {
    /** The stack file with the component. */
    readonly file: string;
    /** The component's name. */
    readonly name: string;
    /** The component's part of the file. */
    readonly yaml: string;
    /** The component in a program. */
    readonly typescript: string;
    /** All resources of the stack. */
    readonly all: readonly PreviewedResource[];
    /** The component's own resources. */
    readonly resources: readonly PreviewedResource[];
    readonly documents: readonly EmittedDocument[];
    readonly edges: readonly Edge[];
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** A parsed stack file. */
interface StackText extends ExampleStack {
    readonly text: Document.Parsed;
}

/** A stack, previewed with mocks. */
interface PreviewedStack extends Preview {
    readonly reviewed: readonly ReviewedDocument[];
    /** The components, by reference. */
    readonly instances: ReadonlyMap<string, PlannedInstance>;
}

/** The stacks that are searched for examples, in order. */
const stacks: readonly ExampleStack[] = [exampleStacks.complete, exampleStacks.strict, exampleStacks.hybrid];

const stackTexts = (): readonly StackText[] =>
    stacks.map((one) => ({ ...one, text: parseDocument(readFileSync(one.path, "utf8")) }));

const previewed = async (example: ExampleStack): Promise<PreviewedStack> => {
    const run = { project, stack: example.stack, location, config: stackConfigAt(example) };
    const plan = planStackFile(run.config, run);
    const preview = await runPreview(() => Promise.resolve(createComponents(plan)), { ...run, ...plan });
    return {
        ...preview,
        reviewed: plan.instances.flatMap(({ reviewed }) => reviewed),
        instances: new Map(plan.instances.map((instance) => [instance.reference, instance])),
    };
};

/** The location of the first component of a pattern. */
interface FoundComponent extends StackText {
    readonly name: string;
    readonly map: YAMLMap;
}

/**
 * Finds the first component of a pattern.
 *
 * @throws Error if no stack uses the pattern.
 */
export const firstOf = ({ key }: DocumentedPattern, among: readonly StackText[]): FoundComponent => {
    for (const stack of among) {
        const map = stack.text.getIn(["config", `${namespace}:${key}`], true);
        const [first] = isMap(map) ? map.items : [];
        if (isMap(map) && isScalar(first?.key)) {
            return { ...stack, name: String(first.key.value), map };
        }
    }
    throw new Error(
        `no stack uses the pattern "${key}", so its page has no example; add one to ${exampleStacks.complete.file}`,
    );
};

/** The first component of a mapping as a separate config, with its comments. */
const yamlOf = (key: string, map: YAMLMap): string => {
    const [first] = map.items;
    const only = new Document({ config: { [`${namespace}:${key}`]: {} } });
    const target = only.getIn(["config", `${namespace}:${key}`], true) as YAMLMap;
    target.items.push(...(first === undefined ? [] : [first]));
    if (map.commentBefore !== undefined) {
        target.commentBefore = map.commentBefore;
    }
    return only.toString({ indent: 4, lineWidth: 0 });
};

const below = (urn: string, all: readonly PreviewedResource[]): readonly PreviewedResource[] =>
    all.filter(({ parent }) => parent === urn).flatMap((child) => [child, ...below(child.urn, all)]);

const exampleIn = (stack: PreviewedStack, { key, component }: DocumentedPattern, found: FoundComponent): Example => {
    const root = stack.resources.find(
        ({ type, name }) => type === `${namespace}:index:${component}` && name === found.name,
    );
    const resources = root === undefined ? [] : below(root.urn, stack.resources);
    const documents = emittedDocuments([...(root === undefined ? [] : [root]), ...resources], stack.reviewed);
    const outputs =
        (stack.outputs[key] as Readonly<Record<string, Example["outputs"]>> | undefined)?.[found.name] ?? {};
    return {
        file: found.file,
        name: found.name,
        yaml: yamlOf(key, found.map),
        typescript: typescriptExample(
            component,
            found.name,
            argsInProgram(
                key,
                (found.map.toJS(found.text) as Readonly<Record<string, unknown>>)[found.name],
                stack.instances.get(`${key}.${found.name}`)?.resolved,
            ),
            Object.keys(outputs),
        ),
        all: stack.resources,
        resources,
        documents,
        edges: edgesOf(documents, stack.resources, () => location),
        outputs,
    };
};

/** The example of each pattern, by config key. Only stacks with an example are run. */
export const examplesOf = async (patterns: readonly DocumentedPattern[]): Promise<ReadonlyMap<string, Example>> => {
    const texts = stackTexts();
    const located = patterns.map((pattern) => ({ pattern, found: firstOf(pattern, texts) }));
    const examples = new Map<string, Example>();
    // One stack at a time: Pulumi's mocks are global.
    for (const stack of texts) {
        const here = located.filter(({ found }) => found.file === stack.file);
        if (here.length > 0) {
            const run = await previewed(stack);
            here.forEach(({ pattern, found }) => examples.set(pattern.key, exampleIn(run, pattern, found)));
        }
    }
    return examples;
};
