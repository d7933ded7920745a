/**
 * Snapshots of what users read: each rule's metadata, and the message and fingerprint of each violation in its cases.
 * Run as a script, this file regenerates them:
 *
 *     node -r ts-node/register/transpile-only test/policypack/rules/snapshots.ts
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documentRules } from "../../../policypack/rules";
import { evaluateDocument, type DocumentViolation } from "../../../policypack/engine/evaluateDocument";
import { formatDocumentViolation } from "../../../policypack/engine/format";
import type { Rule } from "../../../policypack/engine/rule";
import { ruleCases } from "./cases";

/** Formatted violations by case name. */
export type Snapshot = Readonly<Record<string, string>>;

const file = (rule: string): string => join(__dirname, "snapshots", `${rule}.json`);

/** The committed snapshot of a rule. */
export const committedSnapshot = ({ name }: Rule): Snapshot =>
    existsSync(file(name)) ? (JSON.parse(readFileSync(file(name), "utf8")) as Snapshot) : {};

/** The key of a violation: the case name, numbered from the second violation on. */
export const nameOf = (name: string, at: number): string => (at === 0 ? name : `${name} (${String(at + 1)})`);

/** The key of the rule's metadata. */
export const metadataKey = "(itself)";

/** A violation on one line, with its fingerprint; for invalid JSON, without the parser's version-dependent message. */
const lineOf = (violation: DocumentViolation, format: typeof formatDocumentViolation): string =>
    violation.message.startsWith("invalid JSON: ")
        ? format({ ...violation, message: "invalid JSON: …" })
        : `${format(violation)} #${violation.fingerprint}`;

/** The snapshot of one case. */
export const snapshotOf = (
    name: string,
    found: readonly DocumentViolation[],
    format = formatDocumentViolation,
): Snapshot => Object.fromEntries(found.map((violation, at) => [nameOf(name, at), lineOf(violation, format)] as const));

/** The rule's metadata on one line. */
export const itself = ({ level, severity, appliesTo, description, remediationSteps, url }: Rule): string =>
    `${level}, ${severity}, of ${appliesTo.join(", ")}: ${description} ${remediationSteps} ${url}`;

if (require.main === module) {
    for (const rule of documentRules) {
        const snapshots = (ruleCases[rule.name] ?? []).map(({ name, kind, document, settings }) =>
            snapshotOf(name, evaluateDocument([rule], kind, document, settings)),
        );
        const all = Object.assign({ [metadataKey]: itself(rule) }, ...snapshots) as Snapshot;
        writeFileSync(file(rule.name), `${JSON.stringify(all, undefined, 4)}\n`);
        console.log(`Wrote ${String(Object.keys(all).length)} entries of ${rule.name}.`);
    }
}
