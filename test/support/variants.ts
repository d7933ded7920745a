import type { Conditions, PolicyDocument, Statement } from "../../policypack/iam";

/** A document that allows more than it should, with a description of the change. */
export interface Variant {
    /** `Statement "PassToAutomation" without StringEquals iam:PassedToService` */
    readonly name: string;
    readonly document: PolicyDocument;
    /** Whether the changed statement contains the action. */
    readonly concerns: (action: string) => boolean;
}

const list = (value: string | readonly string[] = []): readonly string[] => [value].flat();

/** One condition of a statement. */
interface Entry {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly string[];
}

const entriesOf = (conditions: Conditions = {}): readonly Entry[] =>
    Object.entries(conditions).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => ({ operator, key, values: list(values) })),
    );

const conditionsOf = (entries: readonly Entry[]): Conditions => {
    const conditions: Record<string, Record<string, readonly string[]>> = {};
    for (const { operator, key, values } of entries) {
        (conditions[operator] ??= {})[key] = values;
    }
    return conditions;
};

/** The ARN with `*` as Region (field 3), account (4) or resource (5), one at a time. */
const widenedArns = (arn: string, at: readonly number[]): readonly string[] => {
    const [prefix, partition, service, region, account, ...resource] = arn.split(":");
    const fields = [prefix, partition, service, region, account, resource.join(":")];
    return at
        .filter((i) => fields[i] !== "" && fields[i] !== "*")
        .map((i) => fields.map((field, other) => (other === i ? "*" : field)).join(":"));
};

const isArn = (value: string): boolean => value.startsWith("arn:");

/** The fields to widen in a resource: Region, and the name if it has no wildcard. */
const widenableFields = (resource: string): readonly number[] => {
    if (!isArn(resource)) {
        return [];
    }
    return resource.includes("*") ? [3] : [3, 5];
};

const replacedAt = (values: readonly string[], i: number, value: string): readonly string[] =>
    values.map((other, at) => (at === i ? value : other));

/** The operator with wildcards: `StringEquals` would match `*` literally. */
const like = (operator: string): string => operator.replace(/(String|Arn)Equals(IgnoreCase)?/, "$1Like");

/** Weaker variants of a condition; `undefined` if it is removed. */
const weaker = (entry: Entry): readonly (readonly [name: string, entry: Entry | undefined])[] => {
    const { operator, key, values } = entry;
    const positive = /^(For(AnyValue|AllValues):)?(String|Arn)(Equals|EqualsIgnoreCase|Like)(IfExists)?$/.test(
        operator,
    );
    const deniesMissing = !/Not|Null|^For(AllValues|AnyValue):|IfExists$/.test(operator);
    const widened = (value: string, wide: readonly string[]): readonly [string, Entry] => [
        `with ${value} at ${operator} ${key}`,
        { operator: like(operator), key, values: wide },
    ];
    return [
        [`without ${operator} ${key}`, undefined],
        ...(deniesMissing
            ? [[`with ${operator}IfExists ${key}`, { ...entry, operator: `${operator}IfExists` }] as const]
            : []),
        ...(positive && values.some((value) => !isArn(value) && value !== "*") ? [widened("*", ["*"])] : []),
        ...(positive
            ? values.flatMap((value, i) =>
                  isArn(value)
                      ? widenedArns(value, [3, 4, 5]).map((wide) => widened(wide, replacedAt(values, i, wide)))
                      : [],
              )
            : []),
    ];
};

const includesAction = ({ Action }: Statement, action: string): boolean =>
    list(Action).some((pattern) => /[*?]/.test(pattern) || pattern.toLowerCase() === action.toLowerCase());

const varied = (
    document: PolicyDocument,
    variantsOf: (statement: Statement) => readonly (readonly [name: string, statement: Statement])[],
): readonly Variant[] =>
    document.Statement.flatMap((statement, i, statements) =>
        variantsOf(statement).map(([name, variant]) => ({
            name: `Statement "${statement.Sid}" ${name}`,
            concerns: (action) => includesAction(statement, action),
            document: { ...document, Statement: statements.map((other, at) => (at === i ? variant : other)) },
        })),
    );

/**
 * Every variant of a document in which one condition is removed, no longer requires its key, or accepts any value (of
 * an ARN: any Region, any account, any resource). A table of cases that does not detect each of them tests too little.
 */
export const removals = (document: PolicyDocument): readonly Variant[] =>
    varied(document, ({ Condition, ...statement }) =>
        entriesOf(Condition).flatMap((entry, i, entries) =>
            weaker(entry).map(([name, instead]) => {
                const kept = entries.flatMap((other, at) => (at === i ? (instead ?? []) : other));
                return [name, kept.length === 0 ? statement : { ...statement, Condition: conditionsOf(kept) }] as const;
            }),
        ),
    );

/**
 * Every variant of a document in which one resource has any Region, or any name if it has no wildcard. Accounts are not
 * widened: access to another account's resource also needs that account's permission.
 */
export const widenings = (document: PolicyDocument): readonly Variant[] =>
    varied(document, (statement) =>
        list(statement.Resource).flatMap((resource, i, resources) =>
            widenedArns(resource, widenableFields(resource)).map(
                (wide) =>
                    [
                        `with ${wide} for ${resource}`,
                        { ...statement, Resource: replacedAt(resources, i, wide) },
                    ] as const,
            ),
        ),
    );
