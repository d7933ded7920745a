/**
 * What users read of each rule: its words about itself, and its sentence on each case, with the fingerprint that exempts
 * it. Run by itself, this writes all of it anew:
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

/** Sentences by the case they are about. */
export type Snapshot = Readonly<Record<string, string>>;

const file = (rule: string): string => join(__dirname, "snapshots", `${rule}.json`);

/** The sentences as they were written down. */
export const committedSnapshot = ({ name }: Rule): Snapshot =>
    existsSync(file(name)) ? (JSON.parse(readFileSync(file(name), "utf8")) as Snapshot) : {};

/** A second finding of a case stands beside the first. */
export const nameOf = (name: string, at: number): string => (at === 0 ? name : `${name} (${String(at + 1)})`);

/** What a rule says of itself stands under this name. */
export const own = "(itself)";

/** A finding in one line, and its fingerprint; without the words of JSON.parse, which are those of the Node.js at hand. */
const lineOf = (violation: DocumentViolation, say: typeof formatDocumentViolation): string =>
    violation.message.startsWith("text that is not JSON: ")
        ? say({ ...violation, message: "text that is not JSON: …" })
        : `${say(violation)} #${violation.fingerprint}`;

/** The sentences on one case. */
export const snapshotOf = (
    name: string,
    found: readonly DocumentViolation[],
    say = formatDocumentViolation,
): Snapshot => Object.fromEntries(found.map((violation, at) => [nameOf(name, at), lineOf(violation, say)] as const));

/** What a rule says of itself. */
export const itself = ({ level, severity, appliesTo, description, remediationSteps, url }: Rule): string =>
    `${level}, ${severity}, of ${appliesTo.join(", ")}: ${description} ${remediationSteps} ${url}`;

if (require.main === module) {
    for (const rule of documentRules) {
        const said = (ruleCases[rule.name] ?? []).map(({ name, kind, document, settings }) =>
            snapshotOf(name, evaluateDocument([rule], kind, document, settings)),
        );
        const all = Object.assign({ [own]: itself(rule) }, ...said) as Snapshot;
        writeFileSync(file(rule.name), `${JSON.stringify(all, undefined, 4)}\n`);
        console.log(`Wrote ${String(Object.keys(all).length)} sentences of ${rule.name}.`);
    }
}
