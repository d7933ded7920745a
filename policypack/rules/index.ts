/** Every rule of the pack, in the order of the docs. Register new rules here. */
import type { AttachmentRule, DocumentRule, ResourceRule, Rule, StackRule } from "../engine/rule";
import { conditionBreaksService } from "./iam/conditionBreaksService";
import { conditionNeverTrue } from "./iam/conditionNeverTrue";
import { documentMalformed } from "./iam/documentMalformed";
import { documentSize } from "./iam/documentSize";
import { externalId } from "./iam/externalId";
import { inlineSize } from "./iam/inlineSize";
import { passRoleManagedPolicy } from "./iam/passRoleManagedPolicy";
import { passRolePattern } from "./iam/passRolePattern";
import { passRolePrivilegedRole } from "./iam/passRolePrivilegedRole";
import { passRoleService } from "./iam/passRoleService";
import { passRoleWildcard } from "./iam/passRoleWildcard";
import { resourceConfusedDeputy } from "./iam/resourceConfusedDeputy";
import { resourcePublic } from "./iam/resourcePublic";
import { roleFactory } from "./iam/roleFactory";
import { serviceLinkedRoleScope } from "./iam/serviceLinkedRoleScope";
import { trustConfusedDeputy } from "./iam/trustConfusedDeputy";
import { trustOidcSubject } from "./iam/trustOidcSubject";
import { activationLimits } from "./ssm/activationLimits";
import { ssmBucketRegionWildcard } from "./ssm/bucketRegionWildcard";
import { deprecatedPolicy } from "./ssm/deprecatedPolicy";
import { documentPublic } from "./ssm/documentPublic";
import { endpointIngress } from "./ssm/endpointIngress";
import { ssmServiceWildcard } from "./ssm/serviceWildcard";
import { ssmSettingScope } from "./ssm/settingScope";

/** Rules that evaluate what a document allows. */
const rulesOfMeaning: readonly DocumentRule[] = [
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
];

/** Rules that evaluate policy documents. */
export const documentRules: readonly DocumentRule[] = [
    ...rulesOfMeaning,
    documentMalformed(rulesOfMeaning),
    documentSize,
];

/** Rules that evaluate the managed policies attached by a resource. */
export const attachmentRules: readonly AttachmentRule[] = [passRoleManagedPolicy];

/** Rules that evaluate other properties of a resource. */
export const resourceRules: readonly ResourceRule[] = [deprecatedPolicy, activationLimits, documentPublic];

/**
 * Rules that evaluate the whole stack. Pulumi runs them after the resources of an update are created, so none of them
 * is mandatory.
 */
export const stackRules: readonly StackRule[] = [roleFactory, passRolePrivilegedRole, inlineSize, endpointIngress];

/** Every rule, in the pack's order. */
export const allRules: readonly Rule[] = [...documentRules, ...attachmentRules, ...resourceRules, ...stackRules];
