import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceLinkedRolesArgs } from "./args";
import { linkedRoleNames } from "../statements/serviceLinkedRole";
import { linkedServices, serviceLinkedRoles } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";

/**
 * Creates the service-linked roles that Systems Manager features need, and grants permission to create exactly the
 * given roles. AWS defines the name, trust policy and permissions of a service-linked role; these roles support no
 * policies, permissions boundary or custom suffix.
 *
 * Before you use it:
 * - An account has each role only once, for all Regions, and many services create their role when you turn them on.
 *   Import an existing role (`pulumi import aws:iam/serviceLinkedRole:ServiceLinkedRole`), or leave its service out.
 * - AWS deletes a service-linked role only when nothing uses it, so removing a service may fail until the feature is
 *   turned off.
 * - For maintenance windows and associations, use their patterns, which have a role of their own: AWS no longer
 *   recommends its service-linked role for maintenance windows, and is phasing it out for associations.
 *
 * @example
 * const roles = new ServiceLinkedRoles("explorer", {
 *     services: ["accountdiscovery.ssm.amazonaws.com"],
 *     creators: { services: ["opsdatasync.ssm.amazonaws.com"], grantees: { groups: ["platform"] } },
 * });
 * export const { roleArns } = roles;
 *
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/using-service-linked-roles.html
 */
export class ServiceLinkedRoles extends pulumi.ComponentResource {
    /** ARN of each created role, by service principal. Resolves once the roles exist. Undefined without services. */
    readonly roleArns?: pulumi.Output<Record<string, string>>;
    /** ARN of the creators' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly creatorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `creators` as JSON; undefined unless the level is set without grantees. */
    readonly creatorPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: ServiceLinkedRolesArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:ServiceLinkedRoles", name, validateArgs(serviceLinkedRoles, name, args), opts);
        const { names, policies } = planComponent(this, serviceLinkedRoles, name, args);

        if (args.services !== undefined) {
            this.roleArns = pulumi.output(
                Object.fromEntries(
                    linkedServices(args.services).map((service) => {
                        const roleName = linkedRoleNames[service];
                        const role = new iam.ServiceLinkedRole(
                            `${name}-${roleName}`,
                            { awsServiceName: service, tags: args.tags },
                            { parent: this },
                        );
                        return [
                            service,
                            resolveAfter(
                                names.apply((known) => known[roleName]?.arn ?? ""),
                                [role],
                            ),
                        ];
                    }),
                ),
            );
        }

        const { creators } = granteePolicies(this, name, ["creators"], {
            names: names.apply(({ creators }) => ({ creators })),
            policies,
            descriptions: { creators: "Have AWS make named service-linked roles." },
            args,
        });
        this.creatorPolicyArn = creators.arn;
        this.creatorPolicyJson = creators.json;

        this.registerOutputs({
            roleArns: this.roleArns,
            creatorPolicyArn: this.creatorPolicyArn,
            creatorPolicyJson: this.creatorPolicyJson,
        });
    }
}
