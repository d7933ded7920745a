/**
 * The fingerprints of the violations in the rules' cases. Organizations refer to them in exemptions, so they must not
 * change when a message is reworded.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import type { Rule } from "../../../policypack/engine/rule";
import { allRules } from "../../../policypack/rules";
import { evaluatedCases } from "./evaluatedCases";
import { pluralize } from "../../../policypack/iam/syntax/pluralize";

/** The fingerprints of a rule's cases. */
export const fingerprintsOf = (rule: Rule): readonly string[] =>
    evaluatedCases(rule).flatMap(({ violations }) => violations.map(({ fingerprint }) => fingerprint));

/** The current fingerprints, by rule. */
export const fingerprintsNow = (): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(allRules.map((rule) => [rule.name, fingerprintsOf(rule)]));

const file = join(__dirname, "releasedFingerprints.json");

/** The released fingerprints, by rule. */
export const releasedFingerprints = (): Readonly<Record<string, readonly string[]>> =>
    JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, readonly string[]>>;

const main = async (): Promise<void> => {
    const unique = Object.entries(fingerprintsNow()).map(([rule, all]) => [rule, [...new Set(all)].sort()] as const);
    const text = JSON.stringify(Object.fromEntries(unique));
    writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
    console.log(
        `${pluralize(
            unique.reduce((sum, [, all]) => sum + all.length, 0),
            "fingerprint",
        )} of ${pluralize(unique.length, "rule")} written`,
    );
};

if (require.main === module) {
    main().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    });
}
