import {
    computeOnce,
    unknownZone,
    restrictionOf,
    principalKeys,
    knowsVariables,
    unknownConditionKey,
    passedToCheck,
    passedToService,
    describeCondition,
    hasWildcard,
    oidcClaimCheck,
    operatorNamed,
    oidcIssuerOf,
    oidcIssuers,
    sourceKeys,
    trueWhenAbsent,
    type ValueCheck,
    type ConditionModel,
    type PolicyModel,
    type StatementModel,
} from "../../iam";
import { exampleOfClaim, placeholderWordsOf } from "../shared/oidcClaims";
import { servicesOfActions } from "../shared/passRoleStatements";
import { placeholders, type PlaceholderValues } from "../shared/placeholders";
import { newClause, statementReplacement, toStatements } from "../shared/statementReplacement";
import type { MessageData } from "../../engine/message";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";

type Id = "unknownKey" | "misnamedKey" | "impossibleValue" | "contradiction";

const effect = "[[The {deny} has no effect.]][[The statement {allows} nothing.]]";

const unknownKey = {
    message: "the condition key {key} does not exist",
    reason: `No request contains this key. ${effect}`,
    fix: "Use a key from the list of global condition keys in the IAM User Guide.",
};

/** Reports conditions that no request can satisfy. The statement then has no effect, which is rarely intended. */
export const conditionNeverTrue: DocumentRule<Id> = {
    name: "iam-condition-never-true",
    on: "document",
    level: "advisory",
    severity: "low",
    description: "Policy conditions should be satisfiable.",
    remediationSteps:
        "Use ArnLike or StringLike for values with wildcards, 12-digit account IDs, and existing condition keys.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    messages: {
        unknownKey,
        misnamedKey: { ...unknownKey, fix: "Use the condition key {meant}." },
        impossibleValue: {
            message: "the condition is never true: {condition}",
            reason: `{why}. ${effect}`,
            fix: "Use a value that {key} can have, and ArnLike or StringLike if the value has wildcards.",
        },
        contradiction: {
            message: "the conditions contradict each other: {condition}, and {other}",
            reason:
                "All conditions of a statement must be true, and a key cannot be missing and have a value. " + effect,
            fix: "Remove one of the conditions, or require that the key is present.",
        },
    },
    appliesTo: ["trust", "grant", "resource"],
    check: (document, settings) =>
        document.statements.flatMap((statement) => {
            const found = statement.conditions.flatMap((one) => impossible(document, statement, one) ?? []);
            return found.length === 0 ? [] : reportsOn(document, statement, found, settings);
        }),
};

/** A condition that no request satisfies. */
interface Impossible {
    readonly condition: ConditionModel;
    readonly report: Report<Id>;
    /** Conditions that can be true, and restrict the key as meant; undefined if only the author knows them. */
    readonly meant: (context: MeantContext) => readonly ConditionModel[] | undefined;
}

/** What is known about the document of a condition. */
interface MeantContext {
    readonly document: PolicyModel;
    readonly statement: StatementModel;
    readonly values: PlaceholderValues;
    readonly options: RuleOptions;
}

const impossible = (
    document: PolicyModel,
    statement: StatementModel,
    condition: ConditionModel,
): Impossible | undefined =>
    unknownKeyIn(condition) ?? impossibleValueIn(document, condition) ?? contradictionIn(statement, condition);

const reportsOn = (
    document: PolicyModel,
    statement: StatementModel,
    found: readonly Impossible[],
    options: RuleOptions,
): readonly Report<Id>[] => {
    const context = { document, statement, values: placeholders(document, options), options };
    const effect = effectData(statement);
    // A Deny that takes effect could remove grants that are in use.
    const isSafe = statement.effect === "Allow" || document.statements.every(({ effect: one }) => one !== "Allow");
    const meant = computeOnce(() => new Map(found.map((one) => [one.condition, one.meant(context)])));
    const replacement = statementReplacement(document, statement, options, () => ({
        statements: toStatements([
            { ...statement, conditions: statement.conditions.flatMap((one) => meant().get(one) ?? [one]) },
        ]),
        placeholders: [someOrganization, ...meantWords],
    }));
    return found.map(({ condition, report }) => ({
        ...report,
        identity: identityOf(condition),
        data: { ...report.data, ...effect },
        replacement: isSafe ? () => (meant().get(condition) === undefined ? undefined : replacement()) : undefined,
    }));
};

/** A statement has each key once under each operator. */
const identityOf = ({ setPrefix, operator, ifExists, key }: ConditionModel): string =>
    [setPrefix, operator, ifExists, key].join(" ");

const effectData = (statement: StatementModel): MessageData =>
    statement.effect === "Deny" ? { deny: "Deny" } : { allows: "allows" };

const textsOf = ({ values }: ConditionModel): readonly string[] => values.map(({ text }) => text);

/** A condition that requires a key which no request contains. */
const unknownKeyIn = (condition: ConditionModel): Impossible | undefined => {
    const missing = unknownConditionKey(condition.key);
    if (missing === undefined || trueWhenAbsent(condition)) {
        return undefined;
    }
    const { path, source } = condition;
    const { meant } = missing;
    return meant === undefined
        ? { condition, report: { path, messageId: "unknownKey", data: { key: source.key } }, meant: () => undefined }
        : {
              condition,
              report: { path, messageId: "misnamedKey", data: { key: source.key, meant } },
              meant: (context) => renamed(context, condition, meant),
          };
};

/** The condition on the key that is meant, unless the statement has one on it. */
const renamed = (
    context: MeantContext,
    condition: ConditionModel,
    key: string,
): readonly ConditionModel[] | undefined => {
    if (context.statement.conditions.some((one) => one.key === key.toLowerCase())) {
        return undefined;
    }
    const named = newClause(condition.source.operator, key, textsOf(condition));
    return impossibleValueIn(context.document, named)?.meant(context) ?? [named];
};

const valueChecks = (variables: boolean): ReadonlyMap<string, ValueCheck> =>
    new Map([
        ...[...sourceKeys, ...principalKeys].map(({ key, check }) => [key, check(variables, unknownZone)] as const),
        [passedToService, passedToCheck(variables)] as const,
    ]);

/** The checks for the values of known keys, with and without policy variables. */
const checks = { withVariables: valueChecks(true), withoutVariables: valueChecks(false) };

const checkOf = (document: PolicyModel, key: string): ValueCheck | undefined => {
    const variables = knowsVariables(document);
    const known = checks[variables ? "withVariables" : "withoutVariables"].get(key);
    if (known !== undefined) {
        return known;
    }
    return document.kind === "trust" ? oidcClaimCheck(key)?.(variables) : contextCheckFor(key);
};

/** The encryption context of AWS services, where it is an ARN: AWS prints patterns under StringEquals in places. */
const contextCheckFor = (key: string): ValueCheck | undefined =>
    /^kms:encryptioncontext:aws:.*arn$/.test(key) ? literalPatternCheck : undefined;

const literalPatternCheck: ValueCheck = (value, { operator }) =>
    operatorNamed(operator)?.wildcards === "none" && hasWildcard(value)
        ? {
              effect: "neverMatches",
              why: `\`${operator}\` treats the wildcard in "${value}" as a literal character`,
          }
        : { effect: "restricts" };

/** A condition whose values the key never has. */
const impossibleValueIn = (document: PolicyModel, condition: ConditionModel): Impossible | undefined => {
    const check = checkOf(document, condition.key);
    if (check === undefined || trueWhenAbsent(condition)) {
        return undefined;
    }
    const restriction = restrictionOf([condition], condition.key, check);
    if (restriction.state !== "neverTrue") {
        return undefined;
    }
    return {
        condition,
        report: {
            path: restriction.path,
            messageId: "impossibleValue",
            data: {
                condition: describeCondition(condition),
                key: condition.source.key,
                why: `${restriction.why.charAt(0).toUpperCase()}${restriction.why.slice(1)}`,
            },
        },
        meant: (context) => possible(context, condition, check),
    };
};

/** The first condition that restricts the key: the values under another operator, else what is known of the stack. */
const possible = (
    context: MeantContext,
    condition: ConditionModel,
    check: ValueCheck,
): readonly ConditionModel[] | undefined => {
    const restricts = (one: ConditionModel): boolean =>
        one.key === condition.key && restrictionOf([one], one.key, check).state === "restricted";
    const rewritten = rewritings(condition).find(restricts);
    return rewritten === undefined ? ownValue(context, condition) : [rewritten];
};

/** The same values under the operators that can compare them. */
const rewritings = (condition: ConditionModel): readonly ConditionModel[] => {
    const { key, source } = condition;
    const texts = textsOf(condition).map((one) => one.trim());
    const organizations = texts.flatMap((one) => /\bo-[a-z0-9]{10,32}\b/.exec(one)?.[0] ?? []);
    return [
        newClause("StringEquals", source.key, texts),
        newClause(key.endsWith("arn") ? "ArnLike" : "StringLike", source.key, texts),
        ...(organizations.length < texts.length || texts.length === 0
            ? []
            : [
                  newClause("StringEquals", source.key, organizations),
                  newClause(
                      "ForAnyValue:StringLike",
                      source.key,
                      organizations.map((one) => `${one}/*`),
                  ),
              ]),
    ];
};

/** Only the owner of an organization knows its ID. */
const someOrganization = "o-ORGANIZATION_ID";

/** The account or organization of the stack, or the service that the document implies, in place of the value. */
const ownValue = (
    { document, statement, values, options }: MeantContext,
    { key, source }: ConditionModel,
): readonly ConditionModel[] | undefined => {
    const organization = oneOrNone(options.ownOrganizations) ?? someOrganization;
    switch (key) {
        case "aws:sourceaccount":
        case "aws:principalaccount":
        case "kms:calleraccount":
            return [newClause("StringEquals", source.key, [values.account])];
        case "aws:sourcearn":
        case "aws:principalarn": {
            const account = key === "aws:sourcearn" ? "aws:SourceAccount" : "aws:PrincipalAccount";
            return statement.conditions.some((one) => one.key === account.toLowerCase())
                ? []
                : [newClause("StringEquals", account, [values.account])];
        }
        case "aws:sourceorgid":
        case "aws:principalorgid":
            return [newClause("StringEquals", source.key, [organization])];
        case "aws:sourceorgpaths":
        case "aws:principalorgpaths":
            return [newClause("ForAnyValue:StringLike", source.key, [`${organization}/*`])];
        case passedToService:
            return [newClause("StringEquals", source.key, servicesOfActions(document))];
        default:
            return ownClaim(document, key, source.key);
    }
};

/** The words in the examples of claims. */
const meantWords = [...new Set(["NAMESPACE", "NAME", ...oidcIssuers.flatMap((one) => placeholderWordsOf(one))])];

/** An example of a claim of an OIDC issuer. */
const ownClaim = (document: PolicyModel, key: string, written: string): readonly ConditionModel[] | undefined => {
    if (oidcClaimCheck(key) === undefined || document.kind !== "trust") {
        return undefined;
    }
    const at = key.lastIndexOf(":");
    const issuer = oidcIssuerOf(key.slice(0, at));
    const example = exampleOfClaim(issuer, key.slice(at + 1));
    return [newClause(hasWildcard(example) ? "StringLike" : "StringEquals", written, [example])];
};

const oneOrNone = (texts: readonly string[]): string | undefined => (texts.length === 1 ? texts[0] : undefined);

/** A Null condition that requires a missing key while another condition requires a value. */
const contradictionIn = ({ conditions }: StatementModel, condition: ConditionModel): Impossible | undefined => {
    if (condition.operator !== "Null" || condition.values.some(({ text }) => text.toLowerCase() !== "true")) {
        return undefined;
    }
    const other = conditions.find((one) => one.key === condition.key && !trueWhenAbsent(one));
    if (other === undefined) {
        return undefined;
    }
    return {
        condition,
        report: {
            path: condition.path,
            messageId: "contradiction",
            data: { condition: describeCondition(condition), other: describeCondition(other) },
        },
        // Without the value, the statement would allow what it does not restrict.
        meant: ({ document }) => {
            const check = checkOf(document, condition.key);
            const isRestricted = check === undefined || restrictionOf([other], other.key, check).state === "restricted";
            return isRestricted ? [] : undefined;
        },
    };
};
