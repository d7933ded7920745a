import type { Configuration } from "./configuration";
import { withoutUnknowns } from "../documents/values/paths";
import type { ResourceRule } from "./resourceRule";
import { fingerprint } from "./fingerprint";
import { withExemption, type ResourceViolation, type EvaluatedResource } from "./evaluate";

/** Asks a rule on properties about a resource. What is not known yet is passed over, and judged at the update. */
export const evaluateResource = (
    rule: ResourceRule,
    { type, props, urn }: EvaluatedResource,
    configuration: Configuration,
    day: string,
    report: (violation: ResourceViolation) => void,
): void => {
    if (!rule.types.has(type)) {
        return;
    }
    for (const finding of rule.check(type, withoutUnknowns(props), day)) {
        const { level = rule.level } = finding;
        const name = fingerprint(rule.name, `${finding.property} ${finding.identity}`, urn);
        report(withExemption({ ...finding, rule, level, urn, fingerprint: name }, configuration, day));
    }
};
