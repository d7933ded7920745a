import { attachedBy, type Surroundings } from "../documents";
import type { AttachmentRule } from "./attachmentRule";
import type { Configuration } from "./configuration";
import { settingsOnce, stood, SubjectSurroundings, visitAll, type Ruling, type Subject } from "./evaluate";
import { fingerprint } from "./fingerprint";

/** Evaluates a rule on the managed policies that a resource attaches. */
export const askAttachments = (
    rule: AttachmentRule,
    subject: Subject,
    configuration: Configuration,
    day: string,
    tell: (ruling: Ruling) => void,
    readTemplate?: Surroundings["readTemplate"],
): void => {
    const { type, props, urn } = subject;
    const settings = settingsOnce(configuration, subject);
    visitAll(attachedBy(type, props, new SubjectSurroundings(settings, readTemplate)), ({ property, arn }) => {
        if (typeof arn !== "string") {
            return;
        }
        for (const finding of rule.check(arn, settings().account)) {
            const { level = rule.level } = finding;
            const name = fingerprint(rule.name, arn.trim(), urn);
            tell(stood({ ...finding, rule, level, urn, property, fingerprint: name }, configuration, day));
        }
    });
};
