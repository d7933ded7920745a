import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentKind } from "../../../policypack/iam";
import { attachmentRules, resourceRules } from "../../../policypack/rules";
import { evaluate } from "../evaluate";
import { violationsOn } from "./evaluatedCases";

/** A policy from a documentation page. */
interface Sample {
    readonly name: string;
    readonly kind: DocumentKind;
    readonly document: unknown;
    /** The violations in order: rule, level and path. */
    readonly findings: readonly (readonly [rule: string, level: string, path: string])[];
    /** Why the policy is compliant, if it has no violations. */
    readonly compliant?: string;
}

/** AWS managed policies that a documentation page attaches. */
interface Attachment {
    readonly name: string;
    readonly attached: readonly string[];
    /** The rules with violations, in order. */
    readonly findings?: readonly string[];
    /** Why the attachment is compliant, if it has no violations. */
    readonly compliant?: string;
}

/** The policies of one documentation topic, each with its expected violations. */
interface Page {
    readonly pages: readonly string[];
    readonly samples: readonly (Sample | Attachment)[];
}

const expectation = "a sample has violations, or a reason why it is compliant";

const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** The rules that report the attachment of a managed policy to a role. */
const rulesReporting = (policyArn: string): readonly string[] =>
    [...attachmentRules, ...resourceRules].flatMap((rule) =>
        violationsOn(rule, [{ type: attachment, props: { policyArn } }]).map(() => rule.name),
    );

const folder = join(__dirname, "..", "..", "fixtures", "classic");

/** Policies from AWS documentation. The rules must keep reporting the ones that violate them. */
for (const file of readdirSync(folder).sort()) {
    const { pages, samples } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Page;
    describe(`policies in the documentation of ${file.replace(/\.json$/, "")} (${pages.join(", ")})`, () => {
        for (const sample of samples) {
            if ("attached" in sample) {
                const { findings = [], compliant: reason } = sample;
                it(reason === undefined ? sample.name : `${sample.name}: ${reason}`, () => {
                    assert.equal(findings.length === 0, reason !== undefined, expectation);
                    assert.deepEqual(sample.attached.flatMap(rulesReporting), findings);
                });
                continue;
            }
            const { name, kind, document, findings, compliant: reason } = sample;
            it(reason === undefined ? name : `${name}: ${reason}`, () => {
                assert.equal(findings.length === 0, reason !== undefined, expectation);
                for (const raw of [document, JSON.stringify(document)]) {
                    assert.deepEqual(
                        evaluate(kind, raw).map(({ rule, level, path }) => [rule.name, level, path]),
                        findings,
                    );
                }
            });
        }
    });
}
