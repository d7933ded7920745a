import type { ManagedInstanceAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesConstraints } from "../pattern/grantees";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { managedPolicyArn, nodeCoreConstraints, nodeFeaturesConstraints } from "../nodes/constraints";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

const trustedPrincipal: ValueConstraint = {
    description: "a service's host, an account or an ARN, as the trust policy writes it, without a wildcard",
    pattern: "[A-Za-z0-9+=,.@_:/-]+",
};

/** What the types of the args cannot say. */
export const managedInstanceConstraints: Constraints<Unwrap<ManagedInstanceAccessArgs>> = {
    properties: {
        ...rolePatternConstraints,
        instanceProfileName: limit.instanceProfileName,
        existingRoleArn: limit.roleArn,
        acceptTrustedPrincipals: { atLeast: 1, each: trustedPrincipal },
        ...nodeCoreConstraints,
        ...nodeFeaturesConstraints,
        managedPolicyArns: { atLeast: 1, each: managedPolicyArn },
        launchers: { properties: { grantees: granteesConstraints } },
    },
};
