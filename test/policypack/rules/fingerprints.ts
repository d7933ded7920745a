/**
 * The fingerprints of the violations in the rules' cases. Organizations refer to them in exemptions, so they must not
 * change when a message is reworded.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { configurationOf } from "../../../policypack/engine/configuration";
import type { ResourceViolation } from "../../../policypack/engine/evaluate";
import { evaluateAttachments } from "../../../policypack/engine/evaluateAttachments";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import { evaluateResource } from "../../../policypack/engine/evaluateResource";
import { evaluateStack } from "../../../policypack/engine/evaluateStack";
import type { AttachmentRule } from "../../../policypack/engine/attachmentRule";
import type { ResourceRule } from "../../../policypack/engine/resourceRule";
import type { Rule } from "../../../policypack/engine/rule";
import type { StackRule } from "../../../policypack/engine/stackRule";
import { graphOf } from "../../../policypack/graph/graph";
import { attachmentRules, documentRules, resourceRules, stackRules } from "../../../policypack/rules";
import { stackExamples } from "../../../tools/docs/stackExamples";
import { unknownText } from "../analyzer";
import { ruleCases } from "./cases";
import { resourceCases } from "./resourceCases";

const day = "2026-11-22";
const configuration = configurationOf({});

/** Excludes invalid JSON: its fingerprint includes the parser's error message, which depends on the Node.js version. */
const isJson = (document: unknown): boolean => {
    try {
        return typeof document !== "string" || document.trim() === "" || JSON.parse(document) !== undefined;
    } catch {
        return false;
    }
};

export const documentFingerprints = (rule: Rule): readonly string[] =>
    (ruleCases[rule.name] ?? [])
        .filter(({ document }) => isJson(document))
        .flatMap(({ kind, document, settings }) =>
            evaluateDocument([rule], kind, document, settings).map(({ fingerprint }) => fingerprint),
        );

export const resourceFingerprints = (rule: ResourceRule): readonly string[] => {
    const violations: ResourceViolation[] = [];
    for (const { type, props } of resourceCases(unknownText)[rule.name] ?? []) {
        const resource = { type, urn: `urn:pulumi:dev::acme::${type}::one`, props };
        evaluateResource(rule, resource, configuration, day, (violation) => violations.push(violation));
    }
    return violations.map(({ fingerprint }) => fingerprint);
};

const exampleResources = (rule: string) =>
    (stackExamples[rule]?.resources ?? []).map((resource) => ({
        ...resource,
        urn: `urn:pulumi:dev::acme::${resource.type}::${resource.name}`,
        dependencies: {},
    }));

export const attachmentFingerprints = (rule: AttachmentRule): readonly string[] => {
    const violations: ResourceViolation[] = [];
    for (const resource of exampleResources(rule.name)) {
        evaluateAttachments(rule, resource, configuration, day, (violation) => violations.push(violation));
    }
    return violations.map(({ fingerprint }) => fingerprint);
};

export const stackFingerprints = (rule: StackRule): readonly string[] =>
    evaluateStack(rule, graphOf(exampleResources(rule.name)), configuration, day).map(({ fingerprint }) => fingerprint);

/** The current fingerprints, by rule. */
export const fingerprintsNow = (): Readonly<Record<string, readonly string[]>> => ({
    ...Object.fromEntries(documentRules.map((rule) => [rule.name, documentFingerprints(rule)])),
    ...Object.fromEntries(attachmentRules.map((rule) => [rule.name, attachmentFingerprints(rule)])),
    ...Object.fromEntries(resourceRules.map((rule) => [rule.name, resourceFingerprints(rule)])),
    ...Object.fromEntries(stackRules.map((rule) => [rule.name, stackFingerprints(rule)])),
});

const file = join(__dirname, "releasedFingerprints.json");

/** The released fingerprints, by rule. */
export const releasedFingerprints = (): Readonly<Record<string, readonly string[]>> =>
    JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, readonly string[]>>;

const main = async (): Promise<void> => {
    const unique = Object.entries(fingerprintsNow()).map(([rule, all]) => [rule, [...new Set(all)].sort()] as const);
    const text = JSON.stringify(Object.fromEntries(unique));
    writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
    console.log(
        `${unique.reduce((sum, [, all]) => sum + all.length, 0)} fingerprints of ${unique.length} rules written`,
    );
};

if (require.main === module) {
    main().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    });
}
