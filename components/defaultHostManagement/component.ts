import { ServiceSetting } from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { DefaultHostManagementArgs } from "./args";
import { defaultHostManagement } from "./pattern";
import { pathAndName } from "../pattern/location";
import { granteePolicies } from "../resources/granteePolicies";
import { nodeRole } from "../nodes/role.resource";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    role: "Lets the EC2 instances of a Region be managed by Systems Manager without an instance profile.",
    core: "What every EC2 instance needs to be managed by Systems Manager.",
    features: "What managed instances read and write, on named resources.",
    administrators: "Change which role the instances of a Region are managed with.",
} as const;

/**
 * Manages all EC2 instances of a Region without an instance profile: the default role, the service setting that assigns
 * it, and who can change the setting. Use one component per Region; `existingRoleArn` shares one role between several, of
 * which the one that creates the role lists the others in `furtherRegions`.
 *
 * Every current and future instance of the account in the Region gets this role, including those of other teams. Every
 * process on them that runs as root or Administrator can use it. Grant only what all of them may have.
 *
 * Instances need IMDSv2 and SSM Agent 3.2.582.0 or later, and take up to 30 minutes to register. An instance whose
 * instance profile allows `ssm:UpdateInstanceInformation`, such as that of `ManagedInstanceAccess`, uses its profile
 * instead: the preview warns about a stack with both. The registration is stored in `/var/lib/amazon/ssm` or
 * `C:\ProgramData\Amazon`; an instance that loses it needs an instance profile or must be recreated. Deleting the
 * component resets the setting: instances that are managed through it alone become unmanaged.
 *
 * @example
 * const hosts = new DefaultHostManagement("ireland", { administrators: { grantees: { groups: ["platform"] } } });
 * export const { roleArn, settingValue } = hosts;
 *
 * @throws RunError with all validation issues at once; no resource is created then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html
 */
export class DefaultHostManagement extends pulumi.ComponentResource {
    /** ARN of the role, new or existing, once all policies are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** Name of the role, once all policies are attached. */
    readonly roleName: pulumi.Output<string>;
    /** ARN of the setting, once it names the role. */
    readonly settingArn: pulumi.Output<string>;
    /** Value of the setting, the role as `service-role/NAME`, once it is set. */
    readonly settingValue: pulumi.Output<string>;
    /** ARN of the administrators' policy, once attached to all grantees; undefined without a policy. */
    readonly administratorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `administrators` as JSON; undefined unless the level is set without grantees. */
    readonly administratorPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: DefaultHostManagementArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:DefaultHostManagement", name, validateArgs(defaultHostManagement, name, args), opts);
        const { names, policies } = planComponent(this, defaultHostManagement, name, args);

        const role =
            args.existingRoleArn === undefined
                ? nodeRole(this, name, {
                      names,
                      policies,
                      descriptions,
                      awsManagedCore: args.awsManagedCore !== false,
                      args,
                  })
                : names.role;
        this.roleArn = role.arn;
        this.roleName = role.name;

        const value = this.roleArn.apply(pathAndName);
        const setting = new ServiceSetting(
            `${name}-setting`,
            { settingId: names.setting.arn, settingValue: value, region: args.region },
            { parent: this },
        );
        this.settingArn = resolveAfter(names.setting.arn, [setting]);
        this.settingValue = resolveAfter(value, [setting]);

        const { administrators } = granteePolicies(this, name, ["administrators"], {
            names,
            policies,
            descriptions,
            args,
        });
        this.administratorPolicyArn = administrators.arn;
        this.administratorPolicyJson = administrators.json;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            settingArn: this.settingArn,
            settingValue: this.settingValue,
            administratorPolicyArn: this.administratorPolicyArn,
            administratorPolicyJson: this.administratorPolicyJson,
        });
    }
}
