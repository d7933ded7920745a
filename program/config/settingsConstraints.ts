import type { Constraints } from "../../components/pattern/constraints";
import {
    accountId,
    groupGrantee,
    region,
    roleArn,
    roleGrantee,
    userGrantee,
    wholeNumber,
} from "../../components/pattern/values";
import { instanceName } from "./patterns";
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

/** The constraints on the providers of a stack. The role deploys components, so it is not one of the stack's. */
export const providersConstraint = {
    keys: instanceName,
    values: {
        properties: {
            assumeRoleArn: { description: roleArn.description, pattern: roleArn.pattern ?? "" },
            accountId,
            region: { description: region.description, pattern: region.pattern ?? "" },
        },
        groups: [{ rule: "atLeastOne", of: ["assumeRoleArn", "accountId", "region"] }],
    },
} as const satisfies NonNullable<Constraints<Settings>["properties"]>["providers"];
