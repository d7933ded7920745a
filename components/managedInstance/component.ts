import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { ManagedInstanceAccessArgs } from "./args";
import { managedInstance } from "./pattern";
import { afterTrustCheck } from "./existingRole.resource";
import { granteePolicies } from "../resources/granteePolicies";
import { nodeRole } from "../nodes/role.resource";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    role: "Lets EC2 instances be managed by Systems Manager.",
    core: "What every EC2 instance needs to be managed by Systems Manager.",
    features: "What managed instances read and write, on named resources.",
    launchers: "Launch EC2 instances with the instance profile, or attach it.",
} as const;

/**
 * The role and instance profile of EC2 instances that Systems Manager manages. The role has the core permissions of SSM
 * Agent without access to all parameters of the account. Optional permissions are limited to named resources. Launchers
 * can launch instances with the instance profile. EC2 sends no source keys, so the trust policy needs no guard and
 * cannot have one.
 *
 * Instances that reach Amazon S3 through a VPC endpoint also need `awsBuckets`; otherwise patching and agent updates
 * fail. An instance with this profile never uses the role of `DefaultHostManagement`. Changes to the role take effect
 * when the credentials of the instance are renewed, or after a restart of the agent.
 *
 * @example
 * const access = new ManagedInstanceAccess("web", {
 *     parameters: { paths: ["/web/prod"] },
 *     launchers: { grantees: { groups: ["ops"] } },
 * });
 * export const instanceProfileName = access.instanceProfileName;
 *
 * @throws RunError with all validation issues at once; no resource is created then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
 */
export class ManagedInstanceAccess extends pulumi.ComponentResource {
    /** ARN of the instance role, new or existing, once all policies are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** Name of the instance role, once all policies are attached. */
    readonly roleName: pulumi.Output<string>;
    /** ARN of the instance profile, once instances with it can be managed by Systems Manager. */
    readonly instanceProfileArn: pulumi.Output<string>;
    /** Name of the instance profile for launching, once instances with it can be managed by Systems Manager. */
    readonly instanceProfileName: pulumi.Output<string>;
    /** ARN of the launchers' policy, once attached to all grantees; undefined without a policy. */
    readonly launcherPolicyArn?: pulumi.Output<string>;
    /** Policy document of `launchers` as JSON; undefined unless the level is set without grantees. */
    readonly launcherPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: ManagedInstanceAccessArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:ManagedInstanceAccess", name, validateArgs(managedInstance, name, args), opts);
        const childOptions = { parent: this };
        const { names: named, policies } = planComponent(this, managedInstance, name, args);
        const names =
            args.existingRoleArn === undefined ? named : afterTrustCheck(named, args.existingRoleArn, args, this, name);

        const role = nodeRole(this, name, {
            names,
            policies,
            descriptions,
            awsManagedCore: args.awsManagedCore === true,
            isAdopted: args.existingRoleArn !== undefined,
            args,
        });
        const profile = new iam.InstanceProfile(
            `${name}-profile`,
            { name: names.instanceProfile.name, path: args.path, role: role.bareName, tags: args.tags },
            childOptions,
        );

        this.roleArn = role.arn;
        this.roleName = role.name;
        this.instanceProfileArn = role.granted(names.instanceProfile.arn, [profile]);
        this.instanceProfileName = role.granted(names.instanceProfile.name, [profile]);
        const { launchers } = granteePolicies(this, name, ["launchers"], {
            names,
            policies,
            descriptions,
            args,
        });
        this.launcherPolicyArn = launchers.arn;
        this.launcherPolicyJson = launchers.json;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            instanceProfileArn: this.instanceProfileArn,
            instanceProfileName: this.instanceProfileName,
            launcherPolicyArn: this.launcherPolicyArn,
            launcherPolicyJson: this.launcherPolicyJson,
        });
    }
}
