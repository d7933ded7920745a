/** CloudFormation and SAM templates, JSON and YAML. A template is evaluated as the stack that deploys it. */
import { yamlTemplate } from "../../policypack/documents/cloudformation/yaml";
import { getOwn, keysOf } from "../../policypack/documents/values/paths";
import {
    stackNameOf,
    UnreadableError,
    urnOf,
    type ReadInput,
    type ReadingContext,
    type SourceResource,
    type SourceStack,
    type SourceText,
    type Unreadable,
} from "./input";
import { isJsonText } from "./parseText";
import { pathPosition } from "./positions";

const stackType = "aws:cloudformation/stack:Stack";

/** Whether a parsed value is a template. Its resources may be wrong in any way, which their evaluation reports. */
export const isTemplate = (value: unknown): boolean => {
    const resources = getOwn(value, "Resources");
    return (
        typeof getOwn(value, "AWSTemplateFormatVersion") === "string" ||
        keysOf(resources).some(
            (name) =>
                name.startsWith("Fn::ForEach::") ||
                /^(AWS|Alexa|Custom)::/.test(String(getOwn(getOwn(resources, name), "Type"))),
        )
    );
};

/** Whether a text that is no JSON has the form of a template. It is not parsed, because it may be anything. */
export const isTemplateText = (text: string): boolean =>
    /^["']?AWSTemplateFormatVersion["']?[ \t]*:/m.test(text) ||
    (/^["']?Resources["']?[ \t]*:/m.test(text) && /\bType["']?[ \t]*:[ \t]*["']?(?:AWS|Alexa|Custom)::/.test(text));

/** What is known of the stack that a template is deployed as. */
export interface DeployedStack {
    readonly project: string;
    readonly stack: string;
    readonly account?: string | undefined;
    readonly region?: string | undefined;
}

const prefix = "templateBody";

const within = (path: string): string => (path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : path);

const parseTemplate = ({ text }: SourceText): { readonly value: unknown; readonly flaw?: string | undefined } => {
    if (isJsonText(text)) {
        try {
            return { value: JSON.parse(text) as unknown };
        } catch {
            // YAML accepts more, and reads what comes before an error.
        }
    }
    try {
        const { template, flaw } = yamlTemplate(text);
        return { value: template, flaw };
    } catch (error) {
        return { value: undefined, flaw: error instanceof Error ? error.message : String(error) };
    }
};

/** The template as the resource that deploys it, and what of it cannot be read. */
export const templateStack = (
    source: SourceText,
    { project, stack, account, region }: DeployedStack,
    { organization }: ReadingContext,
): { readonly stack: SourceStack; readonly template: unknown; readonly unreadable: readonly Unreadable[] } => {
    const { value, flaw } = parseTemplate(source);
    const position = pathPosition(source.text, () => value);
    const resources = getOwn(value, "Resources");
    const resource: SourceResource = {
        urn: urnOf(project, stack, stackType, stack),
        type: stackType,
        name: stack,
        props: { templateBody: source.text },
        provider: {
            ...(account === undefined ? {} : { allowedAccountIds: [account] }),
            ...(region === undefined ? {} : { region }),
        },
        secretPaths: [],
        hiddenPaths: [],
        address: stack,
        sourceType: "AWS::CloudFormation::Stack",
        file: source.file,
        account,
        region,
        placeOf: (path) => {
            const [, name] = /^templateBody\.Resources\.([^.[]+)/.exec(path) ?? [];
            const type = getOwn(getOwn(resources, name ?? ""), "Type");
            return {
                address: name ?? stack,
                type: typeof type === "string" ? type : "AWS::CloudFormation::Stack",
                path: within(path),
            };
        },
        positionOf: (path) => position(within(path)),
    };
    return {
        stack: { stack: { stack, project, organization }, resources: [resource], secretTexts: new Set() },
        template: value,
        unreadable: flaw === undefined ? [] : [{ file: source.file, reason: flaw }],
    };
};

export const readCloudFormation = (source: SourceText, context: ReadingContext): ReadInput => {
    const deployed = { project: "cloudformation", stack: stackNameOf(source.file) };
    const { stack, unreadable, template } = templateStack(source, deployed, context);
    if (template === undefined || template === null) {
        throw new UnreadableError(unreadable[0]?.reason ?? "is empty");
    }
    return { file: source.file, format: "cloudformation", stacks: [stack], unreadable };
};
