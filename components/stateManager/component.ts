import * as pulumi from "@pulumi/pulumi";
import type { StateManagerAccessArgs } from "./args";
import { associationOption, stateManager } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { validateArgs, planComponent } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/**
 * The role that State Manager applies associations with (`AssociationDispatchAssumeRole`), and who makes associations with it.
 * AWS is giving up the service-linked role that associations without a role of their own are applied with.
 *
 * What to know before it is used:
 * - AWS judges the document and the role of an association, and not its targets: an association on tags can name any node. The
 *   role is what keeps it to the nodes it should reach; so whoever may make associations without a role is root everywhere.
 * - `aws.ssm.Association` of `@pulumi/aws` has no property for the role, so no association is made here. Make it by the
 *   command line with `associationOption`, by `associationDispatchAssumeRole` of `aws-native.ssm.Association`, or by
 *   `AssociationDispatchAssumeRole` of `AWS::SSM::Association` in a template.
 * - An update of an association drops what it does not say again, the role included; without it the creators' update is denied.
 *
 * @example
 * const access = new StateManagerAccess("agents", {
 *     runCommand: { documents: ["AWS-UpdateSSMAgent"], targetTags: { Environment: ["dev"] } },
 *     creators: { grantees: { groups: ["ops"] } },
 * });
 * // aws ssm create-association --name AWS-UpdateSSMAgent --targets Key=tag:Environment,Values=dev $(pulumi stack output option)
 * export const option = access.associationOption;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html
 */
export class StateManagerAccess extends pulumi.ComponentResource {
    /** ARN of the role, once it may do what associations ask; the `AssociationDispatchAssumeRole` of an association. */
    readonly roleArn: pulumi.Output<string>;
    /** The role's name. */
    readonly roleName: pulumi.Output<string>;
    /** The option that makes `aws ssm create-association` and `update-association` name the role. */
    readonly associationOption: pulumi.Output<string>;
    /** ARN of the creators' policy, once attached to all its grantees; undefined without creators. */
    readonly creatorPolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: StateManagerAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:StateManagerAccess", name, validateArgs(stateManager, name, args), opts);
        const { names, documents } = planComponent(this, stateManager, name, args);

        const role = serviceRole(this, name, {
            planned: names.role,
            description: "Applies the associations of State Manager.",
            trust: documents.trust,
            grants: { dispatch: documents.dispatch },
            args,
        });
        this.roleArn = role.arn;
        this.roleName = role.name;
        this.associationOption = role.arn.apply(associationOption);

        const { creators } = granteePolicies(this, name, ["creators"], {
            names,
            documents,
            descriptions: { creators: "Make associations of State Manager with one role." },
            args,
        });
        this.creatorPolicyArn = creators;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            associationOption: this.associationOption,
            creatorPolicyArn: this.creatorPolicyArn,
        });
    }
}
