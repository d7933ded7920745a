/** What IAM asks of a readable statement by the kind of its document, beyond its elements being readable. */
import { hasWildcard } from "../syntax/glob";
import type { DocumentKind, SyntaxIssue, StatementModel } from "./document";

/** Letters and digits: all that a Sid of an identity policy may have. @see IAM User Guide, reference_policies_elements_sid */
const isPlain = (text: string): boolean => {
    for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        const letter = code | 0x20;
        if (!(code >= 0x30 && code <= 0x39) && !(letter >= 0x61 && letter <= 0x7a)) {
            return false;
        }
    }
    return true;
};

/** Reports what IAM refuses: missing and forbidden elements, Sids. The other services' own grammars vary; not judged. */
export const validateElements = (
    statements: readonly StatementModel[],
    kind: DocumentKind,
    issues: SyntaxIssue[],
): void => {
    if (kind === "grant") {
        validateSids(statements, issues);
    }
    if (kind === "grant" || kind === "trust") {
        for (const one of statements) {
            validateElement(one, kind, issues);
        }
    }
};

const validateSids = (statements: readonly StatementModel[], issues: SyntaxIssue[]): void => {
    const seen = new Set<string>();
    for (const { sid, path } of statements) {
        if (sid === undefined || sid === "") {
            continue;
        }
        const again = seen.has(sid);
        seen.add(sid);
        if (!isPlain(sid)) {
            issues.push({
                path: `${path}.Sid`,
                message: `"${sid.slice(0, 120)}"`,
                reason: "A Sid of an identity policy has letters and digits only.",
                fix: `"Sid": "${sid.replace(/[^A-Za-z0-9]+/g, "").slice(0, 60)}"`,
            });
        } else if (again) {
            issues.push({
                path: `${path}.Sid`,
                message: `"${sid.slice(0, 120)}" again`,
                reason: "A Sid stands once in a policy.",
                fix: `"Sid": "${sid.slice(0, 60)}2"`,
            });
        }
    }
};

const validateElement = (one: StatementModel, kind: "grant" | "trust", issues: SyntaxIssue[]): void => {
    const { path, principals, notPrincipals, actions, notActions, resources, notResources } = one;
    const actionLists = Number(actions.length > 0) + Number(notActions.length > 0);
    const resourceLists = Number(resources.length > 0) + Number(notResources.length > 0);
    const people = principals.length + notPrincipals.length;
    const flaw = (found: string, why: string, paste: string): void => {
        issues.push({ path, message: found, reason: why, fix: paste });
    };
    // What stands there and could not be read has a flaw of its own, and is not missing.
    const isMissing = (lists: number, element: string): boolean =>
        lists === 0 &&
        !issues.some(
            (one) => one.path.startsWith(`${path}.${element}`) || one.path.startsWith(`${path}.Not${element}`),
        );
    if (actionLists > 1 || isMissing(actionLists, "Action")) {
        flaw(
            actionLists === 0 ? "no Action" : "both Action and NotAction",
            "A statement has one of the two.",
            kind === "trust" ? '"Action": "sts:AssumeRole"' : '"Action": ["service:Name"]',
        );
    }
    if (kind === "grant" && (resourceLists > 1 || isMissing(resourceLists, "Resource"))) {
        flaw(
            resourceLists === 0 ? "no Resource" : "both Resource and NotResource",
            "A statement has one of the two.",
            '"Resource": ["arn:…"]',
        );
    }
    if (kind === "grant" && people > 0) {
        flaw(
            "a Principal",
            "An identity policy speaks to its holder; IAM refuses a Principal in it.",
            "Take the Principal out.",
        );
    }
    if (kind === "trust" && isMissing(people, "Principal")) {
        flaw(
            "no Principal",
            "A trust policy says whom it lets in; IAM refuses one that does not.",
            '"Principal": { "Service": "…" }',
        );
    }
    if (kind === "trust") {
        for (const { kind: type, text, path: where } of [...principals, ...notPrincipals]) {
            if (type === "aws" && hasWildcard(text)) {
                issues.push({
                    path: where,
                    message: `"${text}"`,
                    reason: "IAM refuses a wildcard in part of a principal; only a Condition can name principals by a pattern.",
                    fix: '"Principal": { "AWS": "*" }, with "ArnLike": { "aws:PrincipalArn": "arn:…" } in the Condition',
                });
            }
        }
    }
    if (kind === "trust" && resourceLists > 0) {
        flaw(
            "a Resource",
            "A trust policy is about its own role; IAM refuses a Resource in it.",
            "Take the Resource out.",
        );
    }
    if (principals.length > 0 && notPrincipals.length > 0) {
        flaw("both Principal and NotPrincipal", "A statement has one of the two.", "Keep the Principal.");
    }
};
