import { judgeBy, type Verdict } from "../../policypack/engine/evaluateDocument";
import type { Settings } from "../../policypack/engine/rule";
import type { DocumentKind } from "../../policypack/iam";
import { rules } from "../../policypack/rules";

/** Evaluates a document by every rule on documents. */
export const judge = (kind: DocumentKind, raw: unknown, settings: Partial<Settings> = {}): readonly Verdict[] =>
    judgeBy(rules, kind, raw, settings);
