/** The condition keys for the source and the caller of a request, with the checks of their values. */
import type { ValueCheck } from "./conditions";
import { accounts, arns, organizationPaths, organizations } from "./conditionValues";
import type { ZoneOfTrust } from "./zoneOfTrust";

/** A key that can restrict who uses a statement. */
export interface RestrictingKey {
    /** In lower case. */
    readonly key: string;
    readonly check: (variables: boolean, zone: ZoneOfTrust) => ValueCheck;
}

/**
 * Present only when an AWS service calls on behalf of a resource: the guards against the confused deputy problem.
 * @see IAM User Guide, reference_policies_condition-keys and confused-deputy (2026)
 */
export const sourceKeys: readonly RestrictingKey[] = [
    { key: "aws:sourceaccount", check: accounts },
    { key: "aws:sourcearn", check: arns },
    { key: "aws:sourceorgid", check: organizations },
    { key: "aws:sourceorgpaths", check: organizationPaths },
];

/**
 * Present only when an IAM principal calls: a positive condition on one excludes services.
 * @see IAM User Guide, reference_policies_condition-keys; KMS Developer Guide, conditions-kms (2026)
 */
export const principalKeys: readonly RestrictingKey[] = [
    { key: "aws:principalorgid", check: organizations },
    { key: "aws:principalorgpaths", check: organizationPaths },
    { key: "aws:principalaccount", check: accounts },
    { key: "aws:principalarn", check: arns },
    { key: "kms:calleraccount", check: accounts },
];
