import { Activation } from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { HybridActivationArgs } from "./args";
import { hybridActivation } from "./pattern";
import { pathAndName } from "../pattern/location";
import { registrationCommands } from "./registrationCommands";
import { granteePolicies } from "../resources/granteePolicies";
import { nodeRole } from "../nodes/role.resource";
import { currentLocation } from "../resources/currentLocation";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    role: "Lets machines outside EC2 be managed by Systems Manager.",
    core: "What every registered machine needs to be managed by Systems Manager.",
    features: "What registered machines read and write, on named resources.",
    operators: "Make activations whose nodes have this role.",
} as const;

/**
 * The role of machines outside EC2, on premises or in other clouds, an activation that registers them, and who can
 * create more activations. The trust policy names the account and the Regions in which machines are registered, so that
 * Systems Manager assumes the role on behalf of nobody else.
 *
 * Anyone with the code and the ID of an activation can register a machine, which then uses the role. Both outputs with
 * the code are secrets, and so is everything derived from them. Pulumi encrypts secrets in the state and hides them in
 * its output, but `pulumi up --debug` and the provider logs can print the code from the response of AWS: do not use
 * them where others can read the output. AWS returns the code only once, so an imported activation has none. Deleting
 * the activation, or its expiry, leaves its nodes registered; deleting the role cuts them off. Every change of
 * `activation` creates a new activation with a new code and deletes the old one.
 *
 * Each node has its own private key. The agent rotates it if `Profile.KeyAutoRotateDays` is set in its configuration
 * (SSM Agent 3.0.1031.0 or later).
 *
 * AWS removed the instance tiers on 30 June 2026, so there is no tier to choose. Sessions and commands on machines
 * outside EC2 are billed by usage since 30 September 2026. Systems Manager does not register macOS outside EC2.
 * Machines in Azure and Google Cloud can also be connected with the AWS Cloud Connector.
 *
 * @example
 * const factory = new HybridActivation("factory", {
 *     activation: { registrationLimit: 20, nodeTags: { Site: "factory" } },
 *     operators: { grantees: { groups: ["factory-it"] }, nodeTags: { Site: ["factory"] } },
 * });
 * export const { registrationCommands } = factory;
 *
 * @throws RunError with all validation issues at once; no resource is created then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-hybrid-multicloud.html
 */
export class HybridActivation extends pulumi.ComponentResource {
    /** ARN of the nodes' role, once all policies are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** Name of the role, once all policies are attached. */
    readonly roleName: pulumi.Output<string>;
    /** ID of the activation; undefined without one. */
    readonly activationId?: pulumi.Output<string>;
    /**
     * Code of the activation, a secret; undefined without one. `pulumi up --debug` and the provider logs can print it
     * nevertheless.
     */
    readonly activationCode?: pulumi.Output<string>;
    /** When the activation expires, in UTC; undefined without one. */
    readonly expirationDate?: pulumi.Output<string>;
    /**
     * Commands that register a machine, a secret: by build, such as `linux_amd64`, `debian_arm` or `windows_amd64`, and
     * `snap`; undefined without an activation.
     */
    readonly registrationCommands?: pulumi.Output<Record<string, string>>;
    /** ARN of the operators' policy, once attached to all grantees; undefined without a policy. */
    readonly operatorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `operators` as JSON; undefined unless the level is set without grantees. */
    readonly operatorPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: HybridActivationArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:HybridActivation", name, validateArgs(hybridActivation, name, args), opts);
        const { names, policies } = planComponent(this, hybridActivation, name, args);

        const role = nodeRole(this, name, {
            names,
            policies,
            descriptions,
            awsManagedCore: args.awsManagedCore === true,
            args,
        });
        this.roleArn = role.arn;
        this.roleName = role.name;

        if (args.activation !== undefined) {
            const { registrationLimit = 1, expirationDate, description, nodeTags } = args.activation;
            const activation = new Activation(
                `${name}-activation`,
                {
                    iamRole: this.roleArn.apply(pathAndName),
                    registrationLimit,
                    expirationDate,
                    description,
                    // Without a name Pulumi would auto-name the activation, and every node would get that name.
                    name: args.activation.defaultInstanceName ?? name,
                    tags: nodeTags,
                    region: args.region,
                },
                { parent: this, additionalSecretOutputs: ["activationCode"] },
            );
            const activationCode = pulumi.secret(activation.activationCode);
            this.activationId = activation.id;
            this.activationCode = activationCode;
            this.expirationDate = activation.expirationDate;
            this.registrationCommands = pulumi
                .all([currentLocation({ parent: this }, args.region), activation.id, activationCode])
                .apply(([location, activationId, code]) =>
                    registrationCommands(location, { activationId, activationCode: code }),
                );
        }

        const { operators } = granteePolicies(this, name, ["operators"], {
            names,
            policies,
            descriptions,
            args,
        });
        this.operatorPolicyArn = operators.arn;
        this.operatorPolicyJson = operators.json;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            activationId: this.activationId,
            activationCode: this.activationCode,
            expirationDate: this.expirationDate,
            registrationCommands: this.registrationCommands,
            operatorPolicyArn: this.operatorPolicyArn,
            operatorPolicyJson: this.operatorPolicyJson,
        });
    }
}
