import type { Configuration } from "./configuration";
import { withoutUnknowns } from "../documents/values/paths";
import type { ResourceRule } from "./resourceRule";
import { fingerprint } from "./fingerprint";
import { withExemption, type ResourceViolation, type EvaluatedResource } from "./evaluate";

/** Evaluates a property rule on a resource. Unknown values are skipped at preview and evaluated during the update. */
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
    for (const violation of rule.check(type, withoutUnknowns(props), day)) {
        const { level = rule.level } = violation;
        const name = fingerprint(rule.name, `${violation.property} ${violation.identity}`, urn);
        report(withExemption({ ...violation, rule, level, urn, fingerprint: name }, configuration, day));
    }
};
