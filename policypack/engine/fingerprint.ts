import { createHash } from "node:crypto";
import { memoizeByObject } from "../iam";
import type { ConditionModel, PrincipalModel, StatementModel, PolicyString } from "../iam";

const sorted = (words: readonly PolicyString[], lower = false): string[] =>
    words.map(({ text }) => (lower ? text.toLowerCase() : text)).sort();

const principalTexts = (principals: readonly PrincipalModel[]): string[] =>
    principals.map(({ kind, text }) => `${kind} ${kind === "service" ? text.toLowerCase() : text}`).sort();

const clause = ({ operator, setPrefix, ifExists, key, values }: ConditionModel): string =>
    JSON.stringify([setPrefix ?? "", operator, ifExists, key, sorted(values)]);

/** A statement in canonical form: independent of order, list or scalar, case where IAM ignores it, and the Sid. */
const canonical = (one: StatementModel): string =>
    JSON.stringify([
        one.effect ?? "",
        principalTexts(one.principals),
        principalTexts(one.notPrincipals),
        sorted(one.actions, true),
        sorted(one.notActions, true),
        sorted(one.resources),
        sorted(one.notResources),
        one.conditions.map(clause).sort(),
    ]);

/** A statement can have many violations, and its canonical form is as long as the statement. */
const canonicalForm = memoizeByObject(canonical);

/** The canonical forms of all statements of a document. */
const documentForm = memoizeByObject((statements: readonly StatementModel[]): string =>
    statements.map(canonical).sort().join("\n"),
);

/** What a violation is about: a statement, all statements of a document, or a text. */
export type Subject = StatementModel | readonly StatementModel[] | string;

const textOf = (subject: Subject): string => {
    if (typeof subject === "string") {
        return subject;
    }
    return "effect" in subject ? canonicalForm(subject) : documentForm(subject);
};

/**
 * The fingerprint of a violation, for exemptions and baselines: a hash of the rule, the canonical statement and the
 * resource's URN, if any. A changed statement has a new fingerprint, so an exemption does not cover it. Sids and paths
 * are not hashed, because anyone can reuse them. For a violation of the whole document, the hash covers all statements,
 * or the violation's identity if no statement can be parsed.
 */
export const fingerprint = (rule: string, subject: Subject, urn = ""): string => {
    const text = textOf(subject);
    if (last.rule !== rule || last.urn !== urn || last.text !== text) {
        // A cryptographic hash, so that nobody can craft a statement that matches another statement's exemption.
        const hash = createHash("sha256").update([rule, urn, text].join("\n"));
        last = { rule, urn, text, fingerprint: hash.digest("hex").slice(0, 32) };
    }
    return last.fingerprint;
};

/** A statement with many principals has as many violations, one after the other, of the same fingerprint. */
let last = { rule: "", urn: "", text: "", fingerprint: "" };
