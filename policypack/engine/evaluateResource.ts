import type { Configuration } from "./configuration";
import { known } from "../documents/values/paths";
import type { ResourceRule } from "./resourceRule";
import { fingerprint } from "./fingerprint";
import { stood, type Ruling, type Subject } from "./evaluate";

/** Asks a rule on properties about a resource. What is not known yet is passed over, and judged at the update. */
export const askResource = (
    rule: ResourceRule,
    { type, props, urn }: Subject,
    configuration: Configuration,
    day: string,
    tell: (ruling: Ruling) => void,
): void => {
    if (!rule.types.has(type)) {
        return;
    }
    for (const finding of rule.check(type, known(props), day)) {
        const { level = rule.level } = finding;
        const name = fingerprint(rule.name, `${finding.property} ${finding.found}`, urn);
        tell(stood({ ...finding, rule, level, urn, fingerprint: name }, configuration, day));
    }
};
