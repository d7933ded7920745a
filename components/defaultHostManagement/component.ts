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
 * Manages all EC2 instances of a Region without an instance profile: the role that they get, the setting that says so,
 * and who may change it. One of them for each Region; `existingRoleArn` shares one role among several.
 *
 * Every instance of the account in the Region gets this role, also those of others and those to come, and every
 * process on it that is root or Administrator can act with it: give it nothing that one of them must not have.
 *
 * Instances need IMDSv2 and SSM Agent 3.2.582.0 or later, and take up to 30 minutes to notice. One whose instance profile
 * allows `ssm:UpdateInstanceInformation`, as that of `ManagedInstanceAccess` does, keeps to its profile: a stack with both
 * is warned of at preview. Registration is kept below `/var/lib/amazon/ssm` or `C:\ProgramData\Amazon`; an instance that
 * loses it needs a profile or must be made again. Taking the component away resets the setting: what is managed by it
 * alone is managed no more.
 *
 * @example
 * const hosts = new DefaultHostManagement("ireland", { administrators: { grantees: { groups: ["platform"] } } });
 * export const { roleArn, settingValue } = hosts;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html
 */
export class DefaultHostManagement extends pulumi.ComponentResource {
    /** ARN of the role, made or adopted, once all its policies are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** The role's name, once all its policies are attached. */
    readonly roleName: pulumi.Output<string>;
    /** ARN of the setting, once it names the role. */
    readonly settingArn: pulumi.Output<string>;
    /** The role as the setting names it, `service-role/NAME`, once it does. */
    readonly settingValue: pulumi.Output<string>;
    /** ARN of the administrators' policy, once attached to all its grantees; undefined without administrators. */
    readonly administratorPolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: DefaultHostManagementArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:DefaultHostManagement", name, validateArgs(defaultHostManagement, name, args), opts);
        const { names, documents } = planComponent(this, defaultHostManagement, name, args);

        const role =
            args.existingRoleArn === undefined
                ? nodeRole(this, name, {
                      names,
                      documents,
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
            documents,
            descriptions,
            args,
        });
        this.administratorPolicyArn = administrators;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            settingArn: this.settingArn,
            settingValue: this.settingValue,
            administratorPolicyArn: this.administratorPolicyArn,
        });
    }
}
