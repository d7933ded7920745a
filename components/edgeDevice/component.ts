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
 * The role that AWS IoT Greengrass core devices register with, and which devices may: through their token exchange role
 * they pass exactly this role, to Systems Manager only. The guide's role for devices trusts Systems Manager on behalf of
 * anybody; this one, as that of hybrid activations, on behalf of its own account and Regions.
 *
 * Deploy the component `aws.greengrass.SystemsManagerAgent` with the configuration that is put out. It takes 64-bit Linux;
 * macOS, Windows and devices that are not connected are not managed so. Whoever controls one device with the token exchange
 * role can register as many nodes as he likes.
 *
 * @example
 * const edge = new EdgeDeviceAccess("edge", {
 *     devices: { grantees: { roles: ["GreengrassV2TokenExchangeRole"] } },
 *     nodeTags: { Site: "plant" },
 * });
 * export const { deploymentConfiguration } = edge;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-edge-devices.html
 */
export class EdgeDeviceAccess extends pulumi.ComponentResource {
    /** ARN of the devices' role, once all its policies are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** The role's name, once all its policies are attached. */
    readonly roleName: pulumi.Output<string>;
    /** The configuration to merge into that of `aws.greengrass.SystemsManagerAgent`, as JSON text. */
    readonly deploymentConfiguration: pulumi.Output<string>;
    /** ARN of the devices' policy, once attached to their roles; undefined without devices. */
    readonly devicePolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: EdgeDeviceAccessArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:EdgeDeviceAccess", name, validateArgs(edgeDevice, name, args), opts);
        const { names, documents } = planComponent(this, edgeDevice, name, args);

        const role = nodeRole(this, name, {
            names,
            documents,
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
            documents,
            descriptions,
            args,
        });
        this.devicePolicyArn = devices;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            deploymentConfiguration: this.deploymentConfiguration,
            devicePolicyArn: this.devicePolicyArn,
        });
    }
}
