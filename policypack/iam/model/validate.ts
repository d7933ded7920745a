/** Validates parsed statements by the kind of their document: required and forbidden elements, Sids. */
import { hasWildcard } from "../syntax/glob";
import type { DocumentKind, SyntaxIssue, StatementModel } from "./document";

/**
 * Whether the text has only letters and digits, as the Sid of an identity policy must.
 * @see IAM User Guide, reference_policies_elements_sid
 */
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

/**
 * Reports what IAM rejects. Resource policies and boundaries are not validated, because services differ in their rules.
 */
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
        const isDuplicate = seen.has(sid);
        seen.add(sid);
        if (!isPlain(sid)) {
            issues.push({
                path: `${path}.Sid`,
                message: `"${sid.slice(0, 120)}" has characters other than letters and digits`,
                reason: "The Sid of an identity policy may contain only letters and digits.",
                fix: `"Sid": "${sid.replace(/[^A-Za-z0-9]+/g, "").slice(0, 60)}"`,
            });
        } else if (isDuplicate) {
            issues.push({
                path: `${path}.Sid`,
                message: `"${sid.slice(0, 120)}" is already the Sid of another statement`,
                reason: "A Sid must be unique within a policy.",
                fix: `"Sid": "${sid.slice(0, 60)}2"`,
            });
        }
    }
};

const validateElement = (one: StatementModel, kind: "grant" | "trust", issues: SyntaxIssue[]): void => {
    const { path, principals, notPrincipals, actions, notActions, resources, notResources } = one;
    const actionLists = Number(actions.length > 0) + Number(notActions.length > 0);
    const resourceLists = Number(resources.length > 0) + Number(notResources.length > 0);
    const principalCount = principals.length + notPrincipals.length;
    const report = (message: string, reason: string, fix: string): void => {
        issues.push({ path, message, reason, fix });
    };
    // An element that is present but could not be parsed already has its own issue, so it is not missing.
    const isMissing = (lists: number, element: string): boolean =>
        lists === 0 &&
        !issues.some(
            (one) => one.path.startsWith(`${path}.${element}`) || one.path.startsWith(`${path}.Not${element}`),
        );
    if (actionLists > 1 || isMissing(actionLists, "Action")) {
        report(
            actionLists === 0 ? "has no Action" : "has both Action and NotAction",
            "A statement needs exactly one of Action and NotAction.",
            kind === "trust" ? '"Action": "sts:AssumeRole"' : '"Action": ["service:Name"]',
        );
    }
    if (kind === "grant" && (resourceLists > 1 || isMissing(resourceLists, "Resource"))) {
        report(
            resourceLists === 0 ? "has no Resource" : "has both Resource and NotResource",
            "A statement needs exactly one of Resource and NotResource.",
            '"Resource": ["arn:…"]',
        );
    }
    if (kind === "grant" && principalCount > 0) {
        report(
            "has a Principal",
            "An identity policy applies to the identity it is attached to; IAM rejects a Principal in it.",
            "Remove the Principal.",
        );
    }
    if (kind === "trust" && isMissing(principalCount, "Principal")) {
        report(
            "has no Principal",
            "A trust policy names who may assume the role; IAM rejects one without a Principal.",
            '"Principal": { "Service": "…" }',
        );
    }
    if (kind === "trust") {
        for (const { kind: type, text, path: where } of [...principals, ...notPrincipals]) {
            if (type === "aws" && hasWildcard(text)) {
                issues.push({
                    path: where,
                    message: `"${text}" contains a wildcard`,
                    reason: "IAM rejects a wildcard in part of a principal; use a Condition to match a pattern.",
                    fix: '"Principal": { "AWS": "*" }, with "ArnLike": { "aws:PrincipalArn": "arn:…" } in the Condition',
                });
            }
        }
    }
    if (kind === "trust" && resourceLists > 0) {
        report(
            "has a Resource",
            "A trust policy applies to its own role; IAM rejects a Resource in it.",
            "Remove the Resource.",
        );
    }
    if (principals.length > 0 && notPrincipals.length > 0) {
        report(
            "has both Principal and NotPrincipal",
            "A statement may have only one of Principal and NotPrincipal.",
            "Remove the NotPrincipal.",
        );
    }
};
