import type { Input } from "@pulumi/pulumi";
import type { NodeCoreArgs, NodeFeaturesArgs } from "./args";
import type { RolePatternArgs } from "../pattern/args";

/** The role of nodes that are registered with Systems Manager: machines on premises, in other clouds or at the edge. */
export interface RegisteredNodesArgs extends RolePatternArgs, NodeCoreArgs, NodeFeaturesArgs {
    /**
     * Additional Regions in which nodes are registered with this role, such as `eu-central-1`. The trust policy lists
     * every Region; registration in any other Region fails.
     *
     * @default - the Region of the component only.
     */
    furtherRegions?: string[];
    /**
     * Attach the AWS managed policy `AmazonSSMManagedInstanceCore` instead of a policy of this component. It allows
     * reading **every** parameter of the account and reporting for every node.
     *
     * @default false
     */
    awsManagedCore?: boolean;
    /**
     * ARNs of additional managed policies to attach to the role, of AWS or of this account. Every process on every node
     * gets their permissions, so AWS managed policies with administrative permissions are rejected.
     *
     * @default - no additional policies.
     */
    managedPolicyArns?: Input<string>[];
}
