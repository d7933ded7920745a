/** The folder `cdk.out`, which `cdk synth` writes: the templates of all stacks, with their accounts and Regions. */
import { getOwn, keysOf } from "../../policypack/documents/values/paths";
import { isAccountId, isRegionCode } from "../../policypack/iam";
import { templateStack } from "./cloudFormation";
import {
    UnreadableError,
    type ReadInput,
    type ReadingContext,
    type SourceStack,
    type SourceText,
    type Unreadable,
} from "./input";
import { parseJsonText } from "./parseText";

/** The manifest of an assembly. @see AWS CDK, cloud-assembly-schema, AssemblyManifest */
export const isCdkManifest = (value: unknown): boolean =>
    typeof getOwn(value, "version") === "string" && typeof getOwn(value, "artifacts") === "object";

/** Reads a file of the assembly by its path below the folder of the manifest. */
export type ReadFile = (path: string) => SourceText;

/** How deeply stacks nest; CloudFormation itself allows far fewer levels than assemblies and stacks could name. */
const deepest = 32;

const textAt = (value: unknown, key: string): string | undefined => {
    const found = getOwn(value, key);
    return typeof found === "string" ? found : undefined;
};

/** `aws://123456789012/eu-west-1`, where either can be unknown. */
const environmentOf = (artifact: unknown): { readonly account?: string; readonly region?: string } => {
    const [, account = "", region = ""] = /^aws:\/\/([^/]*)\/(.*)$/.exec(textAt(artifact, "environment") ?? "") ?? [];
    return { ...(isAccountId(account) ? { account } : {}), ...(isRegionCode(region) ? { region } : {}) };
};

const join = (folder: string, path: string): string => (folder === "" ? path : `${folder}/${path}`);

class AssemblyReader {
    readonly stacks: SourceStack[] = [];
    readonly unreadable: Unreadable[] = [];
    private readonly seen = new Set<string>();

    constructor(
        private readonly readFile: ReadFile,
        private readonly context: ReadingContext,
    ) {}

    readManifest(manifest: unknown, folder: string, depth: number): void {
        const artifacts = getOwn(manifest, "artifacts");
        for (const id of keysOf(artifacts)) {
            const artifact = getOwn(artifacts, id);
            const properties = getOwn(artifact, "properties");
            const type = textAt(artifact, "type");
            if (type === "aws:cloudformation:stack") {
                const file = textAt(properties, "templateFile");
                const stack = textAt(properties, "stackName") ?? id;
                this.readTemplate(folder, file, { stack, ...environmentOf(artifact) }, depth);
            } else if (type === "cdk:cloud-assembly") {
                this.readNested(join(folder, textAt(properties, "directoryName") ?? ""), depth);
            }
        }
    }

    private readNested(folder: string, depth: number): void {
        this.contain(join(folder, "manifest.json"), depth, ({ text }) => {
            this.readManifest(parseJsonText(text), folder, depth - 1);
        });
    }

    private readTemplate(
        folder: string,
        file: string | undefined,
        deployed: { readonly stack: string; readonly account?: string; readonly region?: string },
        depth: number,
    ): void {
        if (file === undefined) {
            return;
        }
        this.contain(join(folder, file), depth, (source) => {
            const { stack, template, unreadable } = templateStack(
                source,
                { project: "cdk", ...deployed },
                this.context,
            );
            this.stacks.push(stack);
            this.unreadable.push(...unreadable);
            const resources = getOwn(template, "Resources");
            for (const name of keysOf(resources)) {
                const resource = getOwn(resources, name);
                if (textAt(resource, "Type") === "AWS::CloudFormation::Stack") {
                    // The template of a nested stack is an asset of the assembly.
                    const asset = textAt(getOwn(resource, "Metadata"), "aws:asset:path");
                    this.readTemplate(folder, asset, { ...deployed, stack: `${deployed.stack}-${name}` }, depth - 1);
                }
            }
        });
    }

    /** Reads each file once, and notes one that cannot be read. */
    private contain(path: string, depth: number, read: (source: SourceText) => void): void {
        if (this.seen.has(path)) {
            return;
        }
        this.seen.add(path);
        try {
            if (depth === 0) {
                throw new UnreadableError(`is nested more than ${deepest} levels deep`);
            }
            read(this.readFile(path));
        } catch (error) {
            if (!(error instanceof UnreadableError)) {
                throw error;
            }
            this.unreadable.push({ file: path, reason: error.message });
        }
    }
}

export const readCdkAssembly = (
    manifest: unknown,
    file: string,
    readFile: ReadFile,
    context: ReadingContext,
): ReadInput => {
    const reader = new AssemblyReader(readFile, context);
    reader.readManifest(manifest, "", deepest);
    return { file, format: "cdk", stacks: reader.stacks, unreadable: reader.unreadable };
};
