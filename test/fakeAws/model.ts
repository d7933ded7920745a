import { createHash } from "node:crypto";
import type { Account, Entity } from "./account";
import type { AwsLocation } from "./location";
import { isRecord, isUnknown, parseJson, type Properties, type Value } from "./value";

/** Returns what is wrong with a value, as a clause that follows the property name; undefined for a valid value. */
export type Check = (value: Value) => string | undefined;

/** The schema of one input. The provider checks it, so its failures are reported at preview. */
export interface Field {
    readonly kind: "string" | "number" | "boolean" | "list" | "map" | "record";
    readonly required?: true;
    /** A change replaces the resource. */
    readonly replaces?: true;
    /** The provider's default for an absent input. */
    readonly default?: Value;
    /** AWS chooses the value of an absent input, so an absent input is no difference. */
    readonly computed?: true;
    /** JSON text, compared by content. The program may pass an object. */
    readonly json?: true;
    /** The order of the list is not significant. */
    readonly unordered?: true;
    readonly checks?: readonly Check[];
    /** The fields of a record, or of each record of a list. */
    readonly fields?: Fields;
    /** The checks of each item of a list of strings. */
    readonly items?: readonly Check[];
}

export type Fields = Readonly<Record<string, Field>>;

/** A call to AWS that concerns one resource. */
export interface Call {
    readonly location: AwsLocation;
    readonly account: Account;
    readonly inputs: Properties;
    /** The id of an existing resource. */
    readonly id?: string;
    /** The current properties, on update. */
    readonly before?: Properties;
}

/** A resource type: its inputs, what AWS adds to them, and what AWS rejects. */
export interface ResourceModel {
    readonly fields: Fields;
    /** Resources of a global service have no Region. */
    readonly global?: true;
    /** How the provider generates the name if the program gives none. */
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
    /** What AWS adds to the inputs. At preview these properties are unknown. */
    readonly outputs: (call: Call & { readonly id: string }) => Properties;
    /** Throws an AwsError if AWS would reject the create or update. Runs at `up` only. */
    readonly validate?: (call: Call) => void;
    /** Throws an AwsError if AWS would reject the delete. */
    readonly validateDelete?: (call: Call & { readonly id: string }) => void;
    /** Side effects in the account when the resource is created or removed. */
    readonly onPut?: (call: Call & { readonly id: string }) => void;
    readonly onRemove?: (call: Call & { readonly id: string }) => void;
}

export type Models = Readonly<Record<string, ResourceModel>>;

/** Invokes (provider functions), by token. */
export type Functions = Readonly<
    Record<
        string,
        (call: { readonly location: AwsLocation; readonly account: Account; readonly args: Properties }) => Properties
    >
>;

const regionField: Field = { kind: "string", computed: true, replaces: true };

/** The inputs of a type, with the `region` that each regional resource has. */
export const fieldsOf = (model: ResourceModel): Fields =>
    model.global === true ? model.fields : { ...model.fields, region: regionField };

// Builders for the tables of fields.

export const textField = (...checks: readonly Check[]): Field => ({ kind: "string", checks });
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

// Checks.

const formatted = (value: Value): string => {
    const json = JSON.stringify(value);
    return json.length > 80 ? `${json.slice(0, 77)}...` : json;
};

export const length =
    (min: number, max: number): Check =>
    (value) =>
        typeof value === "string" && (value.length < min || value.length > max)
            ? `must be ${min} to ${max} characters long, got ${value.length} characters`
            : undefined;

export const pattern =
    (form: RegExp, description: string): Check =>
    (value) =>
        typeof value === "string" && !form.test(value) ? `must be ${description}, got ${formatted(value)}` : undefined;

export const between =
    (min: number, max: number): Check =>
    (value) =>
        typeof value === "number" && (value < min || value > max)
            ? `must be from ${min} to ${max}, got ${value}`
            : undefined;

export const oneOf =
    (...allowed: readonly string[]): Check =>
    (value) =>
        typeof value === "string" && !allowed.includes(value)
            ? `must be one of ${allowed.join(", ")}, got ${formatted(value)}`
            : undefined;

export const itemsBetween =
    (min: number, max: number): Check =>
    (value) =>
        Array.isArray(value) && (value.length < min || value.length > max)
            ? `must have ${min} to ${max} items, got ${value.length}`
            : undefined;

const partitions = "aws(?:-cn|-us-gov|-iso(?:-[bef])?|-eusc)?";

/** An ARN of the service, by default of any. `resource` is the pattern of what follows the account. */
export const arn = (service = "[a-z0-9-]+", resource = ".+"): Check => {
    const form = new RegExp(`^arn:${partitions}:${service}:[a-z0-9-]*:(?:\\d{12}|aws)?:${resource}$`);
    return (value) =>
        typeof value === "string" && !form.test(value)
            ? `must be an ARN of the form arn:partition:${service}:region:account:${resource}, got ${formatted(value)}`
            : undefined;
};

export const roleArn = arn("iam", "role/.+");

/** The provider's check of IAM policies: a JSON object. AWS checks the policy grammar, at `up`. */
export const jsonObject: Check = (value) => {
    if (typeof value !== "string") {
        return undefined;
    }
    if (value === "") {
        return 'contains an invalid JSON policy: "" is an empty string, which is not a valid JSON value';
    }
    if (!value.startsWith("{")) {
        return `contains an invalid JSON policy: it must start with "{", got ${formatted(value)}`;
    }
    return isRecord(parseJson(value))
        ? undefined
        : `contains an invalid JSON policy: not JSON, got ${formatted(value)}`;
};

/** A generated id in AWS's format: new each time, but the same in each run of the same program. */
export const generated = ({ account, location }: Call, size: number, alphabet = "0123456789abcdef"): string => {
    const digest = createHash("sha512").update(`${account.accountId}|${location.region}|${account.age}`).digest();
    return Array.from({ length: size }, (_, i) => alphabet[(digest[i % digest.length] ?? 0) % alphabet.length]).join(
        "",
    );
};

export const uniqueId = (call: Call, prefix: string): string =>
    prefix + generated(call, 17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

/** An existing entity with the same name, by AWS's comparison of names. */
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
