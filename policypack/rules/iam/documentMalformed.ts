import {
    computeOnce,
    memoizeLast,
    numberOfStrings,
    parse,
    toStatementJson,
    type PolicyModel,
    type Replacement,
    type SyntaxIssue,
} from "../../iam";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { hardMaximum } from "../../iam/model/documentSizes";
import { syntaxIssueMessages, type SyntaxIssueId } from "../../iam/model/syntaxIssueMessages";

type Id = SyntaxIssueId | "tooLong" | "tooLongSinglePolicy";

const tooLong = {
    message: "has {size} characters without white space, more than the maximum of {maximum}",
    reason: "AWS rejects longer documents, and this quota cannot be increased.",
};

/**
 * Reports documents that IAM rejects, and syntax that parsers read differently. A replacement must not make a statement
 * take effect that the other rules report, so they evaluate it.
 */
export const documentMalformed = (others: readonly DocumentRule[]): DocumentRule<Id> => ({
    name: "iam-document-malformed",
    on: "document",
    level: "mandatory",
    severity: "medium",
    description: "Policy documents must follow the IAM policy grammar, without ambiguous syntax.",
    remediationSteps: "Correct the element at the reported path. Element names and most values are case-sensitive.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    messages: {
        ...syntaxIssueMessages,
        tooLong: {
            ...tooLong,
            fix: "Split the document into several managed policies, or a trust policy's principals between roles.",
        },
        tooLongSinglePolicy: {
            ...tooLong,
            fix: "List fewer accounts, Regions or resources, or replace several with one pattern.",
        },
    },
    appliesTo: ["trust", "grant", "boundary", "resource"],
    reportsUnreadable: true,
    check: (document, settings) => [
        ...document.issues.map((issue) => toReport(document, issue, others, settings)),
        ...reportTooLong(document, settings),
    ],
});

/**
 * The strings of a document that is evaluated with its replacements: more than documents of valid size have. Each of its
 * issues is evaluated by all rules.
 */
const maxStrings = 2_000;

const stringsIn = memoizeLast(({ statements }: PolicyModel): number =>
    statements.reduce((sum, one) => sum + 1 + numberOfStrings(one), 0),
);

/** The replacement of an issue, if it is safe. */
const safeReplacement = (
    document: PolicyModel,
    { replacement }: SyntaxIssue,
    others: readonly DocumentRule[],
    options: RuleOptions,
): Replacement | undefined => {
    if (replacement === undefined || stringsIn(document) > maxStrings) {
        return undefined;
    }
    const replaced = parse(document.kind, withReplacement(document, replacement));
    const known = new Set(document.issues.map(({ messageId }) => messageId));
    const isSafe =
        replaced.issues.every(({ messageId }) => known.has(messageId)) &&
        others.every((rule) => {
            const count = (one: PolicyModel): number =>
                rule.appliesTo.includes(one.kind) ? rule.check(one, options).length : 0;
            return count(replaced) <= count(document);
        });
    return isSafe ? replacement : undefined;
};

/** The document with a replacement, as far as it can be read. */
const withReplacement = ({ version, statements }: PolicyModel, { path, value }: Replacement): unknown => {
    const read = statements.map((one) => ({ path: one.path, statement: toStatementJson(one) }));
    const [own = path, member] = /^(Statement(?:\[\d+\])?)\.?(\w*)/.exec(path)?.slice(1) ?? [];
    if (path === "" || own === "Version") {
        return path === "" ? value : { Version: value, Statement: read.map(({ statement }) => statement) };
    }
    const others = read.filter((one) => one.path !== own).map(({ statement }) => statement);
    const statement = read.find((one) => one.path === own)?.statement;
    return {
        Version: version,
        Statement: [
            ...others,
            ...(member === undefined || member === "" ? [value].flat() : [{ ...statement, [member]: value }]),
        ],
    };
};

/** An issue is identified by its kind, the element and what is written there. The model does not contain all of it. */
const toReport = (
    document: PolicyModel,
    issue: SyntaxIssue,
    others: readonly DocumentRule[],
    options: RuleOptions,
): Report<Id> => ({
    ...issue,
    replacement: computeOnce(() => safeReplacement(document, issue, others, options)),
    identity: `${issue.messageId} ${issue.path.replace(/\[\d+\]/g, "").toLowerCase()}`,
    isUnparsed: true,
});

const reportTooLong = ({ kind, size }: PolicyModel, { maximumCharacters }: RuleOptions): readonly Report<Id>[] => {
    const maximum = maximumCharacters ?? hardMaximum[kind];
    if (maximum === undefined || size <= maximum) {
        return [];
    }
    return [
        {
            path: "",
            messageId: kind === "resource" || kind === "boundary" ? "tooLongSinglePolicy" : "tooLong",
            data: { size, maximum },
            identity: "size",
        },
    ];
};
