import type { Grantees } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";

/** Who may have AWS make service-linked roles, each exactly for its service. */
export interface ServiceLinkedRoleCreators {
    /** Who may have AWS make these roles, and no others. */
    grantees: Grantees;
    /** The services, each by its principal: `accountdiscovery.ssm.amazonaws.com`. */
    services: string[];
}

/** Service-linked roles that features of Systems Manager need. At least one of the two args. */
export interface ServiceLinkedRolesArgs extends PatternArgs {
    /**
     * The services whose roles are made here, each by its principal. An account has each role once, in all Regions: one that
     * is there already is imported, or left out.
     *
     * @example ["accountdiscovery.ssm.amazonaws.com", "opsdatasync.ssm.amazonaws.com"]
     * @default - no role is made.
     */
    services?: string[];
    /**
     * Who may have AWS make such roles.
     *
     * @default - nobody.
     */
    creators?: ServiceLinkedRoleCreators;
}
