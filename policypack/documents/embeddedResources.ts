/** A resource, and those inside it: in its templates, and what Cloud Control is told to make. */

import { parseJson } from "./values/parseJson";
import { getOwn, expandPath, isFullyKnown, formatPath, type Step } from "./values/paths";
import { resourceTypes } from "./resourceTypes";
import { resourcesOf } from "./cloudformation/template";
import { isUnknown } from "./values/unknown";

/** What helps to read templates. */
export interface TemplateReading {
    /** The account of the resource, for `AWS::AccountId`. */
    readonly account?: string;
    /** Reads a template that is not JSON; undefined for a text it cannot read. */
    readonly readTemplate?: (text: string) => unknown;
}

/** Templates in templates in templates: nobody goes further on purpose. */
const maxTemplateDepth = 3;

/** One of them. */
export interface ResourceView {
    readonly type: string;
    readonly props: unknown;
    /** Where `props` stands in the resource. */
    readonly prefix: string;
    readonly templateReading: TemplateReading;
    readonly depth: number;
}

/** A property of what stands at a prefix. */
export const at = (prefix: string, property: string): string => (prefix === "" ? property : `${prefix}.${property}`);

/** What is asked of each resource, also of those inside another; and of a value that still hides them. */
export interface Visitor<Answer> {
    readonly of: (source: ResourceView) => readonly Answer[];
    readonly ofUnknown: (source: ResourceView, steps: readonly Step[]) => Answer;
}

/** Cloud Control and the native provider's extension name a CloudFormation type and hold its properties. */
const controlling: Readonly<Record<string, readonly [type: string, properties: string]>> = {
    "aws:cloudcontrol/resource:Resource": ["typeName", "desiredState"],
    "aws-native:index:ExtensionResource": ["type", "properties"],
};

const inControlled = <Answer>(source: ResourceView, asked: Visitor<Answer>): readonly Answer[] | undefined => {
    const row = Object.hasOwn(controlling, source.type) ? controlling[source.type] : undefined;
    if (row === undefined) {
        return undefined;
    }
    const [named, state] = row.map((property) => getOwn(source.props, property));
    if (isUnknown(state)) {
        return [asked.ofUnknown(source, [row[1]])];
    }
    return inEach(
        {
            ...source,
            type: typeof named === "string" ? named : "",
            props: typeof state === "string" ? parseJson(state) : state,
            prefix: at(source.prefix, row[1]),
        },
        asked,
    );
};

const inTemplate = <Answer>(
    source: ResourceView,
    steps: readonly Step[],
    asked: Visitor<Answer>,
): readonly Answer[] => {
    const { props, prefix, templateReading, depth } = source;
    const value = steps.reduce<unknown>(getOwn, props);
    if (isUnknown(value) || !isFullyKnown(value)) {
        return [asked.ofUnknown(source, steps)];
    }
    const template = typeof value === "string" ? (parseJson(value) ?? templateReading.readTemplate?.(value)) : value;
    const parameters = getOwn(props, "parameters") ?? getOwn(props, "Parameters");
    const property = at(prefix, formatPath(steps));
    return depth === 0
        ? []
        : resourcesOf(template, parameters, templateReading.account).flatMap(({ name, type, properties }) =>
              inEach(
                  {
                      type,
                      props: properties,
                      prefix: `${property}.Resources.${name}.Properties`,
                      templateReading,
                      depth: depth - 1,
                  },
                  asked,
              ),
          );
};

/** The properties of a type that hold templates; few types have any, and every rule asks for every resource. */
const templatePaths: ReadonlyMap<string, readonly string[]> = new Map(
    Object.entries(resourceTypes)
        .map(([type, holder]) => [type, Object.keys(holder).filter((path) => holder[path] === "template")] as const)
        .filter(([, paths]) => paths.length > 0),
);

/** The answers of a resource, and of those in its templates. */
const inEach = <Answer>(source: ResourceView, asked: Visitor<Answer>): readonly Answer[] => {
    const controlled = inControlled(source, asked);
    if (controlled !== undefined) {
        return controlled;
    }
    const answers = asked.of(source);
    const paths = templatePaths.get(source.type);
    return paths === undefined
        ? answers
        : [
              ...answers,
              ...paths.flatMap((path) =>
                  expandPath(source.props, path).flatMap((steps) => inTemplate(source, steps, asked)),
              ),
          ];
};

/** The answers of a resource, and of all inside it. */
export const visitResources = <Answer>(
    type: string,
    props: unknown,
    context: TemplateReading,
    asked: Visitor<Answer>,
): readonly Answer[] =>
    // Providers and Pulumi's own types grant nothing; a provider's session policy only limits.
    type.startsWith("pulumi:")
        ? []
        : inEach({ type, props, prefix: "", templateReading: context, depth: maxTemplateDepth }, asked);
