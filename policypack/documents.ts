/** Where policy documents stand in a resource. Pure, and without packages: the program asks the same table. */

import type { DocumentKind } from "./iam";
import { cloudFormation, nativeOf, nativePath, nativeToken } from "./places/cloudFormation";
import { lookalikesIn } from "./places/fallback";
import type { Content, Holder, Holders } from "./places/holder";
import { identity } from "./places/identity";
import { jsonOf } from "./places/jsonOf";
import { lookAlikes } from "./places/lookAlikes";
import { maximumCharacters } from "./places/maximumCharacters";
import { permissionDocument, permissions, type PermissionFields } from "./places/permissions";
import { resourcePolicies } from "./places/resourcePolicies";
import { resourcesOf } from "./places/template";
import { demanded, keysOf, own, placesOf, settled, written, type Step } from "./places/reading";
import { isRedacted, isUnknown } from "./places/unknown";

/** One document of a resource. */
export interface Place {
    /** The property it stands in, in the resource's own words: `inlinePolicies[0].policy`. */
    readonly property: string;
    readonly kind: DocumentKind;
    /** The document as a plain value. Reading it throws Pulumi's own error where a value is not known yet. */
    readonly raw: unknown;
    /** The characters AWS takes here at most, where the type says so. */
    readonly maximumCharacters?: number;
    /** The text to paste where the resource writes its statement in fields of its own (a Lambda permission). */
    readonly pasteFields?: (account: string | undefined) => string;
}

/** What helps to read templates. */
export interface Surroundings {
    /** The account of the resource, for `AWS::AccountId`. */
    readonly account?: string;
    /** Reads a template that is not JSON; undefined for a text it cannot read. */
    readonly readTemplate?: (text: string) => unknown;
}

/** Every type the table knows, under every provider's names. */
export const holders: Holders = {
    ...identity,
    ...resourcePolicies,
    ...lookAlikes,
    ...nativeOf(lookAlikes),
    ...cloudFormation,
    ...nativeOf(cloudFormation),
};

/** Every type whose fields are a statement; the rows already have the native provider's field names. */
export const fieldsOfTypes: Readonly<Record<string, PermissionFields>> = {
    ...permissions,
    ...Object.fromEntries(
        Object.entries(permissions)
            .filter(([type]) => type.startsWith("AWS::"))
            .map(([type, fields]) => [nativeToken(type), fields]),
    ),
};

/** Templates in templates in templates: nobody goes further on purpose. */
const deepestTemplate = 3;

interface Source {
    readonly type: string;
    readonly props: unknown;
    /** Where `props` stands in the resource. */
    readonly prefix: string;
    readonly surroundings: Surroundings;
    readonly depth: number;
}

const at = (prefix: string, property: string): string => (prefix === "" ? property : `${prefix}.${property}`);

const limits = (type: string, kind: DocumentKind): Pick<Place, "maximumCharacters"> => {
    const most = kind === "grant" ? maximumCharacters(type) : undefined;
    return most === undefined ? {} : { maximumCharacters: most };
};

const place = ({ type, props, prefix }: Source, steps: readonly Step[], kind: DocumentKind): Place => ({
    property: at(prefix, written(steps)),
    kind,
    ...limits(type, kind),
    get raw() {
        return demanded(props, steps);
    },
});

const templatePlaces = (source: Source, steps: readonly Step[]): readonly Place[] => {
    const { props, prefix, surroundings, depth } = source;
    const value = steps.reduce<unknown>(own, props);
    if (isUnknown(value) || !settled(value)) {
        return [place(source, steps, "grant")];
    }
    const template = typeof value === "string" ? (jsonOf(value) ?? surroundings.readTemplate?.(value)) : value;
    const parameters = own(props, "parameters") ?? own(props, "Parameters");
    const property = at(prefix, written(steps));
    return depth === 0
        ? []
        : resourcesOf(template, parameters, surroundings.account).flatMap(({ name, type, properties }) =>
              placesIn({
                  type,
                  props: properties,
                  prefix: `${property}.Resources.${name}.Properties`,
                  surroundings,
                  depth: depth - 1,
              }),
          );
};

const heldPlaces = (source: Source, holder: Holder): readonly Place[] =>
    Object.entries<Content>(holder).flatMap(([path, content]) =>
        placesOf(source.props, path).flatMap((steps) =>
            content === "template" ? templatePlaces(source, steps) : [place(source, steps, content)],
        ),
    );

const decapitalised = (value: unknown): unknown =>
    Object.fromEntries(keysOf(value).map((key) => [nativePath(key), own(value, key)]));

const fieldPlaces = ({ type, props, prefix }: Source, fields: PermissionFields): readonly Place[] =>
    keysOf(props).some((key) => isRedacted(own(props, key)))
        ? []
        : [
              {
                  property: at(prefix, type.startsWith("AWS::") ? "Principal" : fields.principal),
                  kind: "resource",
                  pasteFields: fields.paste,
                  get raw() {
                      return permissionDocument(fields, type.startsWith("AWS::") ? decapitalised(props) : props);
                  },
              },
          ];

/** Cloud Control and the native provider's extension name a CloudFormation type and hold its properties. */
const controlled = (source: Source): readonly Place[] | undefined => {
    const [typeName, state] =
        source.type === "aws:cloudcontrol/resource:Resource"
            ? ["typeName", "desiredState"]
            : source.type === "aws-native:index:ExtensionResource"
              ? ["type", "properties"]
              : [undefined, undefined];
    if (typeName === undefined) {
        return undefined;
    }
    const named = own(source.props, typeName);
    const value = own(source.props, state);
    if (isUnknown(value)) {
        return [place(source, [state], "grant")];
    }
    const properties = typeof value === "string" ? jsonOf(value) : value;
    return placesIn({
        ...source,
        type: typeof named === "string" ? named : "",
        props: properties,
        prefix: at(source.prefix, state),
    });
};

const placesIn = (source: Source): readonly Place[] => {
    const { type } = source;
    // A type may be named like a member of every object; only the table's own rows count.
    const fields = Object.hasOwn(fieldsOfTypes, type) ? fieldsOfTypes[type] : undefined;
    if (fields !== undefined) {
        return fieldPlaces(source, fields);
    }
    const holder = Object.hasOwn(holders, type) ? holders[type] : undefined;
    if (holder !== undefined) {
        return heldPlaces(source, holder);
    }
    return lookalikesIn(source.props).map(({ steps, kind, raw }) => ({
        property: at(source.prefix, written(steps)),
        kind,
        raw,
    }));
};

/**
 * The documents of a resource: by the table where it knows the type, else whatever is plainly a policy document.
 * Providers and Pulumi's own types grant nothing; a provider's session policy only limits.
 */
export const documentsOf = (type: string, props: unknown, surroundings: Surroundings = {}): readonly Place[] => {
    if (type.startsWith("pulumi:")) {
        return [];
    }
    const source: Source = { type, props, prefix: "", surroundings, depth: deepestTemplate };
    return controlled(source) ?? placesIn(source);
};
