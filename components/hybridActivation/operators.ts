import { allow, passRole } from "../../policypack/iam";
import type { ActivationOperators } from "./args";
import type { Unwrap } from "../pattern/args";
import { managedNodes, registeringWith, tagNodes } from "../nodes/tags";
import type { AwsLocation } from "../pattern/location";
import { grant, type PlannedDocument } from "../pattern/pattern";
import { servicePrincipal } from "../statements/servicePrincipal";
import { nodesWithTags } from "../statements/targetNodes";

type Operators = Unwrap<ActivationOperators>;

/**
 * The permissions of users who create activations. Activations have no ARN, so only tags and Regions limit them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export const activationOperators = (
    location: AwsLocation,
    regions: readonly string[],
    roleArn: string,
    { nodeTags, deleteActivations, deregister, changeRole }: Operators,
): PlannedDocument => {
    const nodes = managedNodes(location, regions);
    return grant(
        allow("CreateActivations", ["ssm:CreateActivation"], ["*"], registeringWith(nodeTags, regions)),
        ...tagNodes(location, nodeTags, regions),
        passRole("PassNodeRole", [roleArn], servicePrincipal(location, "ssm")),
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
                      nodesWithTags({ targetTags: nodeTags }),
                  ),
              ]
            : []),
        // AWS authorizes the role and the node separately, and the role does not have the tags of nodes.
        ...(changeRole === true
            ? [
                  allow("GiveNodeRole", ["ssm:UpdateManagedInstanceRole"], [roleArn]),
                  allow(
                      "ChangeRoleOfNodes",
                      ["ssm:UpdateManagedInstanceRole"],
                      nodes,
                      nodesWithTags({ targetTags: nodeTags }),
                  ),
              ]
            : []),
    );
};
