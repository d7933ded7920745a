import {
    computeOnce,
    numberOfStrings,
    operatorNamed,
    operatorParts,
    restrictionOf,
    toStatementJson,
    type ConditionModel,
    type PolicyModel,
    type PrincipalModel,
    type Replacement,
    type StatementJson,
    type StatementModel,
    type ValueCheck,
} from "../../iam";
import type { RuleOptions, WriteReplacement } from "../../engine/rule";
import { defaultQuota, hardMaximum } from "../../iam/model/documentSizes";
import { placeholderWords } from "./placeholders";

/** The strings in all replacements for one statement. */
const maxStrings = 10_000;

/** The statements that take the place of one, and the words in them that the reader fills in. */
export interface NewStatements {
    readonly statements: readonly StatementJson[];
    /** @default - those of `placeholderWords`. */
    readonly placeholders?: readonly string[];
}

/**
 * Writes the replacement of a statement, which keeps what it grants otherwise. All violations of the statement share
 * it. Absent if nothing certain can be written, if the document would exceed a quota, or if the violations of the statement
 * are so many that nobody pastes it.
 */
export const statementReplacement = (
    document: PolicyModel,
    statement: StatementModel,
    options: RuleOptions,
    write: () => NewStatements | undefined,
): WriteReplacement => computeOnce(() => replacementOf(document, statement, options, write));

const replacementOf = (
    document: PolicyModel,
    statement: StatementModel,
    options: RuleOptions,
    write: () => NewStatements | undefined,
): Replacement | undefined => {
    const { principals, notPrincipals, resources } = statement;
    const reports = Math.max(1, principals.length, notPrincipals.length, resources.length);
    const written = reports * numberOfStrings(statement) > maxStrings ? undefined : write();
    if (written === undefined || !fits(document, statement, written.statements, options)) {
        return undefined;
    }
    const [only, ...more] = written.statements;
    return {
        path: statement.path,
        value: only !== undefined && more.length === 0 ? only : written.statements,
        placeholders: [...placeholderWords, ...(written.placeholders ?? [])],
    };
};

/** Whether the document stays within the quotas that it does not exceed now. */
const fits = (
    { kind, size }: PolicyModel,
    statement: StatementModel,
    statements: readonly StatementJson[],
    { maximumCharacters }: RuleOptions,
): boolean => {
    const quotas = [defaultQuota[kind], maximumCharacters ?? hardMaximum[kind]].filter((quota) => quota !== undefined);
    const length = JSON.stringify(statements).length;
    // Most documents are far from their quotas, whatever the replaced statement takes.
    if (quotas.every((quota) => size + length <= quota)) {
        return true;
    }
    const added = length - JSON.stringify(toStatementJson(statement)).length;
    return quotas.every((quota) => size > quota || size + added <= quota);
};

/** A clause to add to a Condition. */
export const newClause = (written: string, key: string, values: readonly string[]): ConditionModel => {
    const { operator, setPrefix, ifExists } = operatorParts(written);
    return {
        path: "",
        operator,
        setPrefix,
        ifExists,
        key: key.toLowerCase(),
        values: values.map((text) => ({ text, path: "" })),
        source: { operator: written, key },
    };
};

/** Whether the clause compares the key with values, and not with all but those. */
export const isPositive = ({ operator }: ConditionModel): boolean => {
    const known = operatorNamed(operator);
    return known !== undefined && !known.negated && known.compares !== "presence";
};

/** Keys that have several values in a request. */
const multivalued = ["aws:sourceorgpaths", "aws:principalorgpaths"];

/**
 * The clause with its key required, if it restricts the key then: without `IfExists`, and with `ForAnyValue:` if the key
 * has several values.
 */
export const requiring = (condition: ConditionModel, check: ValueCheck): ConditionModel | undefined => {
    const { operator, key, values, source } = condition;
    return isPositive(condition) && restrictionOf([condition], key, check, true).state === "restricted"
        ? newClause(
              `${multivalued.includes(key) ? "ForAnyValue:" : ""}${operator}`,
              source.key,
              values.map(({ text }) => text),
          )
        : undefined;
};

/** The conditions with a clause in place of those on its key; a clause of the key that restricts it once required wins. */
export const withRequired = (
    conditions: readonly ConditionModel[],
    clause: ConditionModel,
    check: ValueCheck,
): readonly ConditionModel[] => {
    const own = conditions.filter(({ key }) => key === clause.key).flatMap((one) => requiring(one, check) ?? []);
    return [...conditions.filter(({ key }) => key !== clause.key), own[0] ?? clause];
};

/** The statements as JSON. Only the first keeps the Sid, which is unique in the document. */
export const toStatements = (statements: readonly StatementModel[]): readonly StatementJson[] =>
    statements.map((one, at) => toStatementJson(at === 0 ? one : { ...one, sid: undefined }));

/** The principals with some of them replaced, each named once. */
export const withPrincipals = (
    principals: readonly PrincipalModel[],
    substitute: (principal: PrincipalModel) => PrincipalModel,
): readonly PrincipalModel[] => [
    ...new Map(principals.map(substitute).map((one) => [`${one.kind} ${one.text}`, one])).values(),
];
