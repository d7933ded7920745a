/** The world that a test's program runs in. */

export type Program = () => Promise<Record<string, unknown>>;

/** A role that the program does not create, if its path or trust policy matters. */
export interface ExistingRole {
    readonly name: string;
    /** @default "/" */
    readonly path?: string;
    /** The trust policy, as JSON text. @default - none. */
    readonly assumeRolePolicy?: string;
}

export interface World {
    /** Folders of the policy packs to enforce. @default - none. */
    readonly policyPacks?: readonly string[];
    /** Config files of the policy packs, in the same order. @default - none. */
    readonly policyPackConfigs?: readonly string[];
    /** Config values by full key (`ssm-access:name`), as in a stack's config file. @default - none. */
    readonly config?: Readonly<Record<string, unknown>>;
    /** A stack's config file to copy the config from; `config` takes precedence. @default - none. */
    readonly stackFile?: string;
    /** @default "ssm-access" */
    readonly project?: string;
    /** @default "test" */
    readonly stack?: string;
    /** @default "eu-west-1" */
    readonly region?: string;
    /** The account of the credentials. @default - the first of the allowed accounts, or 123456789012. */
    readonly accountId?: string;
    /** Users, groups and roles that exist in the account before the program runs, by name. @default - none. */
    readonly users?: readonly string[];
    readonly groups?: readonly string[];
    readonly roles?: readonly (string | ExistingRole)[];
    /** Additional environment variables for the engine, the packs and the provider. @default - none. */
    readonly environment?: Readonly<Record<string, string>>;
}
