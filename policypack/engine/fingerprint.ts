import { createHash } from "node:crypto";
import type { ConditionModel, PrincipalModel, StatementModel, PolicyString } from "../iam";

const sorted = (words: readonly PolicyString[], lower = false): string[] =>
    words.map(({ text }) => (lower ? text.toLowerCase() : text)).sort();

const principalTexts = (principals: readonly PrincipalModel[]): string[] =>
    principals.map(({ kind, text }) => `${kind} ${kind === "service" ? text.toLowerCase() : text}`).sort();

const clause = ({ operator, setPrefix, ifExists, key, values }: ConditionModel): string =>
    JSON.stringify([setPrefix ?? "", operator, ifExists, key, sorted(values)]);

/** A statement in canonical form: independent of order, list or scalar, case where IAM ignores it, and the Sid. */
const scope = (one: StatementModel): string =>
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

/**
 * The fingerprint of a violation, for exemptions and baselines: a hash of the rule, the canonical statement and the
 * resource's URN, if any. A changed statement has a new fingerprint, so an exemption does not cover it. Sids and paths
 * are not hashed, because anyone can reuse them. For a violation of the whole document, the hash covers all statements,
 * or the violation's identity if no statement can be parsed.
 */
export const fingerprint = (rule: string, statements: readonly StatementModel[] | string, urn = ""): string => {
    const what = typeof statements === "string" ? statements : statements.map(scope).sort().join("\n");
    // A cryptographic hash, so that nobody can craft a statement that matches another statement's exemption.
    return createHash("sha256").update([rule, urn, what].join("\n")).digest("hex").slice(0, 32);
};
