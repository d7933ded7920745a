import type { Constraints } from "../../components/pattern/constraints";
import { groupGrantee, roleGrantee, userGrantee, wholeNumber } from "../../components/pattern/values";
import type { Settings } from "./settings";

const count = wholeNumber("managed policies", 0, 1000);

/** The constraints on the settings about managed policies on one principal. */
export const quotaConstraints = {
    attachedElsewhere: {
        properties: {
            users: { keys: userGrantee, values: count },
            groups: { keys: groupGrantee, values: count },
            roles: { keys: roleGrantee, values: count },
        },
    },
    managedPolicyQuotas: { properties: { users: count, roles: count, permissionSetRoles: count } },
} as const satisfies NonNullable<Constraints<Settings>["properties"]>;
