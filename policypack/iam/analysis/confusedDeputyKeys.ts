/** The condition keys that say on whose behalf, or by whom, a request is made, and how their values are judged. */
import type { Judge } from "./conditions";
import { accounts, arns, organizationPaths, organizations } from "./conditionValues";
import type { Own } from "./zoneOfTrust";

/** A key that can bind a statement. */
export interface BindingKey {
    /** In lower case. */
    readonly key: string;
    readonly judge: (variables: boolean, own: Own) => Judge;
}

/**
 * Present only when an AWS service calls for a resource of somebody: the confused-deputy guards.
 * @see IAM User Guide, reference_policies_condition-keys and confused-deputy (2026)
 */
export const sourceKeys: readonly BindingKey[] = [
    { key: "aws:sourceaccount", judge: accounts },
    { key: "aws:sourcearn", judge: arns },
    { key: "aws:sourceorgid", judge: organizations },
    { key: "aws:sourceorgpaths", judge: organizationPaths },
];

/**
 * Present only when an IAM principal calls: a positive test on one keeps services out.
 * @see IAM User Guide, reference_policies_condition-keys; KMS Developer Guide, conditions-kms (2026)
 */
export const callerKeys: readonly BindingKey[] = [
    { key: "aws:principalorgid", judge: organizations },
    { key: "aws:principalorgpaths", judge: organizationPaths },
    { key: "aws:principalaccount", judge: accounts },
    { key: "aws:principalarn", judge: arns },
    { key: "kms:calleraccount", judge: accounts },
];
