import * as pulumi from "@pulumi/pulumi";
import type { StateManagerAccessArgs } from "./args";
import { associationOption, stateManager } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { validateArgs, planComponent } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/**
 * The role that State Manager applies associations with (`AssociationDispatchAssumeRole`), and the principals that
 * create associations with it. AWS is phasing out the service-linked role, which applies associations without their own
 * role.
 *
 * AWS authorizes the document and the role of an association but not its targets: an association with tag targets can
 * select any node. Only the role limits the nodes it reaches, so anyone who can create associations without a role can
 * run code as root on every node.
 *
 * The component creates no association, because `aws.ssm.Association` of `@pulumi/aws` has no property for the role.
 * Create it with the AWS CLI and `associationOption`, with `associationDispatchAssumeRole` of
 * `aws-native.ssm.Association`, or with `AssociationDispatchAssumeRole` of `AWS::SSM::Association` in a CloudFormation
 * template.
 *
 * An update of an association removes every parameter that it omits, including the role. Without the role, the update
 * is denied to creators.
 *
 * @example
 * const access = new StateManagerAccess("agents", {
 *     runCommand: { documents: ["AWS-UpdateSSMAgent"], targetTags: { Environment: ["dev"] } },
 *     creators: { grantees: { groups: ["ops"] } },
 * });
 * // aws ssm create-association --name AWS-UpdateSSMAgent \
 * //     --targets Key=tag:Environment,Values=dev $(pulumi stack output option)
 * export const option = access.associationOption;
 *
 * @throws RunError that lists every validation issue of the args; no resources are created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html
 */
export class StateManagerAccess extends pulumi.ComponentResource {
    /** ARN of the role, for `AssociationDispatchAssumeRole`; resolved after its permissions are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** Name of the role. */
    readonly roleName: pulumi.Output<string>;
    /** The option of `aws ssm create-association` and `update-association` that sets the role. */
    readonly associationOption: pulumi.Output<string>;
    /** ARN of the creators policy, resolved after it is attached to all grantees; undefined without a policy. */
    readonly creatorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `creators` as JSON; undefined unless the level is set without grantees. */
    readonly creatorPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: StateManagerAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:StateManagerAccess", name, validateArgs(stateManager, name, args), opts);
        const { names, policies } = planComponent(this, stateManager, name, args);

        const role = serviceRole(this, name, {
            resource: names.role,
            description: "Applies the associations of State Manager.",
            trust: policies.trust,
            grants: { dispatch: policies.dispatch },
            args,
        });
        this.roleArn = role.arn;
        this.roleName = role.name;
        this.associationOption = role.arn.apply(associationOption);

        const { creators } = granteePolicies(this, name, ["creators"], {
            names,
            policies,
            descriptions: { creators: "Make associations of State Manager with one role." },
            args,
        });
        this.creatorPolicyArn = creators.arn;
        this.creatorPolicyJson = creators.json;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            associationOption: this.associationOption,
            creatorPolicyArn: this.creatorPolicyArn,
            creatorPolicyJson: this.creatorPolicyJson,
        });
    }
}
