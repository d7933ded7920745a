/** What the catalogue says about a runbook of AWS. */

/**
 * How sure a fact is: `documented` on a page of AWS, `derived` from published steps or content of the runbook, or
 * `inferred` from similar runbooks.
 */
export type Confidence = "documented" | "derived" | "inferred";

/** A value that the resources of a runbook depend on. */
export interface RunbookParameter {
    /** Whether the runbook requires it. */
    readonly required?: boolean;
    /** What it is, for a value that is not a parameter of the runbook, such as the role of an instance profile. */
    readonly notOfRunbook?: string;
    /** Whether the permissions cannot be written without it. */
    readonly mustBeGiven?: boolean;
    /** Whether a value may end with `*`: AWS publishes no names. */
    readonly allowsPrefix?: boolean;
    /** The values that the runbook allows. */
    readonly values?: readonly string[];
    /** A regular expression that the whole value must match. */
    readonly pattern?: string;
    /** For ARNs: the ARN that stands for every resource of the account, as a template. */
    readonly any?: string;
}

/** Applies only if a parameter may have this value. */
export interface When {
    readonly parameter: string;
    readonly is: string;
}

/** Permissions of a runbook on the same resources. */
export interface RunbookStatement {
    /** The end of the Sid, which begins with the runbook. */
    readonly name: string;
    readonly actions: readonly string[];
    /**
     * ARNs with placeholders: `{partition}`, `{region}`, `{account}`, the name of a parameter, or `{Parameter:prefix}`
     * for its values with this prefix.
     */
    readonly resources: readonly string[];
    readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
    readonly when?: When;
    /** Whether it deletes something or loses data, so that it must be enabled. */
    readonly isDestructive?: true;
}

/** A role that the runbook passes to a service. */
export interface PassedRole {
    /** The parameter with its ARN. */
    readonly parameter: string;
    /** The first part of the service principal. */
    readonly service: string;
    readonly when?: When;
}

/** A service-linked role that the runbook creates, or makes AWS create, the first time. */
export interface LinkedRole {
    readonly service: string;
    readonly role: string;
}

/** Roles that the runbook creates and passes, with names that AWS generates. */
export interface CreatedRoles {
    readonly prefix: string;
    readonly services: readonly string[];
}

/** Actions that AWS's page does not list. */
export interface AddedActions {
    readonly actions: readonly string[];
    readonly reason: string;
    readonly confidence: Confidence;
}

/** Actions that AWS's page lists and the catalogue does not grant. */
export interface OmittedActions {
    readonly actions: readonly string[];
    readonly reason: string;
}

/** An Automation runbook of AWS and its permissions. */
export interface Runbook {
    readonly name: string;
    /** AWS's page about it. */
    readonly page: string;
    /** What the statements rest on. */
    readonly basis: { readonly confidence: Confidence; readonly text: string };
    /** Whether it runs with a role only, or also with the permissions of the principal that starts it. */
    readonly assumeRole: "required" | "optional";
    /** All parameters of the runbook except the role, and further values that its permissions depend on. */
    readonly parameters: Readonly<Record<string, RunbookParameter>>;
    readonly statements: readonly RunbookStatement[];
    readonly passedRoles?: readonly PassedRole[];
    readonly linkedRoles?: readonly LinkedRole[];
    readonly createdRoles?: CreatedRoles;
    /** Runbooks that it starts. */
    readonly nested?: readonly string[];
    /** The actions that AWS's page lists, as printed. */
    readonly listed: readonly string[];
    readonly added?: readonly AddedActions[];
    readonly omitted?: readonly OmittedActions[];
    /** What it deletes or loses in any case. */
    readonly destroys?: string;
    /** Why not to use it any more. */
    readonly deprecated?: string;
    /** What else to know before using it. */
    readonly note?: string;
}
