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
 * The role of machines outside EC2, on premises or in other clouds; an activation that registers them; and who may make
 * further ones. The role's trust names the account and the Regions in which machines are registered, so that Systems Manager
 * takes it for nobody else.
 *
 * Whoever has the code and the id of an activation can register a machine, which then acts with the role: both outputs that
 * hold the code are secrets, and so is what they are copied to. Secrets are hidden in the state and in what Pulumi shows, but
 * `pulumi up --debug` and the logs of the provider can print the code as AWS answers it: keep both off where others read
 * along. AWS shows the code once, so an activation that is imported has none. Taking the activation away, or letting it end,
 * leaves its nodes registered; taking the role away cuts them off. Whatever changes of `activation` makes another one with
 * another code, and deletes the one before.
 *
 * A node keeps a private key of its own, which the agent changes by itself where its configuration has
 * `Profile.KeyAutoRotateDays` (agent 3.0.1031.0 or later).
 *
 * Sessions and commands on machines outside EC2 are paid by use since the tiers of instances are gone (30 June 2026), so
 * there is no tier to choose. macOS is not registered outside EC2; machines of Azure and Google Cloud can also be connected
 * by AWS's Cloud Connector.
 *
 * @example
 * const factory = new HybridActivation("factory", {
 *     activation: { registrationLimit: 20, nodeTags: { Site: "factory" } },
 *     operators: { grantees: { groups: ["factory-it"] }, nodeTags: { Site: ["factory"] } },
 * });
 * export const { registrationCommands } = factory;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-hybrid-multicloud.html
 */
export class HybridActivation extends pulumi.ComponentResource {
    /** ARN of the nodes' role, once all its policies are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** The role's name, once all its policies are attached. */
    readonly roleName: pulumi.Output<string>;
    /** Id of the activation; undefined without one. */
    readonly activationId?: pulumi.Output<string>;
    /**
     * Code of the activation, a secret; undefined without one. `pulumi up --debug` and the provider's logs can print it all the
     * same.
     */
    readonly activationCode?: pulumi.Output<string>;
    /** When the activation ends, in UTC; undefined without one. */
    readonly expirationDate?: pulumi.Output<string>;
    /**
     * What to run on a machine to register it, a secret: by build, such as `linux_amd64`, `debian_arm` or `windows_amd64`,
     * and `snap`; undefined without an activation.
     */
    readonly registrationCommands?: pulumi.Output<Record<string, string>>;
    /** ARN of the operators' policy, once attached to all its grantees; undefined without operators. */
    readonly operatorPolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: HybridActivationArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:HybridActivation", name, validateArgs(hybridActivation, name, args), opts);
        const { names, documents } = planComponent(this, hybridActivation, name, args);

        const role = nodeRole(this, name, {
            names,
            documents,
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
                    // Without a name Pulumi would make one up, which every node had.
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
            documents,
            descriptions,
            args,
        });
        this.operatorPolicyArn = operators;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            activationId: this.activationId,
            activationCode: this.activationCode,
            expirationDate: this.expirationDate,
            registrationCommands: this.registrationCommands,
            operatorPolicyArn: this.operatorPolicyArn,
        });
    }
}
