/**
 * Visits a resource and the resources embedded in it: in CloudFormation templates and in Cloud Control's desired state.
 */

import { memoizeByObject, TextCache } from "../iam";
import { TemplateBudget, TemplateLimitError } from "./cloudformation/budget";
import { givenParameters, type GivenParameters } from "./cloudformation/parameters";
import type { ReadTemplate } from "./cloudformation/readTemplate";
import { boundaryPoliciesIn } from "./cloudformation/boundaryPolicies";
import { contentOf, type TemplateContent } from "./cloudformation/template";
import { jsonText, parseJson } from "./values/parseJson";
import { getOwn, expandPath, isFullyKnown, formatPath, type Step } from "./values/paths";
import { placeAt } from "./values/place";
import { isDocument, resourceTypes } from "./resourceTypes";
import { detectedIn } from "./unlistedTypes";
import { isUnknown } from "./values/unknown";

/** Context for reading templates. */
export interface TemplateReading {
    /** The account of the resource, for `AWS::AccountId`. */
    readonly account?: string;
    /** Parses a template that is not JSON as far as it can be read. */
    readonly readTemplate?: (text: string) => ReadTemplate;
}

/** A template is read once for each set of parameters, which costs a step for so many characters. */
const charactersOfStep = 2;

/** How many levels of templates in templates are read; the budget ends wider ones before. */
const maxTemplateDepth = 8;

/** A resource, top-level or embedded. */
export interface ResourceView {
    readonly type: string;
    readonly props: unknown;
    /** The path of `props` in the top-level resource; empty for that resource itself. */
    readonly prefix: string;
    /** The prefix without positions in lists. */
    readonly place: string;
    /** The properties as a template declares them, with its functions; undefined for a resource of no template. */
    readonly template?: { readonly declared: unknown };
    /** Whether it is a managed policy that its template uses as a permissions boundary only. */
    readonly isBoundary?: boolean;
}

/** An embedded template, or a part of one, that cannot be read. */
export interface UnreadableView {
    /** Its path in the top-level resource. */
    readonly path: string;
    /** The path without positions in lists. */
    readonly place: string;
    /** A clause that describes the template: `refers to itself`. */
    readonly reason: string;
    /** Whether it is a syntax error after which the template may be lost. */
    readonly isSyntaxError?: boolean;
}

type EmbeddedView = ResourceView | UnreadableView;

/** The path of a property below a prefix. */
export const at = (prefix: string, property: string): string =>
    prefix === "" || property === "" ? `${prefix}${property}` : `${prefix}.${property}`;

/** Called for each resource, embedded ones included, and for each value that may hide resources. */
export interface Visitor<Result> {
    readonly of: (source: ResourceView) => readonly Result[];
    /** For an unknown value. */
    readonly ofUnknown: (source: ResourceView, steps: readonly Step[]) => Result;
    /** For a template that cannot be read within its budget. */
    readonly ofUnreadable: (view: UnreadableView) => readonly Result[];
}

/** Types that wrap a CloudFormation resource: the properties with its type and with its properties. */
const wrapperTypes: ReadonlyMap<string, readonly [type: string, properties: string]> = new Map([
    ["aws:cloudcontrol/resource:Resource", ["typeName", "desiredState"]],
    ["aws-native:index:ExtensionResource", ["type", "properties"]],
]);

/** The wrapped resource. A wrapper in a wrapper is no CloudFormation resource, so it is not read. */
const unwrapped = (source: ResourceView, [typeProperty, property]: readonly [string, string]): ResourceView => {
    const typeName = getOwn(source.props, typeProperty);
    const state = getOwn(source.props, property);
    return {
        type: typeof typeName === "string" ? typeName : "",
        props: typeof state === "string" ? parseJson(state) : state,
        prefix: at(source.prefix, property),
        place: at(source.place, property),
    };
};

/** The template properties by type. Precomputed, because few types have any and every rule visits every resource. */
const templatePaths: ReadonlyMap<string, readonly string[]> = new Map(
    Object.entries(resourceTypes)
        .map(([type, holder]) => [type, Object.keys(holder).filter((path) => holder[path] === "template")] as const)
        .filter(([, paths]) => paths.length > 0),
);

/** The concrete steps to each template of a resource: by the table, or by form. */
const templatesIn = ({ type, props }: ResourceView): readonly (readonly Step[])[] =>
    templatePaths.get(type)?.flatMap((path) => expandPath(props, path)) ?? detectedIn(type, props).templates;

/** Where a template stands. */
interface TemplateAt {
    readonly path: string;
    /** The path without positions in lists. */
    readonly place: string;
}

/** A template as it is written, and the parameters of its stacks. */
interface WrittenTemplate extends TemplateAt {
    readonly value: unknown;
    readonly parameters: readonly GivenParameters[];
}

const writtenAt = ({ props, prefix, place }: ResourceView, steps: readonly Step[]): WrittenTemplate => ({
    value: steps.reduce<unknown>(getOwn, props),
    parameters: givenParameters(steps.slice(0, -1).reduce<unknown>(getOwn, props)),
    path: at(prefix, formatPath(steps)),
    place: at(place, placeAt(props, steps)),
});

/** Reads a template and those in it, within one budget. */
class EmbeddedReader {
    readonly views: EmbeddedView[] = [];
    private readonly budget: TemplateBudget;

    constructor(
        private readonly context: TemplateReading,
        length: number,
    ) {
        this.budget = new TemplateBudget(length);
    }

    /** Once the budget is spent, the rest of the template is one unreadable part. */
    readAll(written: WrittenTemplate, length: number): void {
        try {
            this.read(written, length, maxTemplateDepth);
        } catch (error) {
            this.report(written, error);
        }
    }

    private report({ path, place }: WrittenTemplate, error: unknown): void {
        if (!(error instanceof TemplateLimitError)) {
            throw error;
        }
        this.views.push({ path, place, reason: error.message });
    }

    private read({ value, parameters, path, place }: WrittenTemplate, length: number, depth: number): void {
        const at = { path, place };
        if (depth === 0) {
            throw new TemplateLimitError(`nests templates more than ${maxTemplateDepth} levels deep`);
        }
        const { template, flaw } = this.templateOf(value);
        const boundaries = boundaryPoliciesIn(template, isDocument);
        for (const given of parameters) {
            this.budget.step(length / charactersOfStep);
            const content = contentOf(template, given, this.context.account, this.budget, length);
            this.readContent(content, boundaries, at, depth);
        }
        if (flaw !== undefined) {
            this.views.push({ ...at, reason: flaw, isSyntaxError: true });
        }
    }

    private readContent(
        content: TemplateContent,
        boundaries: ReadonlySet<string>,
        { path, place }: TemplateAt,
        depth: number,
    ): void {
        for (const { name, type, properties, declared } of content.resources) {
            const within = `.Resources.${name}.Properties`;
            const view = {
                type,
                props: properties,
                prefix: `${path}${within}`,
                place: `${place}${within}`,
                template: { declared },
                isBoundary: boundaries.has(name),
            };
            this.views.push(view);
            for (const steps of templatesIn(view)) {
                this.readNested(writtenAt(view, steps), depth - 1);
            }
        }
        for (const { name, reason } of content.unreadable) {
            const within = name === undefined ? "" : `.Resources.${name}`;
            this.views.push({ path: `${path}${within}`, place: `${place}${within}`, reason });
        }
    }

    private readNested(written: WrittenTemplate, depth: number): void {
        try {
            const length = typeof written.value === "string" ? written.value.length : 0;
            this.budget.step(length);
            this.read(written, length, depth);
        } catch (error) {
            if (this.budget.isSpent) {
                throw error;
            }
            this.report(written, error);
        }
    }

    private templateOf(value: unknown): ReadTemplate {
        if (typeof value !== "string") {
            return { template: value };
        }
        const template = parseJson(value);
        return template === undefined ? (this.context.readTemplate?.(value) ?? { template }) : { template };
    }
}

/** Every rule reads the same templates. By the function that reads YAML, if any. */
const cacheOf = memoizeByObject<object, TextCache<readonly EmbeddedView[]>>(() => new TextCache(maxCachedCharacters));
const withoutYaml = {};
const maxCachedCharacters = 8_000_000;

/** The resources in a template and in those below it. */
const embeddedIn = (written: WrittenTemplate, context: TemplateReading): readonly EmbeddedView[] => {
    const text = typeof written.value === "string" ? written.value : jsonText(written.value);
    const parameters = jsonText(written.parameters);
    if (text === undefined || parameters === undefined) {
        return [{ path: written.path, place: written.place, reason: "is nested too deeply" }];
    }
    const kind = typeof written.value;
    const key = [kind, written.path, written.place, context.account ?? "", parameters, text].join("\n");
    return cacheOf(context.readTemplate ?? withoutYaml).get(key, () => {
        const embedded = new EmbeddedReader(context, text.length);
        embedded.readAll(written, text.length);
        return embedded.views;
    });
};

const visitTemplate = <Result>(
    source: ResourceView,
    steps: readonly Step[],
    context: TemplateReading,
    visitor: Visitor<Result>,
): readonly Result[] => {
    const written = writtenAt(source, steps);
    return isUnknown(written.value) || !isFullyKnown(written.value)
        ? [visitor.ofUnknown(source, steps)]
        : embeddedIn(written, context).flatMap((view) =>
              "reason" in view ? visitor.ofUnreadable(view) : visitor.of(view),
          );
};

/** The results for a resource and for all embedded resources. */
export const visitResources = <Result>(
    type: string,
    props: unknown,
    context: TemplateReading,
    visitor: Visitor<Result>,
): readonly Result[] => {
    // Providers and Pulumi's own types grant nothing; a provider's session policy only limits permissions.
    if (type.startsWith("pulumi:")) {
        return [];
    }
    const declared = { type, props, prefix: "", place: "" };
    const wrapper = wrapperTypes.get(type);
    if (wrapper !== undefined && isUnknown(getOwn(props, wrapper[1]))) {
        return [visitor.ofUnknown(declared, [wrapper[1]])];
    }
    const source = wrapper === undefined ? declared : unwrapped(declared, wrapper);
    const templates = templatesIn(source);
    return templates.length === 0
        ? visitor.of(source)
        : [...visitor.of(source), ...templates.flatMap((steps) => visitTemplate(source, steps, context, visitor))];
};
