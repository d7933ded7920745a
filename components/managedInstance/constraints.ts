import type { ManagedInstanceAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesLimits } from "../pattern/grantees";
import type { Limits, ValueLimit } from "../pattern/constraints";
import { managedPolicyArn, nodeCoreLimits, nodeFeaturesLimits } from "../nodes/constraints";
import { rolePatternLimits } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

const trustedPrincipal: ValueLimit = {
    allowed: "a service's host, an account or an ARN, as the trust policy writes it, without a wildcard",
    pattern: "[A-Za-z0-9+=,.@_:/-]+",
};

/** What the types of the args cannot say. */
export const managedInstanceLimits: Limits<Unwrap<ManagedInstanceAccessArgs>> = {
    properties: {
        ...rolePatternLimits,
        instanceProfileName: limit.instanceProfileName,
        existingRoleArn: limit.roleArn,
        acceptTrustedPrincipals: { atLeast: 1, each: trustedPrincipal },
        ...nodeCoreLimits,
        ...nodeFeaturesLimits,
        managedPolicyArns: { atLeast: 1, each: managedPolicyArn },
        launchers: { properties: { grantees: granteesLimits } },
    },
};
