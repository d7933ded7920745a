/** What a test says of the world that its program runs in. */

export type Program = () => Promise<Record<string, unknown>>;

/** A role that somebody else made, where its path or its trust matters. */
export interface ExistingRole {
    readonly name: string;
    /** @default "/" */
    readonly path?: string;
    /** The trust policy, as JSON text. @default - none is told. */
    readonly assumeRolePolicy?: string;
}

export interface World {
    /** Folders of the policy packs that the engine must ask. @default - none. */
    readonly policyPacks?: readonly string[];
    /** One configuration file for each pack, in the same order. @default - none. */
    readonly policyPackConfigs?: readonly string[];
    /** Configuration, by full key (`ssm-access:name`); values as in a stack's file. */
    readonly config?: Readonly<Record<string, unknown>>;
    /** A stack's file whose configuration is copied in; `config` wins over it. @default - none. */
    readonly stackFile?: string;
    /** @default "ssm-access" */
    readonly project?: string;
    /** @default "test" */
    readonly stack?: string;
    /** @default "eu-west-1" */
    readonly region?: string;
    /** The account of the credentials. @default - the first of the allowed accounts, or 123456789012. */
    readonly accountId?: string;
    /** What the account has before the program comes: names of users, groups and roles. @default - none. */
    readonly users?: readonly string[];
    readonly groups?: readonly string[];
    readonly roles?: readonly (string | ExistingRole)[];
    /** More environment for the engine, the packs and the provider. @default - none. */
    readonly environment?: Readonly<Record<string, string>>;
}
