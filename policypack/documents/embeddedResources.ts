/**
 * Visits a resource and the resources embedded in it: in CloudFormation templates and in Cloud Control's desired state.
 */

import { parseJson } from "./values/parseJson";
import { getOwn, expandPath, isFullyKnown, formatPath, type Step } from "./values/paths";
import { resourceTypes } from "./resourceTypes";
import { resourcesOf } from "./cloudformation/template";
import { isUnknown } from "./values/unknown";

/** Context for reading templates. */
export interface TemplateReading {
    /** The account of the resource, for `AWS::AccountId`. */
    readonly account?: string;
    /** Parses a template that is not JSON; returns undefined if it cannot. */
    readonly readTemplate?: (text: string) => unknown;
}

/** How many levels of nested templates are read. */
const maxTemplateDepth = 3;

/** A resource, top-level or embedded. */
export interface ResourceView {
    readonly type: string;
    readonly props: unknown;
    /** The path of `props` in the top-level resource; empty for that resource itself. */
    readonly prefix: string;
    readonly templateReading: TemplateReading;
    readonly depth: number;
}

/** The path of a property below a prefix. */
export const at = (prefix: string, property: string): string => (prefix === "" ? property : `${prefix}.${property}`);

/** Called for each resource, embedded ones included, and for each unknown value that may hide resources. */
export interface Visitor<Result> {
    readonly of: (source: ResourceView) => readonly Result[];
    readonly ofUnknown: (source: ResourceView, steps: readonly Step[]) => Result;
}

/** Types that wrap a CloudFormation resource: the properties with its type and with its properties. */
const wrapperTypes: Readonly<Record<string, readonly [type: string, properties: string]>> = {
    "aws:cloudcontrol/resource:Resource": ["typeName", "desiredState"],
    "aws-native:index:ExtensionResource": ["type", "properties"],
};

const visitWrapped = <Result>(source: ResourceView, visitor: Visitor<Result>): readonly Result[] | undefined => {
    const row = Object.hasOwn(wrapperTypes, source.type) ? wrapperTypes[source.type] : undefined;
    if (row === undefined) {
        return undefined;
    }
    const [typeName, state] = row.map((property) => getOwn(source.props, property));
    if (isUnknown(state)) {
        return [visitor.ofUnknown(source, [row[1]])];
    }
    return visitView(
        {
            ...source,
            type: typeof typeName === "string" ? typeName : "",
            props: typeof state === "string" ? parseJson(state) : state,
            prefix: at(source.prefix, row[1]),
        },
        visitor,
    );
};

const visitTemplate = <Result>(
    source: ResourceView,
    steps: readonly Step[],
    visitor: Visitor<Result>,
): readonly Result[] => {
    const { props, prefix, templateReading, depth } = source;
    const value = steps.reduce<unknown>(getOwn, props);
    if (isUnknown(value) || !isFullyKnown(value)) {
        return [visitor.ofUnknown(source, steps)];
    }
    const template = typeof value === "string" ? (parseJson(value) ?? templateReading.readTemplate?.(value)) : value;
    const parameters = getOwn(props, "parameters") ?? getOwn(props, "Parameters");
    const property = at(prefix, formatPath(steps));
    return depth === 0
        ? []
        : resourcesOf(template, parameters, templateReading.account).flatMap(({ name, type, properties }) =>
              visitView(
                  {
                      type,
                      props: properties,
                      prefix: `${property}.Resources.${name}.Properties`,
                      templateReading,
                      depth: depth - 1,
                  },
                  visitor,
              ),
          );
};

/** The template properties by type. Precomputed, because few types have any and every rule visits every resource. */
const templatePaths: ReadonlyMap<string, readonly string[]> = new Map(
    Object.entries(resourceTypes)
        .map(([type, holder]) => [type, Object.keys(holder).filter((path) => holder[path] === "template")] as const)
        .filter(([, paths]) => paths.length > 0),
);

/** The results for a resource and for those in its templates. */
const visitView = <Result>(source: ResourceView, visitor: Visitor<Result>): readonly Result[] => {
    const wrapped = visitWrapped(source, visitor);
    if (wrapped !== undefined) {
        return wrapped;
    }
    const results = visitor.of(source);
    const paths = templatePaths.get(source.type);
    return paths === undefined
        ? results
        : [
              ...results,
              ...paths.flatMap((path) =>
                  expandPath(source.props, path).flatMap((steps) => visitTemplate(source, steps, visitor)),
              ),
          ];
};

/** The results for a resource and for all embedded resources. */
export const visitResources = <Result>(
    type: string,
    props: unknown,
    context: TemplateReading,
    visitor: Visitor<Result>,
): readonly Result[] =>
    // Providers and Pulumi's own types grant nothing; a provider's session policy only limits permissions.
    type.startsWith("pulumi:")
        ? []
        : visitView({ type, props, prefix: "", templateReading: context, depth: maxTemplateDepth }, visitor);
