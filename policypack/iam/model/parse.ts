/** Any policy document, as text or as an object, in one normal form. Never throws. */
import { grammarFlaws } from "./validate";
import { lostMembers, readJson } from "./json";
import type { DocumentKind, Flaw, NormalDocument, NormalStatement } from "./document";
import { normalStatement } from "./statement";
import { isMembers, shown } from "./describeValue";
import { strangers } from "./elements";

/** Flaws beyond this many say nothing new, and a hostile document could have millions. */
const mostFlaws = 50;

/**
 * Several rules ask for the same text one after the other. A ring, not a map: what is kept longer than it is used is
 * what makes the collector work.
 */
const remembered: { readonly kind: DocumentKind; readonly raw: string; readonly document: NormalDocument }[] = [];
const mostRemembered = 16;
const longestRemembered = 100_000;
let oldest = 0;

/** Reads a document. The same text is read once, however many rules ask. */
export function parse(kind: DocumentKind, raw: unknown): NormalDocument {
    if (typeof raw !== "string" || raw.length > longestRemembered) return guarded(kind, raw);
    const known = remembered.find((one) => one.raw === raw && one.kind === kind);
    if (known !== undefined) return known.document;
    const document = guarded(kind, raw);
    remembered[oldest] = { kind, raw, document };
    oldest = (oldest + 1) % mostRemembered;
    return document;
}

/** Objects may hold getters and proxies that throw; that too is a finding about the document. */
function guarded(kind: DocumentKind, raw: unknown): NormalDocument {
    try {
        return normal(kind, raw);
    } catch (error) {
        const said = error instanceof Error ? error.message : "an error without a name";
        return unreadable(kind, `a document that cannot be read: ${said}`);
    }
}

function unreadable(kind: DocumentKind, found: string): NormalDocument {
    const flaw: Flaw = {
        path: "",
        found,
        why: "What cannot be read cannot be judged, and IAM refuses it.",
        paste: '{ "Version": "2012-10-17", "Statement": [ … ] }',
    };
    return { kind, version: "2008-10-17", statements: [], flaws: [flaw], size: 0 };
}

function normal(kind: DocumentKind, raw: unknown): NormalDocument {
    if (typeof raw !== "string") return fromValue(kind, raw, "");
    if (raw.trim() === "") return unreadable(kind, "an empty text");
    const read = readJson(raw);
    return "error" in read
        ? unreadable(kind, `text that is not JSON: ${read.error}`)
        : fromValue(kind, read.value, raw);
}

const documentElements = ["Version", "Id", "Statement"];

function fromValue(kind: DocumentKind, value: unknown, text: string): NormalDocument {
    if (!isMembers(value)) return unreadable(kind, `${shown(value)} where a document should be`);
    const flaws: Flaw[] = [];
    strangers(value, documentElements, "", kind, flaws);
    const lost = text === "" ? 0 : lostMembers(text, value);
    if (lost > 0) {
        flaws.push({
            path: "",
            found: `${lost === 1 ? "a key" : `${lost} keys`} written twice in one object`,
            why: "Readers differ in which of the two counts, so a grant can hide in the other.",
            paste: "Write each key once; put several values into one list.",
        });
    }
    const { Version, Statement } = value;
    if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") {
        flaws.push({
            path: "Version",
            found: shown(Version),
            why: "IAM knows two versions of its language, and takes other text for an error.",
            paste: '"Version": "2012-10-17"',
        });
    }
    const statements = statementsOf(Statement, kind, flaws);
    grammarFlaws(statements, kind, flaws);
    return {
        kind,
        version: Version === "2012-10-17" ? "2012-10-17" : "2008-10-17",
        statements,
        flaws: flaws.length > mostFlaws ? flaws.slice(0, mostFlaws) : flaws,
        size: text === "" ? sizeOf(JSON.stringify(value)) : sizeOf(text),
    };
}

function statementsOf(value: unknown, kind: DocumentKind, flaws: Flaw[]): readonly NormalStatement[] {
    if (value === undefined) {
        flaws.push({
            path: "Statement",
            found: "nothing",
            why: "A policy is its statements.",
            paste: '"Statement": [ … ]',
        });
        return [];
    }
    if (!Array.isArray(value)) {
        const one = normalStatement(value, "Statement", kind, flaws);
        return one === undefined ? [] : [one];
    }
    if (value.length === 0 && (kind === "grant" || kind === "trust")) {
        flaws.push({
            path: "Statement",
            found: "an empty list",
            why: "IAM refuses a policy without a statement.",
            paste: '"Statement": [ … ], or no policy at all',
        });
    }
    const many: NormalStatement[] = [];
    const items: readonly unknown[] = value;
    for (let index = 0; index < items.length; index += 1) {
        const one = normalStatement(items[index], `Statement[${index}]`, kind, flaws);
        if (one !== undefined) many.push(one);
    }
    return many;
}

/** AWS does not count white space. */
function sizeOf(text: string): number {
    let size = 0;
    for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x20) size += 1;
    return size;
}
