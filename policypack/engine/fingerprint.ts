import { createHash } from "node:crypto";
import type { ConditionModel, PrincipalModel, StatementModel, PolicyString } from "../iam";

const sorted = (words: readonly PolicyString[], lower = false): string[] =>
    words.map(({ text }) => (lower ? text.toLowerCase() : text)).sort();

const people = (principals: readonly PrincipalModel[]): string[] =>
    principals.map(({ kind, text }) => `${kind} ${kind === "service" ? text.toLowerCase() : text}`).sort();

const clause = ({ operator, setPrefix, ifExists, key, values }: ConditionModel): string =>
    JSON.stringify([setPrefix ?? "", operator, ifExists, key, sorted(values)]);

/** The statement apart from its form: order, list or scalar, case where IAM knows none, and its Sid make no difference. */
const scope = (one: StatementModel): string =>
    JSON.stringify([
        one.effect ?? "",
        people(one.principals),
        people(one.notPrincipals),
        sorted(one.actions, true),
        sorted(one.notActions, true),
        sorted(one.resources),
        sorted(one.notResources),
        one.conditions.map(clause).sort(),
    ]);

/**
 * The name of a finding for exemptions and baselines: the rule, the statement in normal form and, where there is one, the
 * resource's URN. A statement that is changed is judged anew; a Sid or a path, which anyone can write, is no identity.
 * A finding about the whole document is named by all its statements, or by what was found where none can be read.
 */
export const fingerprint = (rule: string, statements: readonly StatementModel[] | string, urn = ""): string => {
    const what = typeof statements === "string" ? statements : statements.map(scope).sort().join("\n");
    // A statement made to meet another's exemption must not be found, so nothing weaker.
    return createHash("sha256").update([rule, urn, what].join("\n")).digest("hex").slice(0, 32);
};
