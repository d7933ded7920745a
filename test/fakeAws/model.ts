import { createHash } from "node:crypto";
import type { Account, Entity } from "./account";
import type { AwsLocation } from "./location";
import { isRecord, isUnknown, parseJson, type Properties, type Value } from "./value";

/** What is wrong with a value, as a clause that follows the property's name; undefined when nothing is. */
export type Check = (value: Value) => string | undefined;

/** What one input may be. These are the checks of the provider: they answer at preview. */
export interface Field {
    readonly kind: "text" | "number" | "boolean" | "list" | "map" | "record";
    readonly required?: true;
    /** A change makes a new resource. */
    readonly replaces?: true;
    /** What the provider puts in when the program says nothing. */
    readonly default?: Value;
    /** AWS decides when the program says nothing, so an absent input is no difference. */
    readonly computed?: true;
    /** JSON text, compared by its meaning; the program may give it as an object. */
    readonly json?: true;
    /** The order of the list means nothing. */
    readonly unordered?: true;
    readonly checks?: readonly Check[];
    /** The fields of a record, or of each record of a list. */
    readonly fields?: Fields;
    /** The checks of each item of a list of text. */
    readonly items?: readonly Check[];
}

export type Fields = Readonly<Record<string, Field>>;

/** A call to AWS for one resource. */
export interface Call {
    readonly location: AwsLocation;
    readonly account: Account;
    readonly inputs: Properties;
    /** The resource's id, where it has one already. */
    readonly id?: string;
    /** What exists already, for an update. */
    readonly before?: Properties;
}

/** A resource type: its inputs, what AWS adds, and what AWS refuses. */
export interface ResourceModel {
    readonly fields: Fields;
    /** Resources of a global service have no region. */
    readonly global?: true;
    /** How the provider names the resource where the program does not. */
    readonly autoname?: {
        /** @default "name" */
        readonly property?: string;
        readonly maxLength: number;
        readonly suffix?: string;
        readonly lowerCase?: true;
    };
    /** Groups of inputs of which at most one may be given. */
    readonly conflicts?: readonly (readonly string[])[];
    /** Groups of inputs of which exactly one must be given. */
    readonly exactlyOne?: readonly (readonly string[])[];
    readonly id: (call: Call) => string;
    /** What AWS adds to the inputs. At preview the same names are unknown. */
    readonly outputs: (call: Call & { readonly id: string }) => Properties;
    /** Throws a Refusal when AWS would not create or update; these answer at `up` only. */
    readonly refuse?: (call: Call) => void;
    /** Throws a Refusal when AWS would not delete. */
    readonly refuseDelete?: (call: Call & { readonly id: string }) => void;
    /** What else changes in the account when this is put or removed. */
    readonly onPut?: (call: Call & { readonly id: string }) => void;
    readonly onRemove?: (call: Call & { readonly id: string }) => void;
}

export type Models = Readonly<Record<string, ResourceModel>>;

/** What a program may ask without making anything, by the function's token. */
export type Functions = Readonly<
    Record<
        string,
        (call: { readonly place: AwsLocation; readonly account: Account; readonly args: Properties }) => Properties
    >
>;

const regionField: Field = { kind: "text", computed: true, replaces: true };

/** The inputs of a type, with the `region` that each regional resource has. */
export const fieldsOf = (model: ResourceModel): Fields =>
    model.global === true ? model.fields : { ...model.fields, region: regionField };

// The words of the tables.

export const textField = (...checks: readonly Check[]): Field => ({ kind: "text", checks });
export const numberField = (...checks: readonly Check[]): Field => ({ kind: "number", checks });
export const booleanField = (initial?: boolean): Field =>
    initial === undefined ? { kind: "boolean" } : { kind: "boolean", default: initial };
export const listOfText = (...items: readonly Check[]): Field => ({ kind: "list", items });
export const setOfText = (...items: readonly Check[]): Field => ({ kind: "list", items, unordered: true });
export const listOf = (fields: Fields): Field => ({ kind: "list", fields });
export const record = (fields: Fields): Field => ({ kind: "record", fields });
export const required = (field: Field): Field => ({ ...field, required: true });
export const replaces = (field: Field): Field => ({ ...field, replaces: true });
export const computed = (field: Field): Field => ({ ...field, computed: true });
export const initially = (value: Value, field: Field): Field => ({ ...field, default: value });

/** Tags, with the limits of https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tagsField: Field = {
    kind: "map",
    checks: [
        (value) => {
            const tags = Object.entries(isRecord(value) ? value : {});
            const bad = tags.find(
                ([key, tag]) =>
                    !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) ||
                    /^aws:/i.test(key) ||
                    (typeof tag === "string" && !isUnknown(tag) && !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(tag)),
            );
            if (bad !== undefined) {
                return `holds the tag ${JSON.stringify(bad[0])}=${JSON.stringify(bad[1])}, which AWS does not accept`;
            }
            return tags.length > 50 ? `holds ${tags.length} tags; AWS accepts 50` : undefined;
        },
    ],
};

// The checks.

const shown = (value: Value): string => {
    const json = JSON.stringify(value);
    return json.length > 80 ? `${json.slice(0, 77)}...` : json;
};

export const length =
    (least: number, most: number): Check =>
    (value) =>
        typeof value === "string" && (value.length < least || value.length > most)
            ? `must be ${least} to ${most} characters long, got ${value.length} characters`
            : undefined;

export const pattern =
    (form: RegExp, words: string): Check =>
    (value) =>
        typeof value === "string" && !form.test(value) ? `must be ${words}, got ${shown(value)}` : undefined;

export const between =
    (least: number, most: number): Check =>
    (value) =>
        typeof value === "number" && (value < least || value > most)
            ? `must be from ${least} to ${most}, got ${value}`
            : undefined;

export const oneOf =
    (...allowed: readonly string[]): Check =>
    (value) =>
        typeof value === "string" && !allowed.includes(value)
            ? `must be one of ${allowed.join(", ")}, got ${shown(value)}`
            : undefined;

export const itemsBetween =
    (least: number, most: number): Check =>
    (value) =>
        Array.isArray(value) && (value.length < least || value.length > most)
            ? `must have ${least} to ${most} items, got ${value.length}`
            : undefined;

const partitions = "aws(?:-cn|-us-gov|-iso(?:-[bef])?|-eusc)?";

/** An ARN of any service, or of the one named. `resource` is what must follow the account. */
export const arn = (service = "[a-z0-9-]+", resource = ".+"): Check => {
    const form = new RegExp(`^arn:${partitions}:${service}:[a-z0-9-]*:(?:\\d{12}|aws)?:${resource}$`);
    return (value) =>
        typeof value === "string" && !form.test(value)
            ? `must be an ARN of the form arn:partition:${service}:region:account:${resource}, got ${shown(value)}`
            : undefined;
};

export const roleArn = arn("iam", "role/.+");

/** The check of the provider on IAM policies: JSON, and an object. Its grammar is judged by AWS, at `up`. */
export const jsonObject: Check = (value) => {
    if (typeof value !== "string") {
        return undefined;
    }
    if (value === "") {
        return 'contains an invalid JSON policy: "" is an empty string, which is not a valid JSON value';
    }
    if (!value.startsWith("{")) {
        return `contains an invalid JSON policy: it must start with "{", got ${shown(value)}`;
    }
    return isRecord(parseJson(value)) ? undefined : `contains an invalid JSON policy: not JSON, got ${shown(value)}`;
};

/** A generated id, as AWS's are: new each time, but the same in each run of the same program. */
export const generated = ({ account, location }: Call, size: number, alphabet = "0123456789abcdef"): string => {
    const digest = createHash("sha512").update(`${account.accountId}|${location.region}|${account.age}`).digest();
    return Array.from({ length: size }, (_, i) => alphabet[(digest[i % digest.length] ?? 0) % alphabet.length]).join(
        "",
    );
};

export const uniqueId = (call: Call, prefix: string): string =>
    prefix + generated(call, 17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

/** The other entity with the same name, where AWS compares names so. */
export const namesake = (
    account: Account,
    type: string,
    name: string,
    { region = "", ignoreCase = false }: { readonly region?: string; readonly ignoreCase?: boolean } = {},
): Entity | undefined =>
    account
        .all(type)
        .find(
            (entity) =>
                entity.region === region &&
                (entity.properties.name === name ||
                    (ignoreCase &&
                        typeof entity.properties.name === "string" &&
                        entity.properties.name.toLowerCase() === name.toLowerCase())),
        );
