import type { ServiceLinkedRolesArgs, Unwrap } from "../../components/args";
import { linkedRoleNames } from "../../components/catalogue/linkedRoles";

type Args = Unwrap<ServiceLinkedRolesArgs>;

export const some: Args = {
    services: ["accountdiscovery.ssm.amazonaws.com", "opsdatasync.ssm.amazonaws.com"],
    creators: {
        services: ["ssm.amazonaws.com", "ssm-quicksetup.amazonaws.com"],
        grantees: { groups: ["platform"] },
    },
};

/** Every role that is known. */
export const all: Args = {
    services: Object.keys(linkedRoleNames),
    creators: { services: Object.keys(linkedRoleNames), grantees: { groups: ["platform"] } },
};
