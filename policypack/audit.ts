/** Evaluates the rules on existing stacks, whatever these were read from. Pure. */

import { getOwn, keysOf } from "./documents/values/paths";
import { configurationOf, type Configuration } from "./engine/configuration";
import { evaluate, policiesByStack } from "./engine/evaluate";
import { isFor, type Exemption } from "./engine/exemptions";
import { withoutSecrets } from "./engine/maskSecrets";
import type { Rule } from "./engine/rule";
import { formatStack, type StackName } from "./engine/stacks";
import type { ResourceViolation } from "./engine/violation";
import { readExport, type AuditedStack } from "./pulumiExport";
import { allRules } from "./rules";
import { isUnknownValueError } from "./unknownValues";

export { resourceName } from "./pulumiExport";

/** The result of an audit of one stack. */
export interface Audit {
    readonly violations: readonly ResourceViolation[];
    /**
     * Those that only the pack reports, which does not see the whole stack, so that it needs exemptions for them: of
     * permissions boundaries, and of access policies whose domain is in a VPC.
     */
    readonly packViolations: readonly ResourceViolation[];
    readonly stack: StackName;
    readonly resources: number;
    /** The number of encrypted values, which were not evaluated. */
    readonly secrets: number;
}

/** A rule's configuration, and its level if set there or under `all`. */
const sectionOf = (sections: unknown, { name }: Rule): { level?: string; configuration: Configuration } => {
    const section = getOwn(sections, name);
    const all = getOwn(sections, "all");
    const candidates = [section, getOwn(section, "enforcementLevel"), all, getOwn(all, "enforcementLevel")];
    const level = candidates.find((one): one is string => typeof one === "string");
    const keys = keysOf(typeof section === "object" ? section : {}).filter((key) => key !== "enforcementLevel");
    const configuration = configurationOf(Object.fromEntries(keys.map((key) => [key, getOwn(section, key)])));
    return level === undefined ? { configuration } : { level, configuration };
};

const withLevel = (violation: ResourceViolation, level: string | undefined): ResourceViolation =>
    level === undefined || violation.level !== violation.rule.level
        ? violation
        : { ...violation, level: level === "advisory" ? "advisory" : "mandatory" };

const position = new Map<Rule, number>(allRules.map((rule, at) => [rule, at]));

const inOrderOfRules = (violations: readonly ResourceViolation[]): readonly ResourceViolation[] =>
    [...violations].sort((one, other) => (position.get(one.rule) ?? 0) - (position.get(other.rule) ?? 0));

/** Evaluates what is known; the engine evaluates the rest again during the update. */
const evaluateKnown: typeof evaluate = (rules, resources, options) => {
    const violations: ResourceViolation[] = [];
    const report = (violation: ResourceViolation): void => {
        violations.push(violation);
    };
    try {
        evaluate(rules, resources, { ...options, report });
    } catch (error) {
        if (!isUnknownValueError(error)) {
            throw error;
        }
    }
    return violations;
};

/** Evaluates every rule on the resources of a stack, configured by the sections of a configuration file. */
export const auditStack = (
    { stack, resources, secretTexts }: AuditedStack,
    sections: unknown,
    day: string,
    isChecked: (rule: Rule) => boolean = () => true,
): Audit => {
    const secretPaths = new Map(resources.map((one) => [one.urn, one.secretPaths]));
    const configured = new Map(allRules.map((rule) => [rule, sectionOf(sections, rule)]));
    const rules = allRules.filter((rule) => configured.get(rule)?.level !== "disabled" && isChecked(rule));
    const options = {
        configuration: (rule: Rule) => (configured.get(rule) ?? sectionOf(sections, rule)).configuration,
        day,
        organization: stack.organization,
    };
    const masked = (violation: ResourceViolation): ResourceViolation =>
        withoutSecrets(violation, { paths: secretPaths.get(violation.urn) ?? [], texts: secretTexts });
    const violations = evaluateKnown(rules, resources, { ...options, isWholeStack: true })
        .map(masked)
        .map((violation) => withLevel(violation, configured.get(violation.rule)?.level));
    const byStack = policiesByStack(resources);
    return {
        violations: inOrderOfRules(violations),
        packViolations: evaluateKnown(
            rules.filter(({ on }) => on === "document"),
            resources.filter(({ urn }) => byStack.has(urn)),
            options,
        ).map(masked),
        stack,
        resources: resources.length,
        secrets: resources.reduce((sum, { hiddenPaths }) => sum + hiddenPaths.length, 0),
    };
};

/**
 * Evaluates every rule on an export, configured by the sections of a configuration file. An export does not name the
 * organization; without it, the organization in an exemption is not compared.
 *
 * @throws Error if the value is not a stack export.
 */
export const audit = (exported: unknown, sections: unknown, day: string, organization?: string): Audit =>
    auditStack(readExport(exported, organization), sections, day);

/** What is wrong in the configuration of rules, which the pack reports as violations. */
export const configurationIssues = (sections: unknown): readonly string[] =>
    allRules.flatMap((rule) => sectionOf(sections, rule).configuration.issues.map((issue) => `${rule.name}: ${issue}`));

/** Why an exemption has no effect in an audit. */
export type UnusedReason = "outdated" | "noStack" | "noViolation";

/** An exemption without effect. */
export interface UnusedExemption {
    readonly rule: string;
    readonly fingerprint: string;
    readonly why: UnusedReason;
}

/** The exemptions of a configuration file that match no violation of the audited stacks. */
export const unusedExemptions = (
    sections: unknown,
    audits: readonly Pick<Audit, "violations" | "packViolations" | "stack">[],
): readonly UnusedExemption[] => {
    const keyOf = (rule: Rule, fingerprint: string, stack: StackName): string =>
        [rule.name, fingerprint, formatStack(stack)].join(" ");
    const found = new Set(
        audits.flatMap(({ violations, packViolations, stack }) =>
            [...violations, ...packViolations].map(({ rule, fingerprint }) => keyOf(rule, fingerprint, stack)),
        ),
    );
    const unused = (rule: Rule, exemption: Exemption): readonly UnusedExemption[] => {
        const stacks = audits.map(({ stack }) => stack).filter((stack) => isFor(exemption, stack));
        const { fingerprint } = exemption;
        return stacks.some((stack) => found.has(keyOf(rule, fingerprint, stack)))
            ? []
            : [{ rule: rule.name, fingerprint, why: stacks.length === 0 ? "noStack" : "noViolation" }];
    };
    return allRules.flatMap((rule) => {
        const { exemptions, outdated } = sectionOf(sections, rule).configuration;
        return [
            ...outdated.map((fingerprint) => ({ rule: rule.name, fingerprint, why: "outdated" as const })),
            ...exemptions.flatMap((exemption) => unused(rule, exemption)),
        ];
    });
};
