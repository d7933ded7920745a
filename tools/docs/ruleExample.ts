import { configurationOf } from "../../policypack/engine/configuration";
import { graphOf } from "../../policypack/graph/graph";
import { stackRules, attachmentRules, resourceRules } from "../../policypack/rules";
import { evaluateDocument } from "../../policypack/engine/evaluateDocument";
import type { RuleOptions, RuleMetadata } from "../../policypack/engine/rule";
import type { DocumentKind } from "../../policypack/iam";
import { evaluateAttachments } from "../../policypack/engine/evaluateAttachments";
import { evaluateResource } from "../../policypack/engine/evaluateResource";
import { documentRules } from "../../policypack/rules";
import { formatLocation, type ResourceViolation } from "../../policypack/engine/evaluate";
import { evaluateStack } from "../../policypack/engine/evaluateStack";
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

/** The day for evaluating exemptions; the examples have none. */
const day = "2026-01-01";

/** A violation with its formatted location. */
type LocatedViolation = Pick<ResourceViolation, "message" | "reason" | "fix"> & { readonly where: string };

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
    const { where, message, reason, fix } = violation;
    const json = JSON.stringify(evaluated, undefined, 4);
    return {
        example: blocks(
            `Example: ${plain(name)}`,
            json.length > longest ? "(omitted because of its length)" : fence("json", json),
            "The rule reports:",
            fence("text", `${where}: ${message}.\nFix: ${fix}`),
        ),
        reason,
    };
};

const urnOf = ({ type, name }: StackExample["resources"][number]): string => `urn:pulumi:dev::acme::${type}::${name}`;

const onDocument = (rule: (typeof documentRules)[number], cases: Cases): RuleExample | undefined => {
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

const onStack = (name: string): RuleExample | undefined => {
    const stack = stackExamples[name];
    if (stack === undefined) {
        return undefined;
    }
    const rule = stackRules.find((one) => one.name === name);
    const configuration = configurationOf({});
    const resources = stack.resources.map((resource) => ({ ...resource, urn: urnOf(resource), dependencies: {} }));
    const violations: ResourceViolation[] = [];
    const resourceRule = resourceRules.find((one) => one.name === name);
    const attachmentRule = attachmentRules.find((one) => one.name === name);
    if (resourceRule !== undefined) {
        resources.forEach((resource) => {
            evaluateResource(resourceRule, resource, configuration, day, (violation) => violations.push(violation));
        });
    } else if (attachmentRule !== undefined) {
        resources.forEach((resource) => {
            evaluateAttachments(attachmentRule, resource, configuration, day, (violation) =>
                violations.push(violation),
            );
        });
    } else if (rule !== undefined) {
        violations.push(...evaluateStack(rule, graphOf(resources), configuration, day));
    }
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
export const ruleExample = ({ name }: RuleMetadata, cases: Cases): RuleExample => {
    const rule = documentRules.find((one) => one.name === name);
    const example = rule === undefined ? onStack(name) : onDocument(rule, cases);
    if (example === undefined) {
        throw new Error(
            `${code(name)} has no example with a violation; add a case with one, or a stack to stackExamples.ts`,
        );
    }
    return example;
};
