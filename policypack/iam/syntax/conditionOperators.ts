/** The condition operators of IAM. @see IAM User Guide, reference_policies_elements_condition_operators (2026) */

/** What an operator compares, and how; data, so that nobody has to switch on names. */
export interface Operator {
    readonly name: string;
    readonly compares: "text" | "arn" | "number" | "date" | "truth" | "bytes" | "address" | "presence";
    /** A negated operator names what is kept out, and is true when the key is missing. */
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

/** The operator of this bare name, whatever its case. */
export const operatorNamed = (name: string): Operator | undefined =>
    byName.get(name) ?? byLowerCase.get(name.toLowerCase());

/** An operator as it stands in a document, taken apart. */
interface OperatorParts {
    readonly operator: string;
    readonly known: boolean;
    readonly setPrefix: "forAll" | "forAny" | undefined;
    readonly ifExists: boolean;
}

/** `ForAnyValue:StringLikeIfExists`, whatever its case; most stand bare, in AWS's own spelling. */
export const operatorParts = (written: string): OperatorParts => bare.get(written) ?? parse(written);

const parse = (written: string): OperatorParts => {
    const lower = written.toLowerCase();
    const setPrefix = lower.startsWith("forallvalues:")
        ? ("forAll" as const)
        : lower.startsWith("foranyvalue:")
          ? ("forAny" as const)
          : undefined;
    const start = setPrefix === "forAll" ? 13 : setPrefix === "forAny" ? 12 : 0;
    const ifExists = lower.endsWith("ifexists");
    const name = written.slice(start, ifExists ? -8 : undefined);
    const known = operatorNamed(name);
    // IAM has no NullIfExists: presence of what may be absent asks nothing.
    return {
        operator: known?.name ?? name,
        known: known !== undefined && !(ifExists && known.compares === "presence"),
        setPrefix,
        ifExists,
    };
};

const bare: ReadonlyMap<string, OperatorParts> = new Map(all.map(({ name }) => [name, parse(name)]));
