import type { PolicyModel } from "../../iam";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { hardMaximum } from "../../iam/model/documentSizes";

/** What IAM would refuse, or what could hide from one reader and not from another. */
export const documentMalformed: Rule = {
    name: "iam-document-malformed",
    level: "mandatory",
    severity: "medium",
    description: "A policy document must be one that IAM reads, and that every reader reads alike.",
    remediationSteps: "Correct the element at the path named; IAM's grammar is short and case-sensitive.",
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
            message: `${size} characters without white space`,
            identity: `${size} characters without white space`,
            reason: `AWS takes at most ${most} here, and no quota can raise that.`,
            fix:
                kind === "resource" || kind === "boundary"
                    ? "Fewer accounts, Regions or resources, or one pattern in the place of many."
                    : "Split the document: several managed policies hold more than one, several roles more than one trust.",
        },
    ];
};
