import type { Configuration } from "./configuration";
import type { Graph, HeldDocument } from "../graph/graph";
import type { StackViolation, StackRule } from "./stackRule";
import { fingerprint } from "./fingerprint";
import type { StatementModel } from "../iam";
import { withExemption, type ResourceViolation } from "./evaluate";

const heldAt = (graph: Graph, { urn, property }: StackViolation): HeldDocument | undefined =>
    graph.principals.flatMap(({ documents }) => documents).find((one) => one.urn === urn && one.property === property);

/** What the fingerprint hashes: the statement that contains the path, else the identity of the violation. */
const subjectOf = (graph: Graph, violation: StackViolation): readonly StatementModel[] | string => {
    const statement = heldAt(graph, violation)?.document.statements.find(({ path }) => violation.path.startsWith(path));
    return statement === undefined ? violation.identity : [statement];
};

/** Evaluates a stack rule on a graph. */
export const evaluateStack = (
    rule: StackRule,
    graph: Graph,
    configuration: Configuration,
    day: string,
): readonly ResourceViolation[] =>
    rule.check(graph, configuration.options).map((violation) => {
        const name = fingerprint(rule.name, subjectOf(graph, violation), violation.urn);
        const { level = rule.level } = violation;
        return withExemption({ ...violation, rule, level, fingerprint: name }, configuration, day);
    });
