import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Document, isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import type { Place } from "../../components/catalogue";
import { parse } from "../../policypack/iam";
import { build } from "../build";
import { edgesOf, type Edge } from "../preview/edges";
import { planOfStack } from "../preview/planOfStack";
import { emittedDocuments, type EmittedDocument } from "../preview/readDocuments";
import { runPreview, type Preview, type PreviewedResource } from "../preview/run";
import { namespace } from "../settings";
import type { JudgedDocument } from "../plan";
import { projectIn, stackConfigIn } from "../stackFile";
import type { DocumentedPattern } from "./documentedPattern";

/** The place that every page is written for. */
export const place: Place = { partition: "aws", accountId: "123456789012", region: "eu-west-1" };

/** A pattern at work: the first component of its kind in a stack of this repository. */
export interface Example {
    /** The file it stands in. */
    readonly file: string;
    readonly stack: string;
    /** The component's name. */
    readonly name: string;
    /** Its part of the file. */
    readonly yaml: string;
    /** Everything that the stack holds, of which the component is a part. */
    readonly all: readonly PreviewedResource[];
    /** The component's own resources. */
    readonly resources: readonly PreviewedResource[];
    readonly documents: readonly EmittedDocument[];
    readonly edges: readonly Edge[];
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** A stack whose file is at hand, and what a run on mocks makes of it. */
interface ExampleStack extends Preview {
    readonly file: string;
    readonly text: Document.Parsed;
    readonly judged: readonly JudgedDocument[];
}

/** In the order in which examples are looked for. */
const stacks = ["dev", "prod"];

const previewed = async (folder: string, stack: string): Promise<ExampleStack> => {
    const run = { project: projectIn(folder), stack, place, config: stackConfigIn(folder, stack) };
    const plan = planOfStack(run.config, run);
    const preview = await runPreview(() => Promise.resolve(build(plan)), { ...run, ...plan });
    const file = `Pulumi.${stack}.yaml`;
    const text = parseDocument(readFileSync(join(folder, file), "utf8"));
    return { ...preview, file, text, judged: plan.instances.flatMap(({ judged }) => judged) };
};

/** Runs every stack of the folder. */
export const exampleStacks = async (folder: string): Promise<readonly ExampleStack[]> => {
    const found: ExampleStack[] = [];
    // One after the other: Pulumi's mocks are of the whole process.
    for (const stack of stacks.filter((name) => existsSync(join(folder, `Pulumi.${name}.yaml`)))) {
        found.push(await previewed(folder, stack));
    }
    return found;
};

const configured = ({ text }: ExampleStack, key: string): YAMLMap | undefined => {
    const node = text.getIn(["config", `${namespace}:${key}`], true);
    return isMap(node) && node.items.length > 0 ? node : undefined;
};

/** The first component of a mapping as a config of its own, as written. */
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

/** A managed policy looks alike whether it grants or bounds; which of the two, the plan says. */
const asPlanned = (emitted: EmittedDocument, judged: readonly JudgedDocument[]): EmittedDocument => {
    const isBoundary = judged.some(
        ({ planned: { kind, document } }) => kind === "boundary" && JSON.stringify(document) === emitted.raw,
    );
    return isBoundary ? { ...emitted, kind: "boundary", document: parse("boundary", emitted.raw) } : emitted;
};

/**
 * The example of a pattern.
 *
 * @throws Error when no stack uses the pattern.
 */
export const exampleOf = ({ key, component }: DocumentedPattern, among: readonly ExampleStack[]): Example => {
    for (const stack of among) {
        const map = configured(stack, key);
        const [first] = map?.items ?? [];
        const name = isScalar(first?.key) ? String(first.key.value) : undefined;
        if (map === undefined || name === undefined) {
            continue;
        }
        const root = stack.resources.find(
            (resource) => resource.type === `${namespace}:index:${component}` && resource.name === name,
        );
        const resources = root === undefined ? [] : below(root.urn, stack.resources);
        const documents = emittedDocuments(resources).map((emitted) => asPlanned(emitted, stack.judged));
        const outputs = stack.outputs[key] as Readonly<Record<string, Example["outputs"]>> | undefined;
        return {
            file: stack.file,
            stack: stack.stack,
            name,
            yaml: yamlOf(key, map),
            all: stack.resources,
            resources,
            documents,
            edges: edgesOf(documents, stack.resources, place),
            outputs: outputs?.[name] ?? {},
        };
    }
    throw new Error(
        `no stack shows the pattern "${key}", so it has no example to document; add one to Pulumi.dev.yaml`,
    );
};
