import type { PolicyModel } from "../../iam";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { hardMaximum } from "../../iam/model/documentSizes";
import { syntaxIssueMessages, type SyntaxIssueId } from "../../iam/model/syntaxIssueMessages";

type Id = SyntaxIssueId | "tooLong" | "tooLongSinglePolicy";

const tooLong = {
    message: "the document has {size} characters without white space, more than the maximum of {maximum}",
    reason: "AWS rejects longer documents, and this quota cannot be increased.",
};

/** Reports documents that IAM rejects, and syntax that parsers read differently. */
export const documentMalformed: DocumentRule<Id> = {
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
    check: (document, settings) => [...document.issues, ...reportTooLong(document, settings)],
};

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
            identity: `${size} characters without white space`,
        },
    ];
};
