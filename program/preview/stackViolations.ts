import { configurationOf } from "../../policypack/engine/configuration";
import { dayOf } from "../../policypack/engine/exemptions";
import { graphOf } from "../../policypack/graph/graph";
import { stackRules, attachmentRules, resourceRules } from "../../policypack/rules";
import { formatDocumentViolation } from "../../policypack/engine/format";
import { evaluateAttachments } from "../../policypack/engine/evaluateAttachments";
import { evaluateResource } from "../../policypack/engine/evaluateResource";
import type { ResourceViolation } from "../../policypack/engine/evaluate";
import { evaluateStack } from "../../policypack/engine/evaluateStack";
import type { PreviewViolation } from "./readDocuments";
import type { Preview } from "./run";

const previewViolation = (violation: ResourceViolation): PreviewViolation => ({
    rule: violation.rule.name,
    level: violation.level,
    urn: violation.urn,
    property: violation.property,
    path: violation.path,
    sentence: formatDocumentViolation({ ...violation, path: violation.path === "" ? "the resource" : violation.path }),
});

/**
 * Evaluates the rules that do not check single documents: rules on attached policies, on resource properties, and on
 * the stack as a whole (which principal has which permissions and may pass which role).
 */
export const stackViolations = ({ resources, dependencies }: Preview, account: string): readonly PreviewViolation[] => {
    const planned = resources.map(({ urn, type, name, inputs: props }) => ({
        urn,
        type,
        name,
        props,
        dependencies: dependencies[urn] ?? {},
    }));
    const configuration = configurationOf({ account });
    const day = dayOf(new Date());
    const graph = graphOf(planned);
    const violations: ResourceViolation[] = [];
    planned.forEach((resource) => {
        attachmentRules.forEach((rule) => {
            evaluateAttachments(rule, resource, configuration, day, (violation) => violations.push(violation));
        });
        resourceRules.forEach((rule) => {
            evaluateResource(rule, resource, configuration, day, (violation) => violations.push(violation));
        });
    });
    violations.push(...stackRules.flatMap((rule) => evaluateStack(rule, graph, configuration, day)));
    return violations.map(previewViolation);
};
