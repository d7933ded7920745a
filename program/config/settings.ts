/** An AWS provider for another account or Region than that of the stack. Set at least one of the properties. */
export interface ProviderSettings {
    /**
     * ARN of the role that the provider assumes.
     *
     * @default - `assumeRoleArn` of the stack, else the credentials of the run.
     */
    assumeRoleArn?: string;
    /**
     * The 12-digit ID of the provider's account. AWS calls fail if the credentials are of another account.
     *
     * @default - the account of `assumeRoleArn`, else that of the stack.
     */
    accountId?: string;
    /**
     * The provider's Region, such as `us-east-1`.
     *
     * @default - the Region of the stack.
     */
    region?: string;
}

/** Settings of the whole stack, next to its patterns. */
export interface Settings {
    /**
     * ARN of the role that Pulumi assumes to deploy the stack, for example in another account.
     *
     * @default - the credentials of the run.
     */
    assumeRoleArn?: string;
    /**
     * Replaces project and stack in the physical names of every component without a `namePrefix` of its own, so that
     * renaming either does not replace resources. 1 to 32 letters, digits, `_` or `-`.
     *
     * @default - names are computed from project and stack.
     */
    namePrefix?: string;
    /**
     * Tags of every taggable resource; a component's own tags take precedence.
     *
     * @default - no tags.
     */
    tags?: Record<string, string>;
    /**
     * ARN of the permissions boundary of every role whose component does not set its own.
     *
     * @default - no permissions boundary.
     */
    permissionsBoundary?: string;
    /**
     * The IAM path of roles, policies and instance profiles whose component does not set its own: `/` or `/…/`.
     *
     * @default "/"
     */
    path?: string;
    /**
     * Whether the stack's roles are protected from deletion and replacement, because other systems refer to their ARNs.
     *
     * @default - true in the stacks `prod` and `production`, false elsewhere.
     */
    protect?: boolean;
    /**
     * AWS providers for other accounts and Regions, by name. A component with `provider: NAME` is created by that
     * provider, which works in no other account than its own.
     *
     * @default - every component is created in the account and Region of the stack.
     */
    providers?: Record<string, ProviderSettings>;
    /**
     * The number of managed policies that other tools or stacks attach to grantees of this one, by name or ARN. The
     * preview adds it to the policies of this stack and compares the sum with the quota.
     *
     * @default - no further policies.
     */
    attachedElsewhere?: Partial<Record<GranteeKind, Record<string, number>>>;
    /**
     * The quotas of the account for managed policies on one user, role, or role of a permission set. A stack that
     * exceeds one gets a warning. The quota of a group is always 10.
     *
     * @default - 10 for a user, 20 for a role, 10 for a role of a permission set.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
     */
    managedPolicyQuotas?: { users?: number; roles?: number; permissionSetRoles?: number };
}

/** The IAM resource type of each kind of principal that policies are attached to; the keys are those of the args. */
export const granteeTypes = { users: "user", groups: "group", roles: "role" } as const;
export type GranteeKind = keyof typeof granteeTypes;
export const granteeKinds = Object.keys(granteeTypes) as readonly GranteeKind[];

/** The settings that are also common args of components. */
export const commonArgs = ["namePrefix", "tags", "permissionsBoundary", "path"] as const;

/** The namespace of the config keys. It does not change when the Pulumi project is renamed. */
export const namespace = "ssm-access";

/** Whether the stack's roles are protected. */
export const protects = (settings: Settings, stack: string): boolean =>
    settings.protect ?? /^prod(uction)?$/i.test(stack);
