import type { ServiceLinkedRolesArgs } from "../../../components/serviceLinkedRoles/args";
import type { Unwrap } from "../../../components/pattern/args";
import { linkedRoleNames } from "../../../components/statements/serviceLinkedRole";

type Args = Unwrap<ServiceLinkedRolesArgs>;

export const some: Args = {
    services: ["accountdiscovery.ssm.amazonaws.com", "opsdatasync.ssm.amazonaws.com"],
    creators: {
        services: ["ssm.amazonaws.com", "ssm-quicksetup.amazonaws.com"],
        grantees: { groups: ["platform"] },
    },
};

/** Every known role. */
export const all: Args = {
    services: Object.keys(linkedRoleNames),
    creators: { services: Object.keys(linkedRoleNames), grantees: { groups: ["platform"] } },
};
