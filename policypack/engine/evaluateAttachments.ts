import { attachedBy, type TemplateReading } from "../documents";
import type { AttachmentRule } from "./attachmentRule";
import type { Configuration } from "./configuration";
import {
    memoizeOptions,
    withExemption,
    ResourceTemplateReading,
    visitAll,
    type ResourceViolation,
    type EvaluatedResource,
} from "./evaluate";
import { fingerprint } from "./fingerprint";

/** Evaluates a rule on the managed policies attached by a resource. */
export const evaluateAttachments = (
    rule: AttachmentRule,
    subject: EvaluatedResource,
    configuration: Configuration,
    day: string,
    report: (violation: ResourceViolation) => void,
    readTemplate?: TemplateReading["readTemplate"],
): void => {
    const { type, props, urn } = subject;
    const settings = memoizeOptions(configuration, subject);
    visitAll(attachedBy(type, props, new ResourceTemplateReading(settings, readTemplate)), ({ property, arn }) => {
        if (typeof arn !== "string") {
            return;
        }
        for (const violation of rule.check(arn, settings().account)) {
            const { level = rule.level } = violation;
            const name = fingerprint(rule.name, arn.trim(), urn);
            report(withExemption({ ...violation, rule, level, urn, property, fingerprint: name }, configuration, day));
        }
    });
};
