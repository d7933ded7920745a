/** Parses a policy document, given as JSON text or as an object, into its normal form. Never throws. */
import { validateElements } from "./validate";
import { duplicateMembers, readJson } from "./json";
import type { DocumentKind, SyntaxIssue, PolicyModel, StatementModel } from "./document";
import { toStatementModel } from "./statement";
import { isJsonObject, describeValue } from "./describeValue";
import { reportUnknownElements } from "./elements";

/** More issues than this add nothing for the user, and a hostile document could have millions. */
const maxIssues = 50;

/**
 * Several rules parse the same text in sequence. A ring buffer rather than a map, so that entries are released soon
 * after their last use.
 */
const cache: { readonly kind: DocumentKind; readonly raw: string; readonly document: PolicyModel }[] = [];
const maxCached = 16;
const maxCachedLength = 100_000;
let oldest = 0;

/** Parses a document. The result is cached, so the same text is parsed once for all rules. */
export const parse = (kind: DocumentKind, raw: unknown): PolicyModel => {
    if (typeof raw !== "string" || raw.length > maxCachedLength) {
        return guarded(kind, raw);
    }
    const known = cache.find((one) => one.raw === raw && one.kind === kind);
    if (known !== undefined) {
        return known.document;
    }
    const document = guarded(kind, raw);
    cache[oldest] = { kind, raw, document };
    oldest = (oldest + 1) % maxCached;
    return document;
};

/** Objects may have getters and proxies that throw; that is reported as an issue of the document. */
const guarded = (kind: DocumentKind, raw: unknown): PolicyModel => {
    try {
        return toPolicyModel(kind, raw);
    } catch (error) {
        const cause = error instanceof Error ? error.message : "an error without a name";
        return unreadable(kind, `cannot be read: ${cause}`, `a document that cannot be read: ${cause}`);
    }
};

const unreadable = (kind: DocumentKind, message: string, identity: string): PolicyModel => {
    const issue: SyntaxIssue = {
        path: "",
        message,
        identity,
        reason: "An unreadable document cannot be evaluated, and IAM rejects it.",
        fix: '{ "Version": "2012-10-17", "Statement": [ … ] }',
    };
    return { kind, version: "2008-10-17", statements: [], issues: [issue], size: 0 };
};

const toPolicyModel = (kind: DocumentKind, raw: unknown): PolicyModel => {
    if (typeof raw !== "string") {
        return fromValue(kind, raw, "");
    }
    if (raw.trim() === "") {
        return unreadable(kind, "expected a policy document, found an empty string", "an empty text");
    }
    const read = readJson(raw);
    return "error" in read
        ? unreadable(kind, `invalid JSON: ${read.error}`, `text that is not JSON: ${read.error}`)
        : fromValue(kind, read.value, raw);
};

const documentElements = ["Version", "Id", "Statement"];

const fromValue = (kind: DocumentKind, value: unknown, text: string): PolicyModel => {
    if (!isJsonObject(value)) {
        const found = describeValue(value);
        return unreadable(kind, `expected a policy document, found ${found}`, `${found} where a document should be`);
    }
    const issues: SyntaxIssue[] = [];
    reportUnknownElements(value, documentElements, "", kind, issues);
    const lost = text === "" ? 0 : duplicateMembers(text, value);
    if (lost > 0) {
        issues.push({
            path: "",
            message: `contains ${lost === 1 ? "a duplicate key" : `${lost} duplicate keys`}`,
            identity: `${lost === 1 ? "a key" : `${lost} keys`} written twice in one object`,
            reason: "JSON parsers differ in which of the duplicates they keep, so a grant can hide in the other.",
            fix: "Write each key once; put several values in one list.",
        });
    }
    const { Version, Statement } = value;
    if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") {
        issues.push({
            path: "Version",
            message: `unknown policy version ${describeValue(Version)}`,
            identity: describeValue(Version),
            reason: "IAM accepts the versions 2012-10-17 and 2008-10-17 and rejects any other value.",
            fix: '"Version": "2012-10-17"',
        });
    }
    const statements = statementsOf(Statement, kind, issues);
    validateElements(statements, kind, issues);
    return {
        kind,
        version: Version === "2012-10-17" ? "2012-10-17" : "2008-10-17",
        statements,
        issues: issues.length > maxIssues ? issues.slice(0, maxIssues) : issues,
        size: text === "" ? sizeOf(JSON.stringify(value)) : sizeOf(text),
    };
};

const statementsOf = (value: unknown, kind: DocumentKind, issues: SyntaxIssue[]): readonly StatementModel[] => {
    if (value === undefined) {
        issues.push({
            path: "Statement",
            message: "is missing",
            identity: "nothing",
            reason: "A policy document needs a Statement element.",
            fix: '"Statement": [ … ]',
        });
        return [];
    }
    if (!Array.isArray(value)) {
        const one = toStatementModel(value, "Statement", kind, issues);
        return one === undefined ? [] : [one];
    }
    if (value.length === 0 && (kind === "grant" || kind === "trust")) {
        issues.push({
            path: "Statement",
            message: "is an empty list",
            identity: "an empty list",
            reason: "IAM rejects a policy without statements.",
            fix: '"Statement": [ … ], or remove the policy',
        });
    }
    const many: StatementModel[] = [];
    const items: readonly unknown[] = value;
    for (let index = 0; index < items.length; index += 1) {
        const one = toStatementModel(items[index], `Statement[${index}]`, kind, issues);
        if (one !== undefined) {
            many.push(one);
        }
    }
    return many;
};

/** AWS does not count whitespace. */
const sizeOf = (text: string): number => {
    let size = 0;
    for (let at = 0; at < text.length; at += 1) {
        if (text.charCodeAt(at) > 0x20) {
            size += 1;
        }
    }
    return size;
};
