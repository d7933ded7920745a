import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";

/** Who may create which service-linked roles. */
export interface ServiceLinkedRoleCreators extends AccessLevelArgs {
    /**
     * Principals that may create these roles and no others.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
    /** Service principals of the roles that may be created, such as `accountdiscovery.ssm.amazonaws.com`. */
    services: string[];
}

/** Service-linked roles that Systems Manager features need. Requires at least one of `services` and `creators`. */
export interface ServiceLinkedRolesArgs extends PatternArgs {
    /**
     * Service principals of the roles to create. An account has each role only once, for all Regions: import an
     * existing role or leave its service out.
     *
     * @example ["accountdiscovery.ssm.amazonaws.com", "opsdatasync.ssm.amazonaws.com"]
     * @default - the component creates no role.
     * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/using-service-linked-roles.html
     */
    services?: string[];
    /**
     * Who may create service-linked roles.
     *
     * @default - no creator policy is created.
     * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/create-service-linked-role.html
     */
    creators?: ServiceLinkedRoleCreators;
}
