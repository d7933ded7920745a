import * as pulumi from "@pulumi/pulumi";
import type { EdgeDeviceAccessArgs } from "./args";
import { deploymentConfiguration, edgeDevice } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { nodeRole } from "../nodes/role.resource";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    role: "Lets devices of AWS IoT Greengrass be managed by Systems Manager.",
    core: "What every device needs to be managed by Systems Manager.",
    features: "What devices read and write, on named resources.",
    devices: "Register devices of AWS IoT Greengrass with their role.",
} as const;

/**
 * The role with which AWS IoT Greengrass core devices register, and the devices that can register: their token exchange
 * role can pass exactly this role, to Systems Manager only. The role in the user guide trusts Systems Manager on behalf
 * of any account; this role, like that of hybrid activations, on behalf of its own account and Regions only.
 *
 * Deploy the Greengrass component `aws.greengrass.SystemsManagerAgent` with the `deploymentConfiguration` output. It
 * supports 64-bit Linux, but not macOS, Windows or offline devices. Anyone who controls a device with the token
 * exchange role can register any number of nodes.
 *
 * @example
 * const edge = new EdgeDeviceAccess("edge", {
 *     devices: { grantees: { roles: ["GreengrassV2TokenExchangeRole"] } },
 *     nodeTags: { Site: "plant" },
 * });
 * export const { deploymentConfiguration } = edge;
 *
 * @throws RunError with all validation issues at once; no resource is created then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-edge-devices.html
 */
export class EdgeDeviceAccess extends pulumi.ComponentResource {
    /** ARN of the devices' role, once all policies are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** Name of the role, once all policies are attached. */
    readonly roleName: pulumi.Output<string>;
    /** The configuration update for `aws.greengrass.SystemsManagerAgent`, as JSON. */
    readonly deploymentConfiguration: pulumi.Output<string>;
    /** ARN of the devices' policy, once attached to their roles; undefined without a policy. */
    readonly devicePolicyArn?: pulumi.Output<string>;
    /** Policy document of `devices` as JSON; undefined unless the level is set without grantees. */
    readonly devicePolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: EdgeDeviceAccessArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:EdgeDeviceAccess", name, validateArgs(edgeDevice, name, args), opts);
        const { names, policies } = planComponent(this, edgeDevice, name, args);

        const role = nodeRole(this, name, {
            names,
            policies,
            descriptions,
            awsManagedCore: args.awsManagedCore === true,
            args,
        });
        this.roleArn = role.arn;
        this.roleName = role.name;

        const { nodeTags, overrideExistingRegistration } = args;
        this.deploymentConfiguration = pulumi
            .all([this.roleArn, pulumi.output(nodeTags)])
            .apply(([roleArn, tags]) =>
                deploymentConfiguration(roleArn, { nodeTags: tags, overrideExistingRegistration }),
            );

        const { devices } = granteePolicies(this, name, ["devices"], {
            names,
            policies,
            descriptions,
            args,
        });
        this.devicePolicyArn = devices.arn;
        this.devicePolicyJson = devices.json;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            deploymentConfiguration: this.deploymentConfiguration,
            devicePolicyArn: this.devicePolicyArn,
            devicePolicyJson: this.devicePolicyJson,
        });
    }
}
