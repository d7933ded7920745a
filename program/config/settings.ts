/** What a stack's config says of the whole stack, beside its patterns. */
export interface Settings {
    /**
     * ARN of the role that Pulumi assumes in the account where the stack stands, such as that of another account.
     *
     * @default - the credentials of the run.
     */
    assumeRoleArn?: string;
    /**
     * Stands in for project and stack in the physical names of every component that names no prefix of its own, so that
     * a rename of either replaces nothing. 1 to 32 letters, digits, `_` or `-`.
     *
     * @default - names are computed from project and stack.
     */
    namePrefix?: string;
    /**
     * Tags of every resource that takes tags; a component's own tags win.
     *
     * @default - no tags.
     */
    tags?: Record<string, string>;
    /**
     * ARN of the managed policy that bounds every role whose component names none of its own.
     *
     * @default - no permissions boundary.
     */
    permissionsBoundary?: string;
    /**
     * The IAM path of roles, policies and instance profiles whose component names none of its own: `/` or `/…/`.
     *
     * @default "/"
     */
    path?: string;
    /**
     * Whether Pulumi refuses to delete or replace the stack's roles, which others rely on by ARN.
     *
     * @default - true in the stacks `prod` and `production`, false elsewhere.
     */
    protect?: boolean;
}

/** The settings that are the common args of every component that takes them. */
export const commonArgs = ["namePrefix", "tags", "permissionsBoundary", "path"] as const;

/** The namespace of the config's keys. It stays when the Pulumi project is renamed. */
export const namespace = "ssm-access";

/** Whether the roles of a stack are protected. */
export const protects = (settings: Settings, stack: string): boolean =>
    settings.protect ?? /^prod(uction)?$/i.test(stack);
