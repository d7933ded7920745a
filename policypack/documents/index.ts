/** Finds the policy documents in a resource. Pure and without packages, because the program uses it too. */

import { UnreadableDocument, type DocumentKind } from "../iam";
import { attachmentsOf, type Attachment } from "./resourceTypes/attachments";
import { nativePath } from "./resourceTypes/cloudFormation";
import { detectDocuments } from "./heuristics";
import type { PropertyContent, DocumentProperties } from "./values/types";
import { maximumCharacters } from "./resourceTypes/maximumCharacters";
import { at, visitResources, type ResourceView, type TemplateReading } from "./embeddedResources";
import {
    adviceFor,
    permissionDocument,
    propertyOfCondition,
    type PermissionAdvice,
    type PermissionFields,
} from "./resourceTypes/permissions";
import { readOrThrowUnknown, keysOf, getOwn, expandPath, formatPath, type Step } from "./values/paths";
import { fieldsOfTypes, propertiesOf } from "./resourceTypes";
import { isRedacted } from "./values/unknown";

export type { TemplateReading } from "./embeddedResources";
export { fieldsOfTypes, resourceTypes } from "./resourceTypes";

/** A policy document of a resource. */
export interface DocumentLocation {
    /** The path of the property in the resource: `inlinePolicies[0].policy`. */
    readonly property: string;
    readonly kind: DocumentKind;
    /** The document as a plain value. Reading it throws Pulumi's own error if a value is unknown. */
    readonly raw: unknown;
    /** The maximum number of characters, if it depends on the resource type. */
    readonly maximumCharacters?: number;
    /** What to do, if the resource expresses its statement as properties (a Lambda permission). */
    readonly advice?: (known: { readonly account?: string; readonly isInTemplate?: boolean }) => LocatedAdvice;
    /** The document as the CloudFormation template declares it: with its functions, which `raw` resolves. */
    readonly template?: { readonly declared: unknown };
}

/** What to do about a permission, and the path of its properties. */
export interface LocatedAdvice extends PermissionAdvice {
    readonly path: string;
    /** The property that a condition of the document is written as, by the path of the condition. */
    readonly propertyOf: (conditionPath: string) => string | undefined;
}

type Kinds = readonly DocumentKind[];

const everyKind: Kinds = ["trust", "grant", "boundary", "resource"];

/** A document in a property. Created for every rule and resource, but read only if the rule evaluates it. */
class PropertyLocation implements DocumentLocation {
    readonly property: string;
    readonly maximumCharacters: number | undefined;

    constructor(
        private readonly source: ResourceView,
        private readonly steps: readonly Step[],
        readonly kind: DocumentKind,
    ) {
        this.property = at(source.prefix, formatPath(steps));
        this.maximumCharacters = kind === "grant" ? maximumCharacters(source.type) : undefined;
    }

    get template(): DocumentLocation["template"] {
        const { template } = this.source;
        return template && { declared: this.steps.reduce<unknown>(getOwn, template.declared) };
    }

    get raw(): unknown {
        const value = this.steps.reduce<unknown>(getOwn, this.source.props);
        // The values of a template are known and frozen, so they need no copy.
        return typeof value === "object" && Object.isFrozen(value)
            ? value
            : readOrThrowUnknown(this.source.props, this.steps);
    }
}

const documentLocations = (
    source: ResourceView,
    holder: DocumentProperties,
    kinds: Kinds,
): readonly DocumentLocation[] =>
    Object.entries<PropertyContent>(holder).flatMap(([path, content]) => {
        if (content === "detected") {
            return expandPath(source.props, path).flatMap((steps) => detectedLocations(source, steps));
        }
        if (content === "template" || !kinds.includes(content)) {
            return [];
        }
        return expandPath(source.props, path).map((steps) => new PropertyLocation(source, steps, content));
    });

/** The documents detected below these steps. */
const detectedLocations = (
    { props, prefix, template }: ResourceView,
    below: readonly Step[],
): readonly DocumentLocation[] =>
    detectDocuments(below.reduce<unknown>(getOwn, props)).map(({ steps, kind, raw }) => ({
        property: at(prefix, formatPath([...below, ...steps])),
        kind,
        raw,
        ...(template && {
            template: { declared: [...below, ...steps].reduce<unknown>(getOwn, template.declared) },
        }),
    }));

const decapitalised = (value: unknown): unknown =>
    Object.fromEntries(keysOf(value).map((key) => [nativePath(key), getOwn(value, key)]));

/** The properties under the names of the native provider. */
const withNativeNames = (type: string, props: unknown): unknown =>
    type.startsWith("AWS::") ? decapitalised(props) : props;

const permissionLocations = (
    { type, props, prefix, template }: ResourceView,
    fields: PermissionFields,
    kinds: Kinds,
): readonly DocumentLocation[] =>
    !kinds.includes("resource") || keysOf(props).some((key) => isRedacted(getOwn(props, key)))
        ? []
        : [
              {
                  property: at(prefix, type.startsWith("AWS::") ? "Principal" : fields.principal),
                  kind: "resource",
                  advice: ({ account, isInTemplate }) => ({
                      ...adviceFor(
                          fields,
                          withNativeNames(type, props),
                          isInTemplate === true ? "${AWS::AccountId}" : account,
                          type.startsWith("AWS::"),
                      ),
                      path: prefix,
                      propertyOf: (path) => propertyOfCondition(fields, path, type.startsWith("AWS::")),
                  }),
                  ...(template && { template }),
                  get raw() {
                      return permissionDocument(fields, withNativeNames(type, props));
                  },
              },
          ];

const locationsIn = (source: ResourceView, kinds: Kinds): readonly DocumentLocation[] => {
    const { type } = source;
    const fields = Object.hasOwn(fieldsOfTypes, type) ? fieldsOfTypes[type] : undefined;
    if (fields !== undefined) {
        return permissionLocations(source, fields, kinds);
    }
    const holder = propertiesOf(type);
    if (holder !== undefined) {
        return documentLocations(source, holder, kinds);
    }
    return detectedLocations(source, []);
};

/**
 * The documents of these kinds in a resource: by the table of resource types, or, for an unlisted type, every value
 * that has the form of a policy document. An unknown value that may hide resources counts as a grant.
 */
export const documentsOf = (
    type: string,
    props: unknown,
    context: TemplateReading = {},
    kinds: Kinds = everyKind,
): readonly DocumentLocation[] =>
    visitResources<DocumentLocation>(type, props, context, {
        of: (source) => locationsIn(source, kinds),
        ofUnknown: (source, steps) => new PropertyLocation(source, steps, "grant"),
        // A boundary is evaluated for its form alone.
        ofUnreadable: (property, reason): readonly DocumentLocation[] => [
            { property, kind: "boundary", raw: new UnreadableDocument(`the template ${reason}`) },
        ],
    }).filter(({ kind }) => kinds.includes(kind));

/** The managed policies a resource attaches, including attachments by resources in its templates. */
export const attachedBy = (type: string, props: unknown, context: TemplateReading = {}): readonly Attachment[] =>
    visitResources(type, props, context, {
        of: (source) =>
            attachmentsOf(source.type, source.props).map((attachment) => ({
                property: at(source.prefix, attachment.property),
                get arn() {
                    return attachment.arn;
                },
            })),
        ofUnknown: ({ props: hiding, prefix }, steps) => ({
            property: at(prefix, formatPath(steps)),
            get arn() {
                return readOrThrowUnknown(hiding, steps);
            },
        }),
        // Reported once, as a document.
        ofUnreadable: () => [],
    });
