import type { Input } from "@pulumi/pulumi";
import type { NodeCoreArgs, NodeFeaturesArgs } from "./args";
import type { RolePatternArgs } from "../pattern/args";

/** The role of nodes that are registered with Systems Manager: machines on premises, in other clouds, at the edge. */
export interface RegisteredNodesArgs extends RolePatternArgs, NodeCoreArgs, NodeFeaturesArgs {
    /**
     * Regions beside the component's own in which nodes are registered with this role, such as `eu-central-1`. Its trust
     * names each, since AWS lets a registration in any other fail.
     *
     * @default - the Region of the component alone.
     */
    furtherRegions?: string[];
    /**
     * Attach `AmazonSSMManagedInstanceCore` of AWS instead of a policy made here. It reads **every** parameter of the
     * account, and reports for every node.
     *
     * @default false
     */
    awsManagedCore?: boolean;
    /**
     * ARNs of further managed policies to attach to the role, of AWS or of this account. Every process on every node can
     * act with them, so those of AWS that administer are refused.
     *
     * @default - none.
     */
    managedPolicyArns?: Input<string>[];
}
