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
import { blocks, code, fence } from "./markdown";
import type { StackExample } from "./stackExample";
import { stackExamples } from "./stackExamples";

/** A document by which a rule is tested. */
export interface NamedCase {
    readonly name: string;
    readonly kind: DocumentKind;
    readonly document: unknown;
    readonly settings?: Partial<RuleOptions>;
    /** Where the rule finds something. */
    readonly expect: readonly string[];
}

/** The cases of each rule on documents, by its name. */
export type Cases = Readonly<Record<string, readonly NamedCase[]>>;

/** What is judged longer than this is not shown. */
const longest = 2000;

/** Exemptions end on a day; the examples have none. */
const day = "2026-01-01";

/** A finding and where it is, for a person. */
type Found = Pick<ResourceViolation, "message" | "reason" | "fix"> & { readonly where: string };

const said = ({ where, message, reason, fix }: Found): string =>
    `${where}: ${message}. ${reason}\nFix: ${fix}`;

const example = (name: string, reviewed: unknown, [found]: readonly Found[]): string | undefined => {
    const json = JSON.stringify(reviewed, undefined, 4);
    return found === undefined
        ? undefined
        : blocks(
              `For example ${name}:`,
              json.length > longest ? "(too long to be shown)" : fence("json", json),
              fence("text", said(found)),
          );
};

const urnOf = ({ type, name }: StackExample["resources"][number]): string => `urn:pulumi:dev::acme::${type}::${name}`;

const onDocument = (rule: (typeof documentRules)[number], cases: Cases): string | undefined => {
    const named = cases[rule.name]?.find(
        ({ document, expect: [first = "~"] }) =>
            typeof document === "object" && document !== null && "Statement" in document && !first.startsWith("~"),
    );
    return (
        named &&
        example(
            named.name,
            named.document,
            evaluateDocument([rule], named.kind, named.document, named.settings).map((violation) => ({
                ...violation,
                where: violation.path === "" ? "the document" : violation.path,
            })),
        )
    );
};

const onStack = (name: string): string | undefined => {
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
    return example(
        stack.name,
        stack.resources,
        violations.map((violation) => ({ ...violation, where: formatLocation(violation) })),
    );
};

/**
 * Something that the rule finds something in, and what it says of it.
 *
 * @throws Error when the rule finds nothing in any example.
 */
export const ruleExample = ({ name }: RuleMetadata, cases: Cases): string => {
    const rule = documentRules.find((one) => one.name === name);
    const text = rule === undefined ? onStack(name) : onDocument(rule, cases);
    if (text === undefined) {
        throw new Error(
            `${code(name)} has no example in which it finds something; add a case of it, or a stack to stackExamples.ts`,
        );
    }
    return text;
};
