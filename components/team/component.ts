import * as pulumi from "@pulumi/pulumi";
import type { TeamAccessArgs } from "./args";
import { team } from "./pattern";
import { policyCount, teamPolicies, teamRolePolicies, type TeamPolicy, type TeamRolePolicy } from "./policies";
import type { Grantees } from "../pattern/granteesArgs";
import { managedPolicy } from "../resources/managedPolicy";
import { planComponent, validateArgs } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/**
 * Gives a team access levels of any of the other patterns. Their statements are merged where that does not change what
 * they grant, and packed into as few customer managed policies as hold them. Each access level keeps its policy if
 * others are added or removed, as far as there is room.
 *
 * AWS evaluates all policies of a principal together: who holds two levels of Run Command or Session Manager can use the
 * documents of one on the nodes of the other.
 *
 * @example
 * const ops = new TeamAccess("ops", {
 *     levels: [
 *         { runCommand: { operator: { documents: ["Acme-PatchNow"], targetTags: { PatchGroup: ["web"] } } } },
 *         { session: { users: { documents: ["SSM-SessionManagerRunShell"], targetTags: { PatchGroup: ["web"] } } } },
 *     ],
 *     holder: { groups: ["ops"] },
 * });
 * export const policyArns = ops.policyArns;
 *
 * @throws RunError that lists every validation issue of the args; no resources are created.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export class TeamAccess extends pulumi.ComponentResource {
    /** ARNs of the customer managed policies, resolved after they are attached to all holders. */
    readonly policyArns: pulumi.Output<string[]>;
    /** ARN of the role, resolved after all policies are attached to it; undefined without `holder.role`. */
    readonly roleArn?: pulumi.Output<string>;

    constructor(name: string, args: TeamAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:TeamAccess", name, validateArgs(team, name, args), opts);
        const { names, policies } = planComponent(this, team, name, args);

        const scope = {
            project: pulumi.getProject(),
            stack: pulumi.getStack(),
            component: team.component,
            name,
            namePrefix: args.namePrefix,
        };
        const count = policyCount(scope, args);
        const policiesFor = (children: readonly (TeamPolicy | TeamRolePolicy)[], grantees: Grantees) =>
            children.slice(0, count).map((child, i) =>
                managedPolicy(this, `${name}-${teamPolicies[i] ?? child}`, {
                    resource: names.apply((known) => known[child]),
                    policy: policies[child],
                    description: "Systems Manager access of a team, in part.",
                    grantees,
                    args,
                }),
            );
        if (args.holder.role === undefined) {
            this.policyArns = pulumi.all(policiesFor(teamPolicies, args.holder));
        } else {
            const role = serviceRole(this, `${name}-role`, {
                resource: names.apply((known) => known.role),
                description: "Systems Manager access of a team.",
                trust: policies.trust,
                grants: {},
                args,
                maxSessionSeconds: args.holder.role.maxSessionSeconds,
            });
            this.policyArns = pulumi.all(policiesFor(teamRolePolicies, { roles: [role.name] }));
            this.roleArn = pulumi.all([role.arn, this.policyArns]).apply(([arn]) => arn);
        }
        this.registerOutputs({ policyArns: this.policyArns, roleArn: this.roleArn });
    }
}
