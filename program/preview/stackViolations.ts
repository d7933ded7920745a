import { configurationOf } from "../../policypack/engine/configuration";
import { evaluate } from "../../policypack/engine/evaluate";
import { dayOf } from "../../policypack/engine/exemptions";
import { formatOnOneLine } from "../../policypack/engine/format";
import type { ResourceViolation } from "../../policypack/engine/violation";
import { attachmentRules, resourceRules, stackRules } from "../../policypack/rules";
import type { PreviewViolation } from "./readDocuments";
import type { Preview } from "./run";

const previewViolation = (violation: ResourceViolation): PreviewViolation => ({
    rule: violation.rule.name,
    level: violation.level,
    urn: violation.urn,
    property: violation.property,
    path: violation.path,
    sentence: formatOnOneLine(violation, "the resource"),
});

/**
 * Evaluates the rules that do not check single documents: rules on attached policies, on resource properties, and on
 * the stack as a whole (which principal has which permissions and may pass which role).
 */
export const stackViolations = ({ resources, dependencies }: Preview, account: string): readonly PreviewViolation[] => {
    const configuration = configurationOf({ account });
    return evaluate(
        [...attachmentRules, ...resourceRules, ...stackRules],
        resources.map(({ urn, type, name, inputs: props }) => ({
            urn,
            type,
            name,
            props,
            dependencies: dependencies[urn] ?? {},
        })),
        { configuration: () => configuration, day: dayOf(new Date()) },
    ).map(previewViolation);
};
