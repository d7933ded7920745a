/** Normalizes one statement of a document; what cannot be parsed becomes a syntax issue. */
import type { DocumentKind, SyntaxIssue, PrincipalModel, StatementModel } from "./document";
import { conditions } from "./condition";
import { isJsonObject, describeValue, type JsonObject } from "./describeValue";
import { maxStringLength, reportUnknownElements, readStrings, readElement } from "./elements";

const statementElements = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

const principalTypes: Readonly<Record<string, PrincipalModel["kind"]>> = {
    Service: "service",
    AWS: "aws",
    Federated: "federated",
    CanonicalUser: "canonical",
};

const noPrincipals: readonly PrincipalModel[] = [];

const principals = (
    members: JsonObject,
    element: string,
    within: string,
    issues: SyntaxIssue[],
): readonly PrincipalModel[] => {
    const value = members[element];
    if (value === undefined) {
        return noPrincipals;
    }
    const path = `${within}.${element}`;
    if (typeof value === "string") {
        if (value.trim() === "*") {
            return [{ kind: "everyone", text: "*", path }];
        }
        issues.push({
            path,
            messageId: "principalWithoutType",
            data: { value: describeValue(value) },
            replacement: `{ "AWS": ${JSON.stringify(value.slice(0, 200))} }`,
        });
        return [{ kind: "aws", text: value.trim().slice(0, maxStringLength), path }];
    }
    if (!isJsonObject(value)) {
        issues.push({ path, messageId: "principalNotObject", data: { value: describeValue(value) } });
        return [];
    }
    const many: PrincipalModel[] = [];
    for (const type of Object.keys(value)) {
        const kind = Object.hasOwn(principalTypes, type) ? principalTypes[type] : undefined;
        if (kind === undefined) {
            reportUnknownElements({ [type]: 0 }, Object.keys(principalTypes), path, "trust", issues);
            continue;
        }
        for (const { text, path: where } of readStrings(value[type], `${path}.${type}`, issues)) {
            many.push({ kind: kind === "aws" && text === "*" ? "everyone" : kind, text, path: where });
        }
    }
    return many;
};

/** Parses one statement and pushes what IAM rejects to `issues`. Returns undefined if the value is not an object. */
export const toStatementModel = (
    value: unknown,
    path: string,
    kind: DocumentKind,
    issues: SyntaxIssue[],
): StatementModel | undefined => {
    if (!isJsonObject(value)) {
        issues.push({
            path,
            messageId: "statementNotObject",
            data: { value: describeValue(value) },
            identity: describeValue(value),
        });
        return undefined;
    }
    reportUnknownElements(value, statementElements, path, kind, issues);
    const effect = value.Effect === "Allow" || value.Effect === "Deny" ? value.Effect : undefined;
    if (effect === undefined) {
        issues.push({
            path: `${path}.Effect`,
            messageId: value.Effect === undefined ? "missingEffect" : "unknownEffect",
            data: { value: describeValue(value.Effect) },
            replacement: value.Effect === undefined ? '"Effect": "Allow"' : '"Allow"',
        });
    }
    if (value.Sid !== undefined && typeof value.Sid !== "string") {
        issues.push({
            path: `${path}.Sid`,
            messageId: "sidNotString",
            data: { value: describeValue(value.Sid) },
            replacement: '"Sid": "Name"',
        });
    }
    return {
        path,
        sid: typeof value.Sid === "string" ? value.Sid : undefined,
        effect,
        principals: principals(value, "Principal", path, issues),
        notPrincipals: principals(value, "NotPrincipal", path, issues),
        actions: readElement(value, "Action", path, issues),
        notActions: readElement(value, "NotAction", path, issues),
        resources: readElement(value, "Resource", path, issues),
        notResources: readElement(value, "NotResource", path, issues),
        conditions: conditions(value.Condition, path, issues),
    };
};
