/** Finds the policy documents in a resource. Pure and without packages, because the program uses it too. */

import { memoizeByObject, UnreadableDocument, type DocumentKind } from "../iam";
import { attachmentsOf, type Attachment } from "./resourceTypes/attachments";
import { detect, type DetectedDocument } from "./heuristics";
import { detectedIn } from "./unlistedTypes";
import { awsTypeOf, type AwsType } from "./resourceTypes/otherProviders";
import { valueAtPath, writtenPath } from "./cloudformation/sources";
import { spelledOutDocument, type SpelledOutDocument } from "./resourceTypes/crossplane";
import type { PropertyContent, DocumentProperties } from "./values/types";
import { clientNetworkOf, type ClientNetwork } from "./resourceTypes/clientNetwork";
import { maximumCharacters } from "./resourceTypes/maximumCharacters";
import { at, visitResources, type ResourceView, type TemplateReading } from "./embeddedResources";
import {
    adviceFor,
    nativeFields,
    permissionDocument,
    propertyOfCondition,
    type PermissionAdvice,
    type PermissionFields,
} from "./resourceTypes/permissions";
import { readOrThrowUnknown, keysOf, getOwn, expandPath, formatPath, isFullyKnown, type Step } from "./values/paths";
import { placeAt, placeOfPath } from "./values/place";
import { fieldsOf, propertiesOf } from "./resourceTypes";
import { isRedacted } from "./values/unknown";

export { valueAtPath, writtenPath } from "./cloudformation/sources";
export type { TemplateReading } from "./embeddedResources";
export { fieldsOfTypes, resourceTypes } from "./resourceTypes";

/** A policy document of a resource. */
export interface DocumentLocation {
    /** The path of the property in the resource: `inlinePolicies[0].policy`. */
    readonly property: string;
    /** The property, without positions in lists. */
    readonly place: string;
    readonly kind: DocumentKind;
    /** The document as a plain value. Reading it throws Pulumi's own error if a value is unknown. */
    readonly raw: unknown;
    /** The maximum number of characters, if it depends on the resource type. */
    readonly maximumCharacters?: number;
    /** The network that admits the clients of the resource; undefined if any client can reach it. */
    readonly clientNetwork?: ClientNetwork;
    /** What to do, if the resource expresses its statement as properties (a Lambda permission). */
    readonly advice?: (account: string | undefined) => LocatedAdvice;
    /** Whether the resource spells the document out in fields of its own, in which no replacement can be pasted. */
    readonly isSpelledOut?: boolean;
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

/** The network of the clients of an AWS resource under the name of another provider. */
const networkOfOther = ({ type, props }: ResourceView): ClientNetwork | undefined => {
    const known = awsTypeOf(type);
    return known && clientNetworkOf(known.type, known.below.reduce<unknown>(getOwn, props));
};

/** The path of a property; in a template the path in its file. */
const writtenAt = ({ props, prefix }: ResourceView, property: string): string =>
    prefix === "" ? property : at(prefix, writtenPath(props, property));

/** What a template declares at these steps; undefined for a resource of no template. */
const declaredIn = ({ props, template }: ResourceView, steps: readonly Step[]): DocumentLocation["template"] =>
    template && {
        // Read for violations only.
        get declared() {
            return valueAtPath(template.declared, writtenPath(props, formatPath(steps)));
        },
    };

/** A document in a property. Created for every rule and resource, but read only if the rule evaluates it. */
class PropertyLocation implements DocumentLocation {
    readonly property: string;
    readonly maximumCharacters: number | undefined;
    readonly clientNetwork: ClientNetwork | undefined;
    readonly template: DocumentLocation["template"];

    constructor(
        private readonly source: ResourceView,
        private readonly steps: readonly Step[],
        readonly kind: DocumentKind,
    ) {
        this.property = writtenAt(source, formatPath(steps));
        this.maximumCharacters = kind === "grant" ? maximumCharacters(source.type) : undefined;
        this.clientNetwork = kind === "resource" ? clientNetworkOf(source.type, source.props) : undefined;
        this.template = declaredIn(source, steps);
    }

    get place(): string {
        return at(this.source.place, placeAt(this.source.props, this.steps));
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
        const kind = content === "grant" && source.isBoundary === true ? "boundary" : content;
        if (kind === "template" || !kinds.includes(kind)) {
            return [];
        }
        return expandPath(source.props, path).map((steps) => new PropertyLocation(source, steps, kind));
    });

/** The documents detected below these steps. */
const detectedLocations = (source: ResourceView, below: readonly Step[]): readonly DocumentLocation[] =>
    detect(below.reduce<unknown>(getOwn, source.props), { name: "", grantsByData: true }).documents.map((found) =>
        locationOf(source, found, below),
    );

const locationOf = (
    source: ResourceView,
    { steps, kind, raw }: DetectedDocument,
    below: readonly Step[] = [],
): DocumentLocation => ({
    property: writtenAt(source, formatPath([...below, ...steps])),
    get place() {
        return at(source.place, placeAt(source.props, [...below, ...steps]));
    },
    kind,
    raw,
    get clientNetwork() {
        return kind === "resource" ? networkOfOther(source) : undefined;
    },
    ...(source.template && { template: declaredIn(source, [...below, ...steps]) }),
});

/** The properties under the names of the native provider. */
const withNativeNames = (type: string, props: unknown): unknown =>
    type.startsWith("AWS::") ? nativeFields(props) : props;

const permissionLocations = (
    { type, props, prefix, place, template }: ResourceView,
    fields: PermissionFields,
    kinds: Kinds,
): readonly DocumentLocation[] =>
    !kinds.includes("resource") || keysOf(props).some((key) => isRedacted(getOwn(props, key)))
        ? []
        : [
              {
                  property: at(prefix, type.startsWith("AWS::") ? "Principal" : fields.principal),
                  place: at(place, fields.principal),
                  kind: "resource",
                  advice: (account) => ({
                      ...adviceFor(fields, withNativeNames(type, props), account, type.startsWith("AWS::")),
                      path: prefix,
                      propertyOf: (path) => propertyOfCondition(fields, path, type.startsWith("AWS::")),
                  }),
                  ...(template && { template }),
                  get raw() {
                      return permissionDocument(fields, withNativeNames(type, props));
                  },
              },
          ];

/** The properties that Crossplane sets when it creates the resource, beside those of `forProvider`. */
const initialProperties = (props: unknown, below: readonly Step[]): unknown =>
    below.at(-1) === "forProvider" ? getOwn(getOwn(props, "spec"), "initProvider") : undefined;

/** A permission under the name of another provider, whose unknown values are no errors. */
const otherPermissionLocations = (
    { props, prefix, place }: ResourceView,
    { type, below }: AwsType,
    kinds: Kinds,
): readonly DocumentLocation[] => {
    const fields = fieldsOf(type);
    const own = below.reduce<unknown>(getOwn, props);
    const initial = initialProperties(props, below);
    if (fields === undefined || !isFullyKnown(own) || !isFullyKnown(initial)) {
        return [];
    }
    const within = formatPath(below);
    const all = initial === undefined ? own : { ...initial, ...(own as object | undefined) };
    const view = { type, props: all, prefix: at(prefix, within), place: at(place, within) };
    return permissionLocations(view, fields, kinds);
};

const spelledOutLocation = (source: ResourceView, { steps, raw }: SpelledOutDocument): DocumentLocation => ({
    property: at(source.prefix, formatPath(steps)),
    place: at(source.place, formatPath(steps)),
    kind: "resource",
    raw,
    isSpelledOut: true,
});

const locationsIn = (source: ResourceView, kinds: Kinds): readonly DocumentLocation[] => {
    const { type, props } = source;
    const fields = fieldsOf(type);
    if (fields !== undefined) {
        return permissionLocations(source, fields, kinds);
    }
    const holder = propertiesOf(type);
    if (holder !== undefined) {
        return documentLocations(source, holder, kinds);
    }
    const spelledOut = spelledOutDocument(type, props);
    if (spelledOut !== undefined) {
        return kinds.includes("resource") ? [spelledOutLocation(source, spelledOut)] : [];
    }
    const known = awsTypeOf(type);
    if (known !== undefined && fieldsOf(known.type) !== undefined) {
        return otherPermissionLocations(source, known, kinds);
    }
    return detectedIn(type, props).documents.map((found) => locationOf(source, found));
};

/** The documents of a resource in a template, whose views are kept for every rule. */
const locationsInView = memoizeByObject((view: ResourceView) => locationsIn(view, everyKind));

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
        of: (source) => (source.template === undefined ? locationsIn(source, kinds) : locationsInView(source)),
        ofUnknown: (source, steps) => new PropertyLocation(source, steps, "grant"),
        // A boundary is evaluated for its form alone.
        ofUnreadable: ({ path, place, reason, isSyntaxError = false }): readonly DocumentLocation[] => [
            {
                property: path,
                place,
                kind: "boundary",
                raw: isSyntaxError
                    ? new UnreadableDocument(reason, "partlyRead")
                    : new UnreadableDocument(`the template ${reason}`),
            },
        ],
    }).filter(({ kind }) => kinds.includes(kind));

/** A managed policy that a resource attaches, and its place in the resource. */
export interface PlacedAttachment extends Attachment {
    /** The property, without positions in lists. */
    readonly place: string;
}

const attachmentsIn = (source: ResourceView): readonly PlacedAttachment[] => [
    ...attachmentsOf(source.type, source.props).map((attachment) => ({
        property: writtenAt(source, attachment.property),
        get place() {
            return at(source.place, placeOfPath(source.props, attachment.property));
        },
        get arn() {
            return attachment.arn;
        },
    })),
    ...detectedIn(source.type, source.props).managedPolicies.map((steps) => ({
        property: writtenAt(source, formatPath(steps)),
        get place() {
            return at(source.place, placeAt(source.props, steps));
        },
        arn: steps.reduce<unknown>(getOwn, source.props),
    })),
];

/** The managed policies a resource attaches, including attachments by resources in its templates. */
export const attachedBy = (
    type: string,
    props: unknown,
    context: TemplateReading = {},
): readonly PlacedAttachment[] => {
    // A resource of a template is read once for each combination of its branches.
    const known = new Set<string>();
    const isNew = ({ property, arn }: PlacedAttachment): boolean => {
        const before = known.size;
        return known.add(`${property}\n${String(arn)}`).size > before;
    };
    return visitResources(type, props, context, {
        of: (source) => {
            const attachments = attachmentsIn(source);
            // Elsewhere, reading an ARN may throw Pulumi's own error.
            return source.prefix === "" ? attachments : attachments.filter(isNew);
        },
        ofUnknown: ({ props: hiding, prefix, place }, steps) => ({
            property: at(prefix, formatPath(steps)),
            place: at(place, formatPath(steps)),
            get arn() {
                return readOrThrowUnknown(hiding, steps);
            },
        }),
        // Reported once, as a document.
        ofUnreadable: () => [],
    });
};
