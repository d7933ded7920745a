import { allow, passRole } from "../../policypack/iam";
import type { ActivationOperatorArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { managedNodes, registeringWith, tagNodes } from "../nodes/tags";
import type { Place } from "../pattern/location";
import { grant, type PlannedDocument } from "../pattern/pattern";
import { servicePrincipal } from "../statements/servicePrincipal";
import { carryingTags } from "../statements/targetNodes";

type Operators = Unwrap<ActivationOperatorArgs>;

/**
 * What people need who make activations. Activations have no ARN, so tags and Regions are all that limits them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export const activationOperators = (
    place: Place,
    regions: readonly string[],
    roleArn: string,
    { nodeTags, deleteActivations, deregister, changeRole }: Operators,
): PlannedDocument => {
    const nodes = managedNodes(place, regions);
    return grant(
        allow("CreateActivations", ["ssm:CreateActivation"], ["*"], registeringWith(nodeTags, regions)),
        ...tagNodes(place, nodeTags, regions),
        passRole("PassNodeRole", [roleArn], servicePrincipal(place, "ssm")),
        allow("ListActivationsAndNodes", ["ssm:DescribeActivations", "ssm:DescribeInstanceInformation"], ["*"]),
        ...(deleteActivations === true
            ? [
                  allow("DeleteActivations", ["ssm:DeleteActivation"], ["*"], {
                      StringEquals: { "aws:RequestedRegion": regions },
                  }),
              ]
            : []),
        ...(deregister === true
            ? [
                  allow(
                      "DeregisterNodes",
                      ["ssm:DeregisterManagedInstance"],
                      nodes,
                      carryingTags({ targetTags: nodeTags }),
                  ),
              ]
            : []),
        // The role and the node are judged apart, and the role has no tags of nodes.
        ...(changeRole === true
            ? [
                  allow("GiveNodeRole", ["ssm:UpdateManagedInstanceRole"], [roleArn]),
                  allow(
                      "ChangeRoleOfNodes",
                      ["ssm:UpdateManagedInstanceRole"],
                      nodes,
                      carryingTags({ targetTags: nodeTags }),
                  ),
              ]
            : []),
    );
};
