/**
 * Snapshots of what users rely on: each rule's metadata, each of its texts once, and for each case which message is
 * reported where, with which values, replacement and fingerprint. Run as a script, this file regenerates them.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import type { Message, MessageData } from "../../../policypack/engine/message";
import type { Rule } from "../../../policypack/engine/rule";
import type { Violation } from "../../../policypack/engine/violation";
import { allRules } from "../../../policypack/rules";
import { evaluatedCases } from "./evaluatedCases";
import { pluralize } from "../../../policypack/iam/syntax/pluralize";

/** A violation without its texts. */
export interface ReportSnapshot {
    readonly at: string;
    readonly messageId: string;
    readonly data?: MessageData;
    readonly replacement?: string;
    readonly level?: "advisory";
    readonly fingerprint?: string;
}

/** The snapshot of a rule. */
export interface Snapshot {
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly messages: Readonly<Record<string, Message>>;
    readonly cases: Readonly<Record<string, readonly ReportSnapshot[]>>;
}

const file = (rule: string): string => join(__dirname, "snapshots", `${rule}.json`);

/** The committed snapshot of a rule. */
export const committedSnapshot = ({ name }: Rule): Snapshot | undefined =>
    existsSync(file(name)) ? (JSON.parse(readFileSync(file(name), "utf8")) as Snapshot) : undefined;

/** The parser's message on invalid JSON depends on the Node.js version, and so does the fingerprint. */
const isVersionDependent = ({ messageId }: Violation): boolean => messageId === "invalidJson";

/** A violation without its texts. */
export const reportSnapshot = (rule: Rule, violation: Violation & { readonly property?: string }): ReportSnapshot => {
    const { path, messageId, data, replacement, level, fingerprint, property = "" } = violation;
    return {
        at: [property, path].filter((part) => part !== "").join("."),
        messageId,
        ...(Object.keys(data).length === 0 || isVersionDependent(violation) ? {} : { data }),
        ...(replacement === undefined ? {} : { replacement }),
        ...(level === rule.level ? {} : { level: "advisory" as const }),
        ...(isVersionDependent(violation) ? {} : { fingerprint }),
    };
};

/** The snapshot of a rule as it is now. */
export const snapshotOf = (rule: Rule): Snapshot => {
    const { on, level, severity, description, remediationSteps, url, messages } = rule;
    return {
        metadata: {
            on,
            level,
            severity,
            ...(rule.on === "document" ? { appliesTo: rule.appliesTo } : {}),
            description,
            remediationSteps,
            url,
        },
        messages,
        cases: Object.fromEntries(
            evaluatedCases(rule)
                .filter(({ violations }) => violations.length > 0)
                .map(({ name, violations }) => [name, violations.map((one) => reportSnapshot(rule, one))]),
        ),
    };
};

const main = async (): Promise<void> => {
    for (const rule of allRules) {
        const path = file(rule.name);
        const snapshot = snapshotOf(rule);
        const text = JSON.stringify(snapshot);
        writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
        console.log(`Wrote ${pluralize(Object.keys(snapshot.cases).length, "case")} of ${rule.name}.`);
    }
};

if (require.main === module) {
    main().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    });
}
