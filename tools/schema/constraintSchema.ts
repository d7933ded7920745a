import type { AnyConstraint } from "../../components/pattern/constraints";
import { isRecord } from "../../program/config/encrypted";

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/**
 * The texts that stand for a boolean or a number: `pulumi config set` and `pulumi stack init` write them as text. No
 * number of 15 digits loses one.
 */
const textForms: Readonly<Record<string, Schema>> = {
    boolean: { pattern: "^(?:true|True|TRUE|false|False|FALSE)$", patternErrorMessage: "Use true or false." },
    number: {
        pattern: "^-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]+)?$",
        patternErrorMessage: "Use decimal digits, such as 15.",
    },
};

/** The name of the definition of an encrypted value. */
const encryptedName = "Encrypted";

/** The definition of an encrypted value. JSON Schema ignores these keywords for a value that is not an object. */
export const encryptedDefinition: Readonly<Record<string, Schema>> = {
    [encryptedName]: {
        properties: {
            secure: { description: "The ciphertext, written by `pulumi config set --secret`.", type: "string" },
        },
        required: ["secure"],
        additionalProperties: false,
    },
};

/**
 * The schema of a scalar with these constraints. A boolean or number may be text; the value of an input may be
 * encrypted, which makes it an object.
 */
export const scalarSchema = (
    type: string,
    constraints: readonly Schema[],
    { isInput = false }: { readonly isInput?: boolean } = {},
): Schema => {
    const types = [type, ...(type in textForms ? ["string"] : []), ...(isInput ? ["object"] : [])];
    return compact({
        type: types.length === 1 ? type : types,
        ...textForms[type],
        allOf: [...constraints, ...(isInput ? [{ $ref: `#/definitions/${encryptedName}` }] : [])],
    });
};

const defined = (keywords: Schema): Schema =>
    Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined));

const whole = (pattern: string | undefined, reference: string | undefined): string | undefined =>
    pattern === undefined ? undefined : `^(?:${reference === undefined ? pattern : `${reference}|${pattern}`})$`;

const pairs = (names: readonly string[]): readonly (readonly string[])[] =>
    names.flatMap((one, i) => names.slice(i + 1).map((other) => [one, other]));

const groupSchemas = ({ groups = [] }: AnyConstraint): readonly Schema[] =>
    groups.flatMap(({ rule, of }) => [
        ...(rule === "atMostOne" ? [] : [{ anyOf: of.map((name) => ({ required: [name] })) }]),
        ...(rule === "atLeastOne" ? [] : pairs(of).map((pair) => ({ not: { required: pair } }))),
    ]);

/**
 * The schema of a constraint on a value, for editors, without the constraints on nested values. `reference` is an
 * alternative pattern, for strings that may also refer to another component.
 */
export const constraintSchema = (constraint: AnyConstraint | undefined, reference?: string): readonly Schema[] => {
    if (constraint === undefined) {
        return [];
    }
    const valueSchema = defined({
        pattern: whole(constraint.pattern, reference),
        // Editors show this instead of the regular expression.
        patternErrorMessage: constraint.pattern === undefined ? undefined : `Use ${constraint.description ?? ""}.`,
        minimum: constraint.minimum,
        maximum: constraint.maximum,
        multipleOf: constraint.whole === true ? 1 : undefined,
        // JSON Schema ignores the keywords that do not apply to the type.
        minItems: constraint.atLeast,
        maxItems: constraint.atMost,
        minProperties: constraint.atLeast,
        maxProperties: constraint.atMost,
        propertyNames:
            constraint.keys === undefined ? undefined : { pattern: whole(constraint.keys.pattern, undefined) },
    });
    return [...(Object.keys(valueSchema).length === 0 ? [] : [valueSchema]), ...groupSchemas(constraint)];
};

/** A schema without empty keywords. */
export const compact = (schema: Schema): Schema =>
    Object.fromEntries(
        Object.entries(schema).filter(
            ([, value]) =>
                value !== undefined &&
                !(Array.isArray(value) && value.length === 0) &&
                !(isRecord(value) && Object.keys(value).length === 0),
        ),
    );
