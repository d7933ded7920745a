import { evaluateDocument } from "../../policypack/engine/evaluateDocument";
import type { DocumentViolation } from "../../policypack/engine/violation";
import type { RuleOptions } from "../../policypack/engine/rule";
import type { DocumentKind } from "../../policypack/iam";
import { documentRules } from "../../policypack/rules";

/** Evaluates every document rule on a document. */
export const evaluate = (
    kind: DocumentKind,
    raw: unknown,
    options: Partial<RuleOptions> = {},
): readonly DocumentViolation[] => evaluateDocument(documentRules, kind, raw, options);
