/** Automatic remediation: adds aws:SourceAccount for services that are documented to send it. */

import { certainAccount } from "./account";
import type { Configuration } from "./configuration";
import { documentsOf, type DocumentLocation } from "../documents";
import { serviceOf, serviceTrust, parse } from "../iam";
import { dayOf } from "./exemptions";
import { keysOf, getOwn } from "../documents/values/paths";
import { evaluateRule } from "./evaluateDocument";
import type { DocumentRule } from "./rule";
import { optionsFor, violationsAt } from "./documentViolations";
import type { EvaluatedResource } from "./evaluatedResource";
import { stackOf } from "./stacks";
import { exemptionStatus } from "./violation";

type Json = Record<string, unknown>;

/** The rules with automatic remediation. */
export const remediable: ReadonlySet<string> = new Set(["iam-trust-confused-deputy", "iam-resource-confused-deputy"]);

/**
 * Whether a guard cannot break the service: its documentation shows the source keys, and there is no note about any of
 * its features. Excludes Systems Manager, which has three features without documented source keys.
 */
const isGuardSafe = (host: unknown): boolean => {
    const fact = typeof host === "string" ? serviceTrust(host) : undefined;
    return (
        fact?.class === "required" &&
        fact.confidence === "page" &&
        fact.note === undefined &&
        fact.isArnAlone !== true &&
        serviceOf(String(host)) !== "ssm"
    );
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Whether the statement allows only such services, no other principals, and has no source key yet. */
const isRemediable = (statement: unknown): statement is Json => {
    const principal = getOwn(statement, "Principal");
    const conditions = keysOf(getOwn(statement, "Condition")).flatMap((operator) =>
        keysOf(getOwn(getOwn(statement, "Condition"), operator)),
    );
    return (
        getOwn(statement, "Effect") === "Allow" &&
        keysOf(principal).join() === "Service" &&
        list(getOwn(principal, "Service")).every(isGuardSafe) &&
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

const parseRaw = (raw: unknown): Json | undefined => {
    try {
        return (typeof raw === "string" ? JSON.parse(raw) : raw) as Json;
    } catch {
        return undefined;
    }
};

/** The document with a guard on every remediable statement with a mandatory violation; undefined without a change. */
const remediated = (
    rule: DocumentRule,
    location: DocumentLocation,
    subject: EvaluatedResource,
    configuration: Configuration,
    organization: string | undefined,
): unknown => {
    const { raw, kind } = location;
    const settings = optionsFor(configuration, subject);
    const account = certainAccount(settings.account, raw);
    const document = parseRaw(raw);
    if (account === undefined || document === undefined) {
        return undefined;
    }
    const day = dayOf(new Date());
    const stack = stackOf(subject.urn, organization);
    const blocked = new Set(
        violationsAt(rule, subject, location, parse(kind, raw), settings)
            .filter(
                ({ level, fingerprint }) =>
                    level === "mandatory" &&
                    exemptionStatus(fingerprint, configuration.exemptions, stack, day).status !== "exempt",
            )
            .map(({ path }) => /^Statement(\[\d+\])?/.exec(path)?.[0]),
    );
    const remediate = (statement: unknown, path: string): unknown =>
        blocked.has(path) && isRemediable(statement) ? guarded(statement, account) : statement;
    const before = document.Statement;
    const after = Array.isArray(before)
        ? before.map((statement, i) => remediate(statement, `Statement[${i}]`))
        : remediate(before, "Statement");
    const result = { ...document, Statement: after };
    const count = (value: unknown): number => evaluateRule(rule, parse(kind, value), settings).length;
    // Without fewer violations, keep the original document and report the violation instead.
    if (count(result) >= count(document)) {
        return undefined;
    }
    return typeof raw === "string" ? JSON.stringify(result) : result;
};

/**
 * The changed properties of a resource, by name; empty if nothing can be remediated. Evaluates one resource only, so
 * fixes that depend on other resources (such as the service for a passed role) are not applied automatically.
 */
export const remediation = (
    rule: DocumentRule,
    subject: EvaluatedResource,
    configuration: Configuration,
    organization?: string,
): Readonly<Json> =>
    Object.fromEntries(
        documentsOf(subject.type, subject.props)
            // Nested documents, and statements assembled from fields, are not remediated.
            .filter(({ kind, property, advice }) => {
                const isTop = !/[.[]/.test(property) && advice === undefined;
                return isTop && rule.appliesTo.includes(kind);
            })
            .map(
                (location) =>
                    [location.property, remediated(rule, location, subject, configuration, organization)] as const,
            )
            .filter(([, value]) => value !== undefined),
    );
