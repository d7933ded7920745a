import { configurationOf } from "../../policypack/engine/configuration";
import { dayOf } from "../../policypack/engine/exemptions";
import { graphOf } from "../../policypack/graph/graph";
import { stackRules, attachmentRules, resourceRules } from "../../policypack/rules";
import { sentence } from "../../policypack/engine/format";
import { askAttachments } from "../../policypack/engine/evaluateAttachments";
import { askResource } from "../../policypack/engine/evaluateResource";
import type { Ruling } from "../../policypack/engine/evaluate";
import { askStack } from "../../policypack/engine/evaluateStack";
import type { PreviewFinding } from "./readDocuments";
import type { Preview } from "./run";

const findingOf = (ruling: Ruling): PreviewFinding => ({
    rule: ruling.rule.name,
    level: ruling.level,
    urn: ruling.urn,
    property: ruling.property,
    path: ruling.path,
    sentence: sentence({ ...ruling, path: ruling.path === "" ? "the resource" : ruling.path }),
});

/**
 * What the pack says beside documents: of attached policies, of other properties, and of all resources together, who
 * holds what and may pass which role.
 */
export const stackFindingsOf = ({ resources, dependencies }: Preview, account: string): readonly PreviewFinding[] => {
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
    const rulings: Ruling[] = [];
    planned.forEach((resource) => {
        attachmentRules.forEach((rule) => {
            askAttachments(rule, resource, configuration, day, (ruling) => rulings.push(ruling));
        });
        resourceRules.forEach((rule) => {
            askResource(rule, resource, configuration, day, (ruling) => rulings.push(ruling));
        });
    });
    rulings.push(...stackRules.flatMap((rule) => askStack(rule, graph, configuration, day)));
    return rulings.map(findingOf);
};
