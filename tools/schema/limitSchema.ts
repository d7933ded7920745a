import { isRecord } from "../../program/config/encrypted";

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A limit of the catalogue, whatever type it fits. */
export interface AnyLimit {
    readonly allowed?: string;
    readonly pattern?: string;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly whole?: boolean;
    readonly atLeast?: number;
    readonly atMost?: number;
    readonly keys?: AnyLimit;
    readonly each?: AnyLimit;
    readonly values?: AnyLimit;
    readonly properties?: Readonly<Record<string, AnyLimit>>;
    readonly together?: readonly {
        readonly rule: "exactlyOne" | "atLeastOne" | "atMostOne";
        readonly of: readonly string[];
    }[];
}

const given = (words: Schema): Schema =>
    Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));

const whole = (pattern: string | undefined, reference: string | undefined): string | undefined =>
    pattern === undefined ? undefined : `^(?:${reference === undefined ? pattern : `${reference}|${pattern}`})$`;

const pairs = (names: readonly string[]): readonly (readonly string[])[] =>
    names.flatMap((one, i) => names.slice(i + 1).map((other) => [one, other]));

const togetherSchemas = ({ together = [] }: AnyLimit): readonly Schema[] =>
    together.flatMap(({ rule, of }) => [
        ...(rule === "atMostOne" ? [] : [{ anyOf: of.map((name) => ({ required: [name] })) }]),
        ...(rule === "atLeastOne" ? [] : pairs(of).map((pair) => ({ not: { required: pair } }))),
    ]);

/**
 * What a limit says of one node, for editors; what it says of the values within stands at their own nodes. A text that
 * may also refer to another component passes as such.
 */
export const limitSchema = (limit: AnyLimit | undefined, reference?: string): readonly Schema[] => {
    if (limit === undefined) {
        return [];
    }
    const own = given({
        pattern: whole(limit.pattern, reference),
        // Editors say this instead of showing the expression.
        patternErrorMessage: limit.pattern === undefined ? undefined : `Write ${limit.allowed ?? ""}.`,
        minimum: limit.minimum,
        maximum: limit.maximum,
        multipleOf: limit.whole === true ? 1 : undefined,
        // Of the two pairs, the one that does not fit the type says nothing.
        minItems: limit.atLeast,
        maxItems: limit.atMost,
        minProperties: limit.atLeast,
        maxProperties: limit.atMost,
        propertyNames: limit.keys === undefined ? undefined : { pattern: whole(limit.keys.pattern, undefined) },
    });
    return [...(Object.keys(own).length === 0 ? [] : [own]), ...togetherSchemas(limit)];
};

/** A schema without the words that say nothing. */
export const compact = (schema: Schema): Schema =>
    Object.fromEntries(
        Object.entries(schema).filter(
            ([, value]) =>
                value !== undefined &&
                !(Array.isArray(value) && value.length === 0) &&
                !(isRecord(value) && Object.keys(value).length === 0),
        ),
    );
