import * as pulumi from "@pulumi/pulumi";
import type { FleetManagerAccessArgs } from "./args";
import { fleetManager, fleetManagerAccessLevels } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { planComponent, validateArgs } from "../resources/planComponent";

const descriptions = {
    readers: "Look into nodes with Fleet Manager.",
    writers: "Change nodes with Fleet Manager.",
    desktopUsers: "Open remote desktops with Fleet Manager.",
} as const;

/**
 * Grants permission to use Fleet Manager on the given nodes: look into them, change them, and open remote desktops.
 * Each feature is a switch, and allows exactly the documents of AWS that it uses. AWS's samples allow all of them, and a
 * shell, on every node.
 *
 * Before you use it:
 * - Every document of Fleet Manager (`AWSFleetManager-…`) and `AWS-PasswordReset` runs as root, or as SYSTEM on Windows
 *   Server. So readers of files can read every file, and every switch of writers gives full control of the node.
 * - AWS authorizes documents and nodes separately: a grantee of several access levels or components can use the
 *   documents of one on the nodes of the other.
 * - Tags decide who may send commands. Writers may set only the given keys, and none that selects their own nodes.
 * - Fleet Manager can also change the role of the nodes without an instance profile: see `DefaultHostManagement`.
 *
 * @example
 * const access = new FleetManagerAccess("windows", {
 *     readers: { targetTags: { Environment: ["dev"] }, performance: true, grantees: { groups: ["support"] } },
 *     desktopUsers: { targetTags: { Environment: ["dev"] }, grantees: { groups: ["developers"] } },
 * });
 * export const desktopUserPolicyArn = access.desktopUserPolicyArn;
 *
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/configuring-fleet-manager-permissions.html
 */
export class FleetManagerAccess extends pulumi.ComponentResource {
    /** ARN of the readers' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly readerPolicyArn?: pulumi.Output<string>;
    /** Policy document of `readers` as JSON; undefined unless the level is set without grantees. */
    readonly readerPolicyJson?: pulumi.Output<string>;
    /** ARN of the writers' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly writerPolicyArn?: pulumi.Output<string>;
    /** Policy document of `writers` as JSON; undefined unless the level is set without grantees. */
    readonly writerPolicyJson?: pulumi.Output<string>;
    /**
     * ARN of the policy for remote desktops. Resolves once it is attached to all grantees. Undefined without a policy.
     */
    readonly desktopUserPolicyArn?: pulumi.Output<string>;
    /** Policy document of `desktopUsers` as JSON; undefined unless the level is set without grantees. */
    readonly desktopUserPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: FleetManagerAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:FleetManagerAccess", name, validateArgs(fleetManager, name, args), opts);
        const { names, policies } = planComponent(this, fleetManager, name, args);

        const { readers, writers, desktopUsers } = granteePolicies(this, name, fleetManagerAccessLevels, {
            names,
            policies,
            descriptions,
            args,
        });
        this.readerPolicyArn = readers.arn;
        this.readerPolicyJson = readers.json;
        this.writerPolicyArn = writers.arn;
        this.writerPolicyJson = writers.json;
        this.desktopUserPolicyArn = desktopUsers.arn;
        this.desktopUserPolicyJson = desktopUsers.json;
        this.registerOutputs({
            readerPolicyArn: this.readerPolicyArn,
            readerPolicyJson: this.readerPolicyJson,
            writerPolicyArn: this.writerPolicyArn,
            writerPolicyJson: this.writerPolicyJson,
            desktopUserPolicyArn: this.desktopUserPolicyArn,
            desktopUserPolicyJson: this.desktopUserPolicyJson,
        });
    }
}
