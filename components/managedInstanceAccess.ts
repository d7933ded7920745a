import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { ManagedInstanceAccessArgs } from "./args";
import { managedInstance } from "./catalogue/managedInstance";
import { hasFeatures } from "./catalogue/nodeFeatures";
import { nameOf } from "./catalogue/place";
import { onceTrusted } from "./existingRole";
import { granteePolicy } from "./granteePolicy";
import { lawful } from "./lawful";
import { once } from "./once";
import { checked, planned } from "./planned";

const descriptions = {
    role: "Lets EC2 instances be managed by Systems Manager.",
    core: "What every EC2 instance needs to be managed by Systems Manager.",
    features: "What managed instances read and write, on named resources.",
    launchers: "Launch EC2 instances with the instance profile, or attach it.",
} as const;

/**
 * The role and instance profile that make EC2 instances managed by Systems Manager: the agent's core permissions without
 * the parameters of the whole account, everything else on named resources and only when asked for, and who may launch
 * instances with it. EC2 sends no source keys, so the role's trust needs no guard and can have none.
 *
 * @example
 * const access = new ManagedInstanceAccess("web", {
 *     parameters: { paths: ["/web/prod"] },
 *     launchers: { grantees: { groups: ["ops"] } },
 * });
 * export const instanceProfileName = access.instanceProfileName;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
 */
export class ManagedInstanceAccess extends pulumi.ComponentResource {
    /** ARN of the instance role, made or adopted, once all its policies are attached. */
    readonly roleArn: pulumi.Output<string>;
    /** Name of the instance role, once all its policies are attached. */
    readonly roleName: pulumi.Output<string>;
    /** ARN of the instance profile, once instances with it can be managed. */
    readonly instanceProfileArn: pulumi.Output<string>;
    /** Name of the instance profile, which launching takes, once instances with it can be managed. */
    readonly instanceProfileName: pulumi.Output<string>;
    /** ARN of the launchers' policy, once attached to all its grantees; undefined without launchers. */
    readonly launcherPolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: ManagedInstanceAccessArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:ManagedInstanceAccess", name, checked(managedInstance, name, args), opts);
        const own = { parent: this };
        const { names: named, documents } = planned(this, managedInstance, name, args);
        const names =
            args.existingRoleArn === undefined ? named : onceTrusted(named, args.existingRoleArn, args, this, name);

        const roleName =
            args.existingRoleArn === undefined
                ? once(names.role.name, [
                      new iam.Role(
                          name,
                          {
                              name: names.role.name,
                              path: args.path,
                              description: descriptions.role,
                              assumeRolePolicy: lawful(documents.trust, this),
                              permissionsBoundary: args.permissionsBoundary,
                              tags: args.tags,
                          },
                          own,
                      ),
                  ])
                : names.role.name;

        const policies = (["core", "features"] as const)
            .filter((child) => (child === "core" ? args.awsManagedCore !== true : hasFeatures(args)))
            .map((child) =>
                granteePolicy(this, `${name}-${child}`, {
                    planned: names[child],
                    document: documents[child],
                    description: descriptions[child],
                    grantees: { roles: [roleName] },
                    args,
                }),
            );
        const attach = (child: string, policyArn: pulumi.Input<string>): pulumi.Resource =>
            new iam.RolePolicyAttachment(`${name}-${child}`, { role: roleName, policyArn }, own);
        const attached = [
            ...(args.awsManagedCore === true ? [attach("core", names.awsManagedCore.arn)] : []),
            ...(args.managedPolicyArns ?? []).map((arn, i) =>
                attach(`policy-${typeof arn === "string" ? nameOf(arn) : String(i)}`, arn),
            ),
        ];
        const profile = new iam.InstanceProfile(
            `${name}-profile`,
            { name: names.instanceProfile.name, path: args.path, role: roleName, tags: args.tags },
            own,
        );

        const granted = (value: pulumi.Output<string>, resources: readonly pulumi.Resource[]): pulumi.Output<string> =>
            once(
                pulumi.all([value, pulumi.all(policies)]).apply(([known]) => known),
                resources,
            );
        this.roleArn = granted(names.role.arn, attached);
        this.roleName = granted(names.role.name, attached);
        this.instanceProfileArn = granted(names.instanceProfile.arn, [profile, ...attached]);
        this.instanceProfileName = granted(names.instanceProfile.name, [profile, ...attached]);
        this.launcherPolicyArn =
            args.launchers &&
            granteePolicy(this, `${name}-launchers`, {
                planned: names.launchers,
                document: documents.launchers,
                description: descriptions.launchers,
                grantees: args.launchers.grantees,
                args,
            });

        this.registerOutputs({
            roleArn: this.roleArn,
            roleName: this.roleName,
            instanceProfileArn: this.instanceProfileArn,
            instanceProfileName: this.instanceProfileName,
            launcherPolicyArn: this.launcherPolicyArn,
        });
    }
}
