/** What is certain enough to be changed without its author: the account of a service that always says whose it is. */

import { certainAccount } from "./account";
import type { Configuration } from "./configuration";
import { documentsOf, type DocumentLocation } from "../documents";
import { serviceOf, serviceTrust, parse } from "../iam";
import { dayOf } from "./exemptions";
import { keysOf, getOwn } from "../documents/values/paths";
import { evaluateRule } from "./evaluateDocument";
import type { Rule } from "./rule";
import { violationsAt, optionsFor, statusOfViolation, type EvaluatedResource } from "./evaluate";

type Json = Record<string, unknown>;

/** The rules whose findings may be mended so. */
export const remediable: ReadonlySet<string> = new Set(["iam-trust-confused-deputy", "iam-resource-confused-deputy"]);

/**
 * A service is certain when the page of its guide that shows the keys is known, and nothing is noted against any of its
 * features. Three features of Systems Manager are undocumented, so a guard could break them.
 */
const isCertain = (host: unknown): boolean => {
    const fact = typeof host === "string" ? serviceTrust(host) : undefined;
    return (
        fact?.class === "required" &&
        fact.confidence === "page" &&
        fact.note === undefined &&
        serviceOf(String(host)) !== "ssm"
    );
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Only certain services, and nobody beside them whom the condition would lock out; no source key written already. */
const isRemediable = (statement: unknown): statement is Json => {
    const principal = getOwn(statement, "Principal");
    const conditions = keysOf(getOwn(statement, "Condition")).flatMap((operator) =>
        keysOf(getOwn(getOwn(statement, "Condition"), operator)),
    );
    return (
        getOwn(statement, "Effect") === "Allow" &&
        keysOf(principal).join() === "Service" &&
        list(getOwn(principal, "Service")).every(isCertain) &&
        !conditions.some((key) => key.toLowerCase().startsWith("aws:source"))
    );
};

const guarded = (statement: Json, account: string): Json => {
    const condition = (statement.Condition ?? {}) as Json;
    const operator = keysOf(condition).find((name) => name.toLowerCase() === "stringequals") ?? "StringEquals";
    return {
        ...statement,
        Condition: { ...condition, [operator]: { ...(condition[operator] as Json), "aws:SourceAccount": account } },
    };
};

const read = (raw: unknown): Json | undefined => {
    try {
        return (typeof raw === "string" ? JSON.parse(raw) : raw) as Json;
    } catch {
        return undefined;
    }
};

/** The document with a guard on every statement the rule refuses and that can be mended; undefined for no change. */
const remediated = (
    rule: Rule,
    place: DocumentLocation,
    subject: EvaluatedResource,
    configuration: Configuration,
): unknown => {
    const { raw, kind } = place;
    const settings = optionsFor(configuration, subject);
    const account = certainAccount(settings.account, raw);
    const document = read(raw);
    if (account === undefined || document === undefined) {
        return undefined;
    }
    const day = dayOf(new Date());
    const refused = new Set(
        violationsAt(rule, subject, place, settings)
            .filter(
                (violation) =>
                    violation.level === "mandatory" && statusOfViolation(violation, configuration, day) !== "exempt",
            )
            .map(({ path }) => /^Statement(\[\d+\])?/.exec(path)?.[0]),
    );
    const mend = (statement: unknown, path: string): unknown =>
        refused.has(path) && isRemediable(statement) ? guarded(statement, account) : statement;
    const before = document.Statement;
    const after = Array.isArray(before)
        ? before.map((statement, i) => mend(statement, `Statement[${i}]`))
        : mend(before, "Statement");
    const result = { ...document, Statement: after };
    const count = (value: unknown): number => evaluateRule(rule, parse(kind, value), settings).length;
    // What was mended must be lawful where it was not; else the author is asked, with the document as it was.
    return count(result) < count(document) ? (typeof raw === "string" ? JSON.stringify(result) : result) : undefined;
};

/**
 * The properties to write anew, by name; empty when nothing is certain. It sees one resource only, so what needs another
 * one (the service a passed role is for) stays text to paste.
 */
export const remediation = (rule: Rule, subject: EvaluatedResource, configuration: Configuration): Readonly<Json> =>
    Object.fromEntries(
        documentsOf(subject.type, subject.props)
            // Documents deeper in a resource, and statements in fields, are left to their author.
            .filter(({ kind, property, fixFor }) => {
                const isTop = !/[.[]/.test(property) && fixFor === undefined;
                return isTop && rule.appliesTo.includes(kind);
            })
            .map((location) => [location.property, remediated(rule, location, subject, configuration)] as const)
            .filter(([, value]) => value !== undefined),
    );
