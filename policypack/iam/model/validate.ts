/** Validates parsed statements by the kind of their document: required and forbidden elements, Sids. */
import { withoutDeferred } from "../syntax/deferredValue";
import { hasWildcard } from "../syntax/glob";
import type { DocumentKind, PrincipalModel, SyntaxIssue, StatementModel } from "./document";
import { memoizeLast } from "../syntax/memoize";
import { toStatementJson } from "./serialize";
import type { SyntaxIssueId } from "./syntaxIssueMessages";

/**
 * More issues than this add nothing for the user, and a hostile document could have millions. Issues are listed in the
 * order in which they are found, so the search ends here.
 */
export const maxIssues = 50;

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
            if (issues.length >= maxIssues) {
                return;
            }
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
        if (!isPlain(withoutDeferred(sid))) {
            issues.push({
                path: `${path}.Sid`,
                messageId: "sidCharacters",
                data: { sid: sid.slice(0, 120) },
                ...withFreeSid(sid, statements, `${path}.Sid`, issues),
            });
        } else if (isDuplicate) {
            issues.push({
                path: `${path}.Sid`,
                messageId: "duplicateSid",
                data: { sid: sid.slice(0, 120) },
                ...withFreeSid(sid, statements, `${path}.Sid`, issues),
            });
        }
    }
};

/** The statement with the action of its principals, if all of them are accounts, users or roles. */
const assuming = (one: StatementModel): StatementModel | undefined =>
    one.effect === "Allow" && one.principals.length > 0 && one.principals.every(({ kind }) => kind === "aws")
        ? { ...one, actions: [{ text: "sts:AssumeRole", path: "" }] }
        : undefined;

const isPattern = ({ kind, text }: PrincipalModel): boolean => kind === "aws" && hasWildcard(text);

/** The statement with its patterns as conditions, each in a statement of its own; none if they name no account. */
const withConditions = (one: StatementModel): Pick<SyntaxIssue, "replacement"> => {
    const others = one.principals.filter((principal) => !isPattern(principal));
    const patterns = one.principals.filter(isPattern).map((principal) => byCondition(one, principal));
    const known = patterns.filter((statement) => statement !== undefined);
    if (one.notPrincipals.length > 0 || known.length < patterns.length) {
        return {};
    }
    const [first, ...more] = [...(others.length === 0 ? [] : [{ ...one, principals: others }]), ...known];
    const rest = more.map((statement) => toStatementJson({ ...statement, sid: undefined }));
    if (first === undefined) {
        return {};
    }
    const statement = toStatementJson(first);
    return { replacement: { path: one.path, value: rest.length === 0 ? statement : [statement, ...rest] } };
};

/** The statement for the account of a pattern, with the pattern as a condition. */
const byCondition = (one: StatementModel, { text }: PrincipalModel): StatementModel | undefined => {
    const [whole, account] = /^(arn:[a-z-]+:iam::\d{12}):(?:user|role)\//.exec(text) ?? [];
    if (whole === undefined || account === undefined) {
        return undefined;
    }
    return {
        ...one,
        principals: [{ kind: "aws", text: `${account}:root`, path: "" }],
        conditions: [
            ...one.conditions.filter(({ key }) => key !== "aws:principalarn"),
            {
                path: "",
                operator: "ArnLike",
                setPrefix: undefined,
                ifExists: false,
                key: "aws:principalarn",
                values: [{ text, path: "" }],
                source: { operator: "ArnLike", key: "aws:PrincipalArn" },
            },
        ],
    };
};

/** The Sids of the last document with an invalid one. */
const sidsOf = memoizeLast(
    (statements: readonly StatementModel[]): ReadonlySet<string | undefined> =>
        new Set(statements.map(({ sid }) => sid)),
);

/** Sids that differ only in a number are tried this often. */
const maxTries = 100;

/** A Sid of letters and digits like this one, which no other statement has. */
const withFreeSid = (
    sid: string,
    statements: readonly StatementModel[],
    path: string,
    issues: readonly SyntaxIssue[],
): Pick<SyntaxIssue, "replacement"> => {
    if (issues.length >= maxIssues) {
        return {};
    }
    const taken = sidsOf(statements);
    const plain = sid.replace(/[^A-Za-z0-9]+/g, "").slice(0, 60) || "Statement";
    for (let number = 1; number <= maxTries; number += 1) {
        const free = number === 1 ? plain : `${plain}${number}`;
        if (!taken.has(free)) {
            return { replacement: { path, value: free } };
        }
    }
    return {};
};

const validateElement = (one: StatementModel, kind: "grant" | "trust", issues: SyntaxIssue[]): void => {
    const { path, principals, notPrincipals, actions, notActions, resources, notResources } = one;
    const actionLists = Number(actions.length > 0) + Number(notActions.length > 0);
    const resourceLists = Number(resources.length > 0) + Number(notResources.length > 0);
    const principalCount = principals.length + notPrincipals.length;
    const report = (messageId: SyntaxIssueId, valid?: StatementModel): void => {
        const replacement = valid && { path, value: toStatementJson(valid) };
        issues.push({ path, messageId, ...(replacement === undefined ? {} : { replacement }) });
    };
    // An element that is present but could not be parsed already has its own issue, so it is not missing.
    const isMissing = (lists: number, element: string): boolean =>
        lists === 0 &&
        !issues.some(
            (one) => one.path.startsWith(`${path}.${element}`) || one.path.startsWith(`${path}.Not${element}`),
        );
    if (actionLists > 1 || isMissing(actionLists, "Action")) {
        if (actionLists === 0) {
            report("missingAction", kind === "trust" ? assuming(one) : undefined);
        } else {
            report("actionAndNotAction", { ...one, notActions: [] });
        }
    }
    if (kind === "grant" && (resourceLists > 1 || isMissing(resourceLists, "Resource"))) {
        if (resourceLists === 0) {
            report("missingResource");
        } else {
            report("resourceAndNotResource", { ...one, notResources: [] });
        }
    }
    if (kind === "grant" && principalCount > 0) {
        report("principalInIdentityPolicy", { ...one, principals: [], notPrincipals: [] });
    }
    if (kind === "trust" && isMissing(principalCount, "Principal")) {
        report("missingPrincipal");
    }
    if (kind === "trust") {
        const patterns = [...principals, ...notPrincipals].filter(isPattern);
        const replacement = patterns.length === 0 ? {} : withConditions(one);
        for (const { path: where, text } of patterns) {
            issues.push({
                path: where,
                messageId: "wildcardInPrincipal",
                data: { principal: text },
                ...replacement,
            });
        }
    }
    if (kind === "trust" && resourceLists > 0) {
        report("resourceInTrustPolicy", { ...one, resources: [], notResources: [] });
    }
    if (principals.length > 0 && notPrincipals.length > 0) {
        report("principalAndNotPrincipal", { ...one, notPrincipals: [] });
    }
};
