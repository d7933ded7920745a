/** The condition keys that say on whose behalf, or by whom, a request is made, and how their values are judged. */
import type { ValueCheck } from "./conditions";
import { accounts, arns, organizationPaths, organizations } from "./conditionValues";
import type { ZoneOfTrust } from "./zoneOfTrust";

/** A key that can bind a statement. */
export interface RestrictingKey {
    /** In lower case. */
    readonly key: string;
    readonly check: (variables: boolean, zone: ZoneOfTrust) => ValueCheck;
}

/**
 * Present only when an AWS service calls for a resource of somebody: the confused-deputy guards.
 * @see IAM User Guide, reference_policies_condition-keys and confused-deputy (2026)
 */
export const sourceKeys: readonly RestrictingKey[] = [
    { key: "aws:sourceaccount", check: accounts },
    { key: "aws:sourcearn", check: arns },
    { key: "aws:sourceorgid", check: organizations },
    { key: "aws:sourceorgpaths", check: organizationPaths },
];

/**
 * Present only when an IAM principal calls: a positive test on one keeps services out.
 * @see IAM User Guide, reference_policies_condition-keys; KMS Developer Guide, conditions-kms (2026)
 */
export const principalKeys: readonly RestrictingKey[] = [
    { key: "aws:principalorgid", check: organizations },
    { key: "aws:principalorgpaths", check: organizationPaths },
    { key: "aws:principalaccount", check: accounts },
    { key: "aws:principalarn", check: arns },
    { key: "kms:calleraccount", check: accounts },
];
