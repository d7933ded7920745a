import { configurationOf } from "../../../policypack/engine/configuration";
import { evaluate, type EvaluatedResource } from "../../../policypack/engine/evaluate";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import type { Rule } from "../../../policypack/engine/rule";
import type { Violation } from "../../../policypack/engine/violation";
import { stackExamples } from "../../../tools/docs/stackExamples";
import { unknownText } from "../analyzer";
import { ruleCases } from "./cases";
import { resourceCases } from "./resourceCases";

/** A case of a rule, and its violations. */
export interface EvaluatedCase {
    readonly name: string;
    readonly violations: readonly (Violation & { readonly property?: string })[];
}

const configuration = configurationOf({});

/** The violations of a rule on resources, on 22 November 2026. */
export const violationsOn = (
    rule: Rule,
    resources: readonly Omit<EvaluatedResource, "urn">[],
): EvaluatedCase["violations"] =>
    evaluate(
        [rule],
        resources.map((one) => ({ ...one, urn: `urn:pulumi:dev::acme::${one.type}::${one.name ?? "one"}` })),
        { configuration: () => configuration, day: "2026-11-22" },
    );

/** The cases of a rule: documents, resources, or the example stack of its page. */
export const evaluatedCases = (rule: Rule): readonly EvaluatedCase[] => {
    if (rule.on === "document") {
        return (ruleCases[rule.name] ?? []).map(({ name, kind, document, settings }) => ({
            name,
            violations: evaluateDocument([rule], kind, document, settings),
        }));
    }
    const stack = stackExamples[rule.name];
    return [
        ...(resourceCases(unknownText)[rule.name] ?? []).map(({ name, type, props }) => ({
            name,
            violations: violationsOn(rule, [{ type, props }]),
        })),
        ...(stack === undefined || rule.on === "resource"
            ? []
            : [{ name: stack.name, violations: violationsOn(rule, stack.resources) }]),
    ];
};
