/** Parses a policy document, given as JSON text or as an object, into its normal form. Never throws. */
import { hasDeferredMembers, isWhollyDeferred } from "../syntax/deferredValue";
import { computeOnce, memoizeByObject } from "../syntax/memoize";
import { maxIssues, validateElements } from "./validate";
import { countsOf, factsOf, readJson, type TextFacts } from "./json";
import {
    UnreadableDocument,
    type DocumentKind,
    type SyntaxIssue,
    type PolicyModel,
    type StatementModel,
} from "./document";
import { toStatementModel } from "./statement";
import { isJsonObject, describeValue, type JsonObject } from "./describeValue";
import { reportUnknownElements } from "./elements";

/** Parses a document. */
export const parse = (kind: DocumentKind, raw: unknown): PolicyModel => {
    try {
        return toPolicyModel(kind, raw);
    } catch (error) {
        // Objects may have getters and proxies that throw; that is reported as an issue of the document.
        const cause = error instanceof Error ? error.message : "an error without a name";
        return unreadable(kind, { messageId: "unreadable", data: { error: cause } });
    }
};

const unreadable = (kind: DocumentKind, issue: Omit<SyntaxIssue, "path">): PolicyModel => ({
    kind,
    version: "2008-10-17",
    statements: [],
    issues: [{ path: "", ...issue }],
    size: 0,
});

/** Never compliant: what cannot be read may allow anything. */
const unreadableTemplate = (kind: DocumentKind, { reason, because }: UnreadableDocument): PolicyModel =>
    unreadable(kind, {
        messageId: because,
        data: { [because === "beyondLimits" ? "limit" : "found"]: reason },
    });

const toPolicyModel = (kind: DocumentKind, raw: unknown): PolicyModel => {
    if (raw instanceof UnreadableDocument) {
        return unreadableTemplate(kind, raw);
    }
    if (typeof raw !== "string") {
        return fromValue(kind, raw);
    }
    if (isWhollyDeferred(raw)) {
        return { kind, version: "2008-10-17", statements: [], issues: [], size: 0 };
    }
    if (raw.trim() === "") {
        return unreadable(kind, { messageId: "emptyText" });
    }
    const read = readJson(raw);
    if ("error" in read) {
        return unreadable(kind, { messageId: "invalidJson", data: { error: read.error } });
    }
    return fromValue(kind, read.value, factsOf(raw, read.value));
};

const documentElements = ["Version", "Id", "Statement"];

/** `facts` are those of the text, if the document is a text. */
const fromValue = (kind: DocumentKind, value: unknown, facts?: TextFacts): PolicyModel => {
    if (!isJsonObject(value)) {
        return unreadable(kind, { messageId: "documentNotObject", data: { value: describeValue(value) } });
    }
    const issues: SyntaxIssue[] = [];
    reportUnknownElements(value, documentElements, "", kind, issues);
    const lost = facts?.duplicates ?? 0;
    if (lost > 0) {
        issues.push({
            path: "",
            ...(lost === 1 ? { messageId: "duplicateKey" } : { messageId: "duplicateKeys", data: { count: lost } }),
        });
    }
    const { Version, Statement } = value;
    const isKnown = Version === undefined || Version === "2012-10-17" || Version === "2008-10-17";
    const isVersionDeferred = !isKnown && typeof Version === "string" && isWhollyDeferred(Version);
    if (!isKnown && !isVersionDeferred) {
        issues.push({
            path: "Version",
            messageId: "unknownVersion",
            data: { version: describeValue(Version) },
            replacement: { path: "Version", value: "2012-10-17" },
        });
    }
    const frozen = frozenIn(Statement);
    const statements =
        Statement === undefined && hasDeferredMembers(value) ? [] : statementsOf(Statement, kind, issues, frozen);
    validateElements(statements, kind, issues);
    return {
        kind,
        // A version that is resolved at deployment may know policy variables.
        version: Version === "2012-10-17" || isVersionDeferred ? "2012-10-17" : "2008-10-17",
        statements,
        issues: issues.length > maxIssues ? issues.slice(0, maxIssues) : issues,
        size: facts?.size ?? sizeOfObject(value, frozen),
    };
};

const sizeOfJson = (value: unknown): number => countsOf(JSON.stringify(value)).size;

/** The size of the JSON text of an object. */
const sizeOfObject = (value: JsonObject, frozen: readonly FrozenStatement[] | undefined): number => {
    if (frozen === undefined) {
        return sizeOfJson(value);
    }
    // Like the statements themselves, so that the documents of a template do not write them again.
    const separators = frozen.length - 1;
    return frozen.reduce((sum, one) => sum + one.size(), sizeOfJson({ ...value, Statement: [] }) + separators);
};

const isFrozenObject = (value: unknown): value is object =>
    typeof value === "object" && value !== null && Object.isFrozen(value);

/** A parsed statement, and what it adds to the issues of its document. */
interface ParsedStatement {
    readonly index: number;
    readonly kind: DocumentKind;
    readonly statement: StatementModel | undefined;
    readonly issues: readonly SyntaxIssue[];
}

/** What is known of a frozen statement: a template with `Fn::If` has many documents with the same statements. */
class FrozenStatement {
    readonly size = computeOnce(() => sizeOfJson(this.value));
    private parsed: ParsedStatement | undefined;

    constructor(private readonly value: object) {}

    parse(index: number, kind: DocumentKind): ParsedStatement {
        if (this.parsed?.index !== index || this.parsed.kind !== kind) {
            const issues: SyntaxIssue[] = [];
            const statement = toStatementModel(this.value, `Statement[${index}]`, kind, issues);
            this.parsed = { index, kind, statement, issues };
        }
        return this.parsed;
    }
}

const frozenStatement = memoizeByObject((value: object) => new FrozenStatement(value));

/** The statements of a list, if all of them are frozen. */
const frozenIn = (statements: unknown): readonly FrozenStatement[] | undefined => {
    if (!Array.isArray(statements) || statements.length === 0) {
        return undefined;
    }
    const frozen: FrozenStatement[] = [];
    for (const one of statements as readonly unknown[]) {
        if (!isFrozenObject(one)) {
            return undefined;
        }
        frozen.push(frozenStatement(one));
    }
    return frozen;
};

const statementsOf = (
    value: unknown,
    kind: DocumentKind,
    issues: SyntaxIssue[],
    frozen: readonly FrozenStatement[] | undefined,
): readonly StatementModel[] => {
    if (value === undefined) {
        issues.push({ path: "Statement", messageId: "missingStatement" });
        return [];
    }
    if (!Array.isArray(value)) {
        const one = toStatementModel(value, "Statement", kind, issues);
        return one === undefined ? [] : [one];
    }
    if (value.length === 0 && (kind === "grant" || kind === "trust")) {
        issues.push({ path: "Statement", messageId: "emptyStatement" });
    }
    const many: StatementModel[] = [];
    const items: readonly unknown[] = value;
    for (let index = 0; index < items.length; index += 1) {
        const one =
            frozen === undefined
                ? toStatementModel(items[index], `Statement[${index}]`, kind, issues)
                : statementOf(frozen[index]?.parse(index, kind), issues);
        if (one !== undefined) {
            many.push(one);
        }
    }
    return many;
};

const statementOf = (parsed: ParsedStatement | undefined, issues: SyntaxIssue[]): StatementModel | undefined => {
    for (const issue of parsed?.issues ?? []) {
        issues.push(issue);
    }
    return parsed?.statement;
};
