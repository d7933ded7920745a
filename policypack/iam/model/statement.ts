/** Normalizes one statement of a document; what cannot be parsed becomes a syntax issue. */
import type { DocumentKind, SyntaxIssue, PrincipalModel, StatementModel } from "./document";
import { hasDeferredMembers, isWhollyDeferred } from "../syntax/deferredValue";
import { conditions } from "./condition";
import { isJsonObject, describeValue, type JsonObject } from "./describeValue";
import { isAccountId } from "../syntax/arn";
import {
    completeArns,
    maxStringLength,
    reportUnknownElement,
    reportUnknownElements,
    readStrings,
    readElement,
} from "./elements";
import { maxIssues } from "./validate";

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

/** An account, or the ARN of a user, role or session. Other principals are of other types. */
const isAwsPrincipal = (text: string): boolean =>
    isAccountId(text) || /^arn:[a-z-]+:(iam|sts)::\d{12}:(root$|(user|role|assumed-role|federated-user)\/)/.test(text);

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
        if (!isWhollyDeferred(value)) {
            issues.push({
                path,
                messageId: "principalWithoutType",
                data: { value: describeValue(value) },
                ...(isAwsPrincipal(value) ? { replacement: { path, value: { AWS: value } } } : {}),
            });
        }
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
            reportUnknownElement(type, value, Object.keys(principalTypes), path, "trust", issues);
            continue;
        }
        for (const { text, path: where } of readStrings(value[type], `${path}.${type}`, issues)) {
            many.push({ kind: kind === "aws" && text === "*" ? "everyone" : kind, text, path: where });
        }
    }
    return many;
};

/** The effect that is written in another case. */
const effectMeant = (value: unknown, path: string): Pick<SyntaxIssue, "replacement"> => {
    const meant = ["Allow", "Deny"].find(
        (one) => typeof value === "string" && one.toLowerCase() === value.trim().toLowerCase(),
    );
    return meant === undefined ? {} : { replacement: { path, value: meant } };
};

const required = { trust: "Principal", grant: "Resource", boundary: "Resource", resource: "Principal" } as const;

/** Whether the statement says what is required, before a transform adds to it. */
const isComplete = (members: JsonObject, kind: DocumentKind): boolean =>
    members.Effect !== undefined &&
    ["Action", required[kind]].every((element) => (members[element] ?? members[`Not${element}`]) !== undefined);

/** An effect that is resolved at deployment may be Allow. */
const effectOf = (value: unknown): StatementModel["effect"] => {
    if (value === "Allow" || value === "Deny") {
        return value;
    }
    return typeof value === "string" && isWhollyDeferred(value) ? "Allow" : undefined;
};

/**
 * Parses one statement and pushes what IAM rejects to `issues`. Returns undefined if the value is not an object, and for
 * a statement that is resolved at deployment, of which nothing is known.
 */
export const toStatementModel = (
    value: unknown,
    path: string,
    kind: DocumentKind,
    issues: SyntaxIssue[],
): StatementModel | undefined => {
    if (typeof value === "string" && isWhollyDeferred(value)) {
        return undefined;
    }
    if (!isJsonObject(value)) {
        issues.push({
            path,
            messageId: "statementNotObject",
            data: { value: describeValue(value) },
        });
        return undefined;
    }
    if (hasDeferredMembers(value) && !isComplete(value, kind)) {
        return undefined;
    }
    reportUnknownElements(value, statementElements, path, kind, issues);
    const effect = effectOf(value.Effect);
    // Only the first issues of a document are kept, and each of very many statements may have no effect.
    if (effect === undefined && issues.length < maxIssues) {
        issues.push({
            path: `${path}.Effect`,
            messageId: value.Effect === undefined ? "missingEffect" : "unknownEffect",
            data: { value: describeValue(value.Effect) },
            ...effectMeant(value.Effect, `${path}.Effect`),
        });
    }
    if (value.Sid !== undefined && typeof value.Sid !== "string") {
        issues.push({
            path: `${path}.Sid`,
            messageId: "sidNotString",
            data: { value: describeValue(value.Sid) },
            ...(typeof value.Sid === "number" && Number.isInteger(value.Sid) && value.Sid >= 0
                ? { replacement: { path: `${path}.Sid`, value: String(value.Sid) } }
                : {}),
        });
    }
    const resources = readElement(value, "Resource", path, issues);
    const notResources = readElement(value, "NotResource", path, issues);
    return {
        path,
        sid: typeof value.Sid === "string" ? value.Sid : undefined,
        effect,
        principals: principals(value, "Principal", path, issues),
        notPrincipals: principals(value, "NotPrincipal", path, issues),
        actions: readElement(value, "Action", path, issues),
        notActions: readElement(value, "NotAction", path, issues),
        resources: kind === "grant" ? completeArns(resources, effect !== "Deny") : resources,
        notResources: kind === "grant" ? completeArns(notResources, effect === "Deny") : notResources,
        conditions: conditions(value.Condition, path, issues),
    };
};
