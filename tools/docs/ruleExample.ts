import { configurationOf } from "../../policypack/engine/configuration";
import { evaluate } from "../../policypack/engine/evaluate";
import { evaluateDocument } from "../../policypack/engine/evaluateDocument";
import { formatFix, formatLocation, formatReplacement } from "../../policypack/engine/format";
import type { DocumentRule, Rule, RuleOptions } from "../../policypack/engine/rule";
import type { Violation } from "../../policypack/engine/violation";
import type { DocumentKind } from "../../policypack/iam";
import { blocks, code, fence, plain } from "./markdown";
import type { StackExample } from "./stackExample";
import { stackExamples } from "./stackExamples";

/** A test case of a rule. */
export interface NamedCase {
    readonly name: string;
    readonly kind: DocumentKind;
    readonly document: unknown;
    readonly settings?: Partial<RuleOptions>;
    /** The paths of the expected violations. A leading `~` marks a violation below the rule's level. */
    readonly expect: readonly string[];
}

/** The test cases of the document rules, by rule name. */
export type Cases = Readonly<Record<string, readonly NamedCase[]>>;

/** The maximum length of an example, in characters. */
const longest = 2000;

/** The day on which the examples are evaluated. */
export const exampleDay = "2026-01-01";

/** A violation with its formatted location. */
type LocatedViolation = Pick<Violation, "message" | "reason" | "fix" | "replacement" | "replaces"> & {
    readonly where: string;
};

/** An example of a violation, and the reason why it matters. */
export interface RuleExample {
    readonly example: string;
    readonly reason: string;
}

const exampleOf = (
    name: string,
    evaluated: unknown,
    [violation]: readonly LocatedViolation[],
): RuleExample | undefined => {
    if (violation === undefined) {
        return undefined;
    }
    const { where, message, reason } = violation;
    const json = JSON.stringify(evaluated, undefined, 4);
    return {
        example: blocks(
            `Example: ${plain(name)}`,
            json.length > longest ? "(omitted because of its length)" : fence("json", json),
            "The rule reports:",
            fence("text", [`${where}: ${message}.`, formatFix(violation), ...formatReplacement(violation)].join("\n")),
        ),
        reason,
    };
};

const urnOf = ({ type, name }: StackExample["resources"][number]): string => `urn:pulumi:dev::acme::${type}::${name}`;

const onDocument = (rule: DocumentRule, cases: Cases): RuleExample | undefined => {
    const named = cases[rule.name]?.find(
        ({ document, expect: [first = "~"] }) =>
            typeof document === "object" && document !== null && "Statement" in document && !first.startsWith("~"),
    );
    return (
        named &&
        exampleOf(
            named.name,
            named.document,
            evaluateDocument([rule], named.kind, named.document, named.settings).map((violation) => ({
                ...violation,
                where: violation.path === "" ? "the document" : violation.path,
            })),
        )
    );
};

const onStack = (rule: Rule): RuleExample | undefined => {
    const stack = stackExamples[rule.name];
    if (stack === undefined) {
        return undefined;
    }
    const configuration = configurationOf({});
    const violations = evaluate(
        [rule],
        stack.resources.map((resource) => ({ ...resource, urn: urnOf(resource) })),
        { configuration: () => configuration, day: exampleDay },
    );
    return exampleOf(
        stack.name,
        stack.resources,
        violations.map((violation) => ({ ...violation, where: formatLocation(violation) })),
    );
};

/**
 * A document or stack that violates the rule, with the violation.
 *
 * @throws Error if no example violates the rule.
 */
export const ruleExample = (rule: Rule, cases: Cases): RuleExample => {
    const example = rule.on === "document" ? onDocument(rule, cases) : onStack(rule);
    if (example === undefined) {
        throw new Error(
            `${code(rule.name)} has no example with a violation; add a case with one, or a stack to stackExamples.ts`,
        );
    }
    return example;
};
