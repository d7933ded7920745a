import type { Configuration } from "./configuration";
import type { Graph, HeldDocument } from "../graph/graph";
import type { StackViolation, StackRule } from "./stackRule";
import { fingerprint } from "./fingerprint";
import type { StatementModel } from "../iam";
import { withExemption, type ResourceViolation } from "./evaluate";

const heldAt = (graph: Graph, { urn, property }: StackViolation): HeldDocument | undefined =>
    graph.principals.flatMap(({ documents }) => documents).find((one) => one.urn === urn && one.property === property);

/** The statements a finding is about: the one its path is in, else what it says it found. */
const aboutOf = (graph: Graph, finding: StackViolation): readonly StatementModel[] | string => {
    const statement = heldAt(graph, finding)?.document.statements.find(({ path }) => finding.path.startsWith(path));
    return statement === undefined ? finding.identity : [statement];
};

/** Asks a stack rule about a graph. */
export const evaluateStack = (
    rule: StackRule,
    graph: Graph,
    configuration: Configuration,
    day: string,
): readonly ResourceViolation[] =>
    rule.check(graph, configuration.options).map((finding) => {
        const name = fingerprint(rule.name, aboutOf(graph, finding), finding.urn);
        const { level = rule.level } = finding;
        return withExemption({ ...finding, rule, level, fingerprint: name }, configuration, day);
    });
