import * as pulumi from "@pulumi/pulumi";
import type { AutomationAccessArgs } from "./args";
import { automation } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { validateArgs, planComponent } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/**
 * The role that Automation runbooks assume, limited to what the runbooks do, and the principals that may start the
 * runbooks with it or approve their steps. Anyone who can update one of the runbooks controls what the role does.
 *
 * @example
 * const access = new AutomationAccess("images", {
 *     permissions: { CreateImages: { actions: ["ec2:CreateImage"], resources: ["arn:aws:ec2:eu-west-1::image/*"] } },
 *     instanceRoleArns: [instances.roleArn],
 *     starters: { runbooks: ["AWS-UpdateLinuxAmi"], grantees: { groups: ["ops"] } },
 * });
 * export const automationRoleArn = access.roleArn;
 *
 * @throws RunError that lists every validation issue of the args; no resources are created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup.html
 */
export class AutomationAccess extends pulumi.ComponentResource {
    /** ARN of the role, for `AutomationAssumeRole`; resolved after its permissions are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** Name of the role. */
    readonly roleName: pulumi.Output<string>;
    /** ARN of the starters policy, resolved after it is attached to all grantees; undefined without a policy. */
    readonly starterPolicyArn?: pulumi.Output<string>;
    /** Policy document of `starters` as JSON; undefined unless the level is set without grantees. */
    readonly starterPolicyJson?: pulumi.Output<string>;
    /** ARN of the approvers policy, resolved after it is attached to all grantees; undefined without a policy. */
    readonly approverPolicyArn?: pulumi.Output<string>;
    /** Policy document of `approvers` as JSON; undefined unless the level is set without grantees. */
    readonly approverPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: AutomationAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:AutomationAccess", name, validateArgs(automation, name, args), opts);
        const { names, policies } = planComponent(this, automation, name, args);

        const role = serviceRole(this, name, {
            resource: names.role,
            description: "Assumed by Systems Manager Automation for its runbooks.",
            trust: policies.trust,
            grants: { permissions: policies.permissions },
            args,
            maxSessionSeconds: args.maxSessionSeconds,
        });
        this.roleArn = role.arn;
        this.roleName = role.name;

        const { starters, approvers } = granteePolicies(this, name, ["starters", "approvers"], {
            names,
            policies,
            descriptions: {
                starters: "Start and follow runbooks of Systems Manager Automation, and pass their role.",
                approvers: "Approve or reject what runbooks of Systems Manager Automation ask for.",
            },
            args,
        });
        this.starterPolicyArn = starters.arn;
        this.starterPolicyJson = starters.json;
        this.approverPolicyArn = approvers.arn;
        this.approverPolicyJson = approvers.json;

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            starterPolicyArn: this.starterPolicyArn,
            starterPolicyJson: this.starterPolicyJson,
            approverPolicyArn: this.approverPolicyArn,
            approverPolicyJson: this.approverPolicyJson,
        });
    }
}
