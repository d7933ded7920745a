/** The condition operators of IAM. @see IAM User Guide, reference_policies_elements_condition_operators (2026) */

/** What an operator compares, and how. */
export interface Operator {
    readonly name: string;
    readonly compares: "text" | "arn" | "number" | "date" | "truth" | "bytes" | "address" | "presence";
    /** A negated operator excludes the listed values, and is true when the key is missing. */
    readonly negated: boolean;
    /** `text`: `*` crosses colons. `fields`: `*` stays within one field of the ARN. */
    readonly wildcards: "none" | "text" | "fields";
}

const operator = (
    name: string,
    compares: Operator["compares"],
    wildcards: Operator["wildcards"] = "none",
): Operator => ({ name, compares, wildcards, negated: name.includes("Not") });

const all: readonly Operator[] = [
    operator("StringEquals", "text"),
    operator("StringNotEquals", "text"),
    operator("StringEqualsIgnoreCase", "text"),
    operator("StringNotEqualsIgnoreCase", "text"),
    operator("StringLike", "text", "text"),
    operator("StringNotLike", "text", "text"),
    operator("ArnEquals", "arn", "fields"),
    operator("ArnNotEquals", "arn", "fields"),
    operator("ArnLike", "arn", "fields"),
    operator("ArnNotLike", "arn", "fields"),
    operator("NumericEquals", "number"),
    operator("NumericNotEquals", "number"),
    operator("NumericLessThan", "number"),
    operator("NumericLessThanEquals", "number"),
    operator("NumericGreaterThan", "number"),
    operator("NumericGreaterThanEquals", "number"),
    operator("DateEquals", "date"),
    operator("DateNotEquals", "date"),
    operator("DateLessThan", "date"),
    operator("DateLessThanEquals", "date"),
    operator("DateGreaterThan", "date"),
    operator("DateGreaterThanEquals", "date"),
    operator("Bool", "truth"),
    operator("BinaryEquals", "bytes"),
    operator("IpAddress", "address"),
    operator("NotIpAddress", "address"),
    operator("Null", "presence"),
];

const byLowerCase = new Map(all.map((one) => [one.name.toLowerCase(), one]));

const byName = new Map(all.map((one) => [one.name, one]));

/** The operator with this name, without set prefix and `IfExists`; case-insensitive. */
export const operatorNamed = (name: string): Operator | undefined =>
    byName.get(name) ?? byLowerCase.get(name.toLowerCase());

/** The parts of an operator as written in a document. */
interface OperatorParts {
    readonly operator: string;
    readonly known: boolean;
    readonly setPrefix: "forAll" | "forAny" | undefined;
    readonly ifExists: boolean;
}

/** Splits `ForAnyValue:StringLikeIfExists`, case-insensitively; most operators are plain, in AWS's spelling. */
export const operatorParts = (written: string): OperatorParts => plain.get(written) ?? parse(written);

const setPrefixes = [
    { setPrefix: "forAll", text: "forallvalues:" },
    { setPrefix: "forAny", text: "foranyvalue:" },
] as const;

const parse = (written: string): OperatorParts => {
    const lower = written.toLowerCase();
    const prefix = setPrefixes.find(({ text }) => lower.startsWith(text));
    const ifExists = lower.endsWith("ifexists");
    const name = written.slice(prefix?.text.length ?? 0, ifExists ? -8 : undefined);
    const known = operatorNamed(name);
    // IAM has no NullIfExists: it would always be true.
    return {
        operator: known?.name ?? name,
        known: known !== undefined && !(ifExists && known.compares === "presence"),
        setPrefix: prefix?.setPrefix,
        ifExists,
    };
};

const plain: ReadonlyMap<string, OperatorParts> = new Map(all.map(({ name }) => [name, parse(name)]));
