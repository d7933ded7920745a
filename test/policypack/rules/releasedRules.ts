/**
 * The rules that organizations configure by name, with the levels they were released at. A new rule or another level is
 * a decision, so it is made here too.
 */
import type { RuleMetadata } from "../../../policypack/engine/rule";

type Released = readonly (readonly [name: string, level: RuleMetadata["level"]])[];

/** The rules on policy documents, in the pack's order. */
export const documentRuleLevels: Released = [
    ["iam-passrole-wildcard", "mandatory"],
    ["iam-passrole-role-pattern", "mandatory"],
    ["iam-passrole-service", "advisory"],
    ["iam-trust-confused-deputy", "mandatory"],
    ["iam-trust-oidc-subject", "mandatory"],
    ["iam-external-id", "advisory"],
    ["iam-resource-confused-deputy", "mandatory"],
    ["iam-resource-public", "mandatory"],
    ["iam-service-linked-role-scope", "advisory"],
    ["ssm-service-wildcard", "advisory"],
    ["ssm-setting-scope", "advisory"],
    ["ssm-bucket-region-wildcard", "advisory"],
    ["iam-condition-never-true", "advisory"],
    ["iam-condition-breaks-service", "advisory"],
    ["iam-document-malformed", "mandatory"],
    ["iam-document-size", "advisory"],
];

/** The rules on attached policies and on other properties. */
export const resourceRuleLevels: Released = [
    ["iam-passrole-managed-policy", "mandatory"],
    ["ssm-deprecated-policy", "advisory"],
    ["ssm-activation-limits", "advisory"],
    ["ssm-document-public", "advisory"],
];

/** The rules on the whole stack. */
export const stackRuleLevels: Released = [
    ["iam-role-factory", "advisory"],
    ["iam-passrole-privileged-role", "advisory"],
    ["iam-inline-size", "advisory"],
    ["ssm-endpoint-ingress", "advisory"],
];
