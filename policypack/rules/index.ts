/** The law, in reading order, and how to ask it. */
import type { DocumentKind } from "../iam";
import { documentMalformed } from "./documentMalformed";
import { judgeBy, type Verdict } from "./judge";
import { passRoleWildcard } from "./passRoleWildcard";
import type { Rule, Settings } from "./rule";
import { trustConfusedDeputy } from "./trustConfusedDeputy";

/** Every rule on documents. */
export const rules: readonly Rule[] = [passRoleWildcard, trustConfusedDeputy, documentMalformed];

/** What the law says of a document: text, object or whatever else stands where one should be. Never throws. */
export const judge = (kind: DocumentKind, raw: unknown, settings: Partial<Settings> = {}): readonly Verdict[] =>
    judgeBy(rules, kind, raw, settings);

export { fingerprint } from "./fingerprint";
export { judgeBy, verdictsOf, type Verdict } from "./judge";
export type { Finding, Rule, Settings } from "./rule";
export { sentence } from "./sentence";
export { defaults } from "./settings";
