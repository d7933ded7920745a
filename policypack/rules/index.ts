/** The law, in reading order, and how to ask it. */
import type { DocumentKind } from "../iam";
import { conditionBreaksService } from "./conditionBreaksService";
import { conditionNeverTrue } from "./conditionNeverTrue";
import { documentMalformed } from "./documentMalformed";
import { documentSize } from "./documentSize";
import { externalId } from "./externalId";
import { judgeBy, type Verdict } from "./judge";
import { passRolePattern } from "./passRolePattern";
import { passRoleService } from "./passRoleService";
import { passRoleWildcard } from "./passRoleWildcard";
import { resourceConfusedDeputy } from "./resourceConfusedDeputy";
import { resourcePublic } from "./resourcePublic";
import type { Rule, Settings } from "./rule";
import { serviceLinkedRoleScope } from "./serviceLinkedRoleScope";
import { ssmBucketRegionWildcard } from "./ssmBucketRegionWildcard";
import { ssmServiceWildcard } from "./ssmServiceWildcard";
import { ssmSettingScope } from "./ssmSettingScope";
import { trustConfusedDeputy } from "./trustConfusedDeputy";
import { trustOidcSubject } from "./trustOidcSubject";

/** Every rule on documents. */
export const rules: readonly Rule[] = [
    passRoleWildcard,
    passRolePattern,
    passRoleService,
    trustConfusedDeputy,
    trustOidcSubject,
    externalId,
    resourceConfusedDeputy,
    resourcePublic,
    serviceLinkedRoleScope,
    ssmServiceWildcard,
    ssmSettingScope,
    ssmBucketRegionWildcard,
    conditionNeverTrue,
    conditionBreaksService,
    documentMalformed,
    documentSize,
];

/** What the law says of a document: text, object or whatever else stands where one should be. Never throws. */
export const judge = (kind: DocumentKind, raw: unknown, settings: Partial<Settings> = {}): readonly Verdict[] =>
    judgeBy(rules, kind, raw, settings);

export { fingerprint } from "./fingerprint";
export { judgeBy, verdictsOf, type Verdict } from "./judge";
export type { Finding, Rule, Settings } from "./rule";
export { sentence } from "./sentence";
export { defaults } from "./settings";
export { maximumOf } from "./sizes";
