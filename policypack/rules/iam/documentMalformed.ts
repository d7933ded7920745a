import type { PolicyModel } from "../../iam";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { hardMaximum } from "../../iam/model/documentSizes";

/** Reports documents that IAM rejects, and syntax that parsers read differently. */
export const documentMalformed: Rule = {
    name: "iam-document-malformed",
    level: "mandatory",
    severity: "medium",
    description: "Policy documents must follow the IAM policy grammar, without ambiguous syntax.",
    remediationSteps: "Correct the element at the reported path. Element names and most values are case-sensitive.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    appliesTo: ["trust", "grant", "boundary", "resource"],
    check: (document, settings) => [...document.issues, ...tooLong(document, settings)],
};

const tooLong = ({ kind, size }: PolicyModel, { maximumCharacters }: RuleOptions): readonly Violation[] => {
    const most = maximumCharacters ?? hardMaximum[kind];
    if (most === undefined || size <= most) {
        return [];
    }
    return [
        {
            path: "",
            message: `the document has ${size} characters without white space, more than the maximum of ${most}`,
            identity: `${size} characters without white space`,
            reason: "AWS rejects longer documents, and this quota cannot be increased.",
            fix:
                kind === "resource" || kind === "boundary"
                    ? "List fewer accounts, Regions or resources, or replace several with one pattern."
                    : "Split the document into several managed policies, or a trust policy's principals between roles.",
        },
    ];
};
