/** Where policy documents stand in a resource. Pure, and without packages: the program asks the same table. */

import type { DocumentKind } from "../iam";
import { attachmentsOf, type Attachment } from "./resourceTypes/attachments";
import { nativePath } from "./resourceTypes/cloudFormation";
import { lookalikesIn } from "./heuristics";
import type { Content, Holder } from "./values/types";
import { maximumCharacters } from "./resourceTypes/maximumCharacters";
import { at, inResource, type Source, type Surroundings } from "./embeddedResources";
import { permissionDocument, type PermissionFields } from "./resourceTypes/permissions";
import { demanded, keysOf, own, placesOf, written, type Step } from "./values/paths";
import { fieldsOfTypes, holderOf } from "./resourceTypes";
import { isRedacted } from "./values/unknown";

export type { Surroundings } from "./embeddedResources";
export { fieldsOfTypes, holders } from "./resourceTypes";

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

type Kinds = readonly DocumentKind[];

const everyKind: Kinds = ["trust", "grant", "boundary", "resource"];

/** A document in a property. Made for every rule at every resource, and read only where the rule judges it. */
class PropertyPlace implements Place {
    readonly property: string;
    readonly maximumCharacters: number | undefined;

    constructor(
        private readonly source: Source,
        private readonly steps: readonly Step[],
        readonly kind: DocumentKind,
    ) {
        this.property = at(source.prefix, written(steps));
        this.maximumCharacters = kind === "grant" ? maximumCharacters(source.type) : undefined;
    }

    get raw(): unknown {
        return demanded(this.source.props, this.steps);
    }
}

const heldPlaces = (source: Source, holder: Holder, kinds: Kinds): readonly Place[] =>
    Object.entries<Content>(holder).flatMap(([path, content]) =>
        content === "lookalikes"
            ? placesOf(source.props, path).flatMap((steps) => lookalikePlaces(source, steps))
            : content === "template" || !kinds.includes(content)
              ? []
              : placesOf(source.props, path).map((steps) => new PropertyPlace(source, steps, content)),
    );

/** The documents below these steps that are plainly so. */
const lookalikePlaces = ({ props, prefix }: Source, below: readonly Step[]): readonly Place[] =>
    lookalikesIn(below.reduce<unknown>(own, props)).map(({ steps, kind, raw }) => ({
        property: at(prefix, written([...below, ...steps])),
        kind,
        raw,
    }));

const decapitalised = (value: unknown): unknown =>
    Object.fromEntries(keysOf(value).map((key) => [nativePath(key), own(value, key)]));

/** The properties under the names the providers share. */
const named = (type: string, props: unknown): unknown => (type.startsWith("AWS::") ? decapitalised(props) : props);

const fieldPlaces = ({ type, props, prefix }: Source, fields: PermissionFields, kinds: Kinds): readonly Place[] =>
    !kinds.includes("resource") || keysOf(props).some((key) => isRedacted(own(props, key)))
        ? []
        : [
              {
                  property: at(prefix, type.startsWith("AWS::") ? "Principal" : fields.principal),
                  kind: "resource",
                  pasteFields: (account) => fields.paste(account, own(named(type, props), fields.principal)),
                  get raw() {
                      return permissionDocument(fields, named(type, props));
                  },
              },
          ];

const placesIn = (source: Source, kinds: Kinds): readonly Place[] => {
    const { type } = source;
    const fields = Object.hasOwn(fieldsOfTypes, type) ? fieldsOfTypes[type] : undefined;
    if (fields !== undefined) {
        return fieldPlaces(source, fields, kinds);
    }
    const holder = holderOf(type);
    if (holder !== undefined) {
        return heldPlaces(source, holder, kinds);
    }
    return lookalikePlaces(source, []);
};

/**
 * The documents of these kinds in a resource: by the table where it knows the type, else whatever is plainly a policy
 * document. A value that hides resources until the update counts as a grant.
 */
export const documentsOf = (
    type: string,
    props: unknown,
    surroundings: Surroundings = {},
    kinds: Kinds = everyKind,
): readonly Place[] =>
    inResource(type, props, surroundings, {
        of: (source) => placesIn(source, kinds),
        ofUnknown: (source, steps) => new PropertyPlace(source, steps, "grant"),
    }).filter(({ kind }) => kinds.includes(kind));

/** The managed policies a resource attaches, also those that the resources in its templates attach. */
export const attachedBy = (type: string, props: unknown, surroundings: Surroundings = {}): readonly Attachment[] =>
    inResource(type, props, surroundings, {
        of: (source) =>
            attachmentsOf(source.type, source.props).map((attachment) => ({
                property: at(source.prefix, attachment.property),
                get arn() {
                    return attachment.arn;
                },
            })),
        ofUnknown: ({ props: hiding, prefix }, steps) => ({
            property: at(prefix, written(steps)),
            get arn() {
                return demanded(hiding, steps);
            },
        }),
    });
