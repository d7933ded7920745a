import type { ManagedInstanceAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesConstraints } from "../pattern/grantees";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { managedPolicyArn, nodeCoreConstraints, nodeFeaturesConstraints } from "../nodes/constraints";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

const trustedPrincipal: ValueConstraint = {
    description:
        "a trusted principal: a service principal, account ID or ARN as written in the trust policy, without a wildcard",
    pattern: "[A-Za-z0-9+=,.@_:/-]+",
};

/** The constraints on the args that their types cannot express. */
export const managedInstanceConstraints: Constraints<Unwrap<ManagedInstanceAccessArgs>> = {
    properties: {
        ...rolePatternConstraints,
        instanceProfileName: limit.instanceProfileName,
        existingRoleArn: limit.existingRoleArn,
        acceptTrustedPrincipals: { atLeast: 1, each: trustedPrincipal },
        ...nodeCoreConstraints,
        ...nodeFeaturesConstraints,
        managedPolicyArns: { atLeast: 1, each: managedPolicyArn },
        launchers: { properties: { grantees: granteesConstraints } },
    },
};
