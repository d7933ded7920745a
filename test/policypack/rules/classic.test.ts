import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentKind } from "../../../policypack/iam";
import { configurationOf } from "../../../policypack/engine/configuration";
import { evaluateAttachments } from "../../../policypack/engine/evaluateAttachments";
import { evaluate } from "../evaluate";
import { evaluateResource } from "../../../policypack/engine/evaluateResource";
import { attachmentRules, resourceRules } from "../../../policypack/rules";
import type { ResourceViolation } from "../../../policypack/engine/evaluate";

/** A policy that a page shows. */
interface Sample {
    readonly name: string;
    readonly kind: DocumentKind;
    readonly document: unknown;
    /** Rule, level and location, in order. */
    readonly findings: readonly (readonly [rule: string, level: string, path: string])[];
    /** Why there is no finding, where there is none. */
    readonly lawful?: string;
}

/** Managed policies of AWS that a page has people attach. */
interface Attachment {
    readonly name: string;
    readonly attached: readonly string[];
    /** The rules that find something, in order. */
    readonly findings?: readonly string[];
    /** Why attaching them is no finding, where there is none. */
    readonly lawful?: string;
}

/** The policies of one classic page, each with what the law says of it. */
interface Page {
    readonly pages: readonly string[];
    readonly samples: readonly (Sample | Attachment)[];
}

const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** The rules that find something in a policy attached to a role. */
const rulesAgainst = (policyArn: string): readonly string[] => {
    const resource = { type: attachment, urn: `urn:pulumi:dev::acme::${attachment}::classic`, props: { policyArn } };
    const found: string[] = [];
    const report = ({ rule }: ResourceViolation): void => void found.push(rule.name);
    const configuration = configurationOf({});
    attachmentRules.forEach((rule) => {
        evaluateAttachments(rule, resource, configuration, "2026-11-22", report);
    });
    resourceRules.forEach((rule) => {
        evaluateResource(rule, resource, configuration, "2026-11-22", report);
    });
    return found;
};

const folder = join(__dirname, "..", "..", "fixtures", "classic");

/** What the classic pages had people write. None of it that the law refuses may come back. */
for (const file of readdirSync(folder).sort()) {
    const { pages, samples } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Page;
    describe(`the classic ${file.replace(/\.json$/, "")} (${pages.join(", ")})`, () => {
        for (const sample of samples) {
            if ("attached" in sample) {
                const { findings = [], lawful } = sample;
                it(lawful === undefined ? sample.name : `${sample.name}: ${lawful}`, () => {
                    assert.equal(findings.length === 0, lawful !== undefined, "a finding, or why there is none");
                    assert.deepEqual(sample.attached.flatMap(rulesAgainst), findings);
                });
                continue;
            }
            const { name, kind, document, findings, lawful } = sample;
            it(lawful === undefined ? name : `${name}: ${lawful}`, () => {
                assert.equal(findings.length === 0, lawful !== undefined, "a finding, or why there is none");
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
