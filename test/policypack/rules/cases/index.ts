import type { Case } from "./case";
import { conditionBreaksService } from "./conditionBreaksService";
import { conditionNeverTrue } from "./conditionNeverTrue";
import { documentMalformed } from "./documentMalformed";
import { documentSize } from "./documentSize";
import { externalId } from "./externalId";
import { passRolePattern } from "./passRolePattern";
import { passRoleService } from "./passRoleService";
import { passRoleWildcard } from "./passRoleWildcard";
import { resourceConfusedDeputy } from "./resourceConfusedDeputy";
import { resourcePublic } from "./resourcePublic";
import { serviceLinkedRoleScope } from "./serviceLinkedRoleScope";
import { ssmBucketRegionWildcard } from "./ssmBucketRegionWildcard";
import { ssmServiceWildcard } from "./ssmServiceWildcard";
import { ssmSettingScope } from "./ssmSettingScope";
import { trustConfusedDeputy } from "./trustConfusedDeputy";
import { trustOidcSubject } from "./trustOidcSubject";

export type { Case } from "./case";

/** The cases of each rule, by rule name. */
export const ruleCases: Readonly<Record<string, readonly Case[]>> = {
    "iam-passrole-wildcard": passRoleWildcard,
    "iam-passrole-role-pattern": passRolePattern,
    "iam-passrole-service": passRoleService,
    "iam-trust-confused-deputy": trustConfusedDeputy,
    "iam-trust-oidc-subject": trustOidcSubject,
    "iam-external-id": externalId,
    "iam-resource-confused-deputy": resourceConfusedDeputy,
    "iam-resource-public": resourcePublic,
    "iam-service-linked-role-scope": serviceLinkedRoleScope,
    "ssm-service-wildcard": ssmServiceWildcard,
    "ssm-setting-scope": ssmSettingScope,
    "ssm-bucket-region-wildcard": ssmBucketRegionWildcard,
    "iam-condition-never-true": conditionNeverTrue,
    "iam-condition-breaks-service": conditionBreaksService,
    "iam-document-malformed": documentMalformed,
    "iam-document-size": documentSize,
};
