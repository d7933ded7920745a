import type { Configuration } from "./configuration";
import type { Graph, HeldDocument } from "../graph/graph";
import type { StackFinding, StackRule } from "./stackRule";
import { fingerprint } from "./fingerprint";
import type { NormalStatement } from "../iam";
import { stood, type Ruling } from "./evaluate";

const heldAt = (graph: Graph, { urn, property }: StackFinding): HeldDocument | undefined =>
    graph.principals.flatMap(({ documents }) => documents).find((one) => one.urn === urn && one.property === property);

/** The statements a finding is about: the one its path is in, else what it says it found. */
const aboutOf = (graph: Graph, finding: StackFinding): readonly NormalStatement[] | string => {
    const statement = heldAt(graph, finding)?.document.statements.find(({ path }) => finding.path.startsWith(path));
    return statement === undefined ? finding.found : [statement];
};

/** Asks a stack rule about a graph. */
export const askStack = (rule: StackRule, graph: Graph, configuration: Configuration, day: string): readonly Ruling[] =>
    rule.check(graph, configuration.settings).map((finding) => {
        const name = fingerprint(rule.name, aboutOf(graph, finding), finding.urn);
        const { level = rule.level } = finding;
        return stood({ ...finding, rule, level, fingerprint: name }, configuration, day);
    });
