import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceLinkedRolesArgs } from "./args";
import { linkedRoleNames } from "../statements/serviceLinkedRole";
import { linkedServices, serviceLinkedRoles } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";

/**
 * The service-linked roles that features of Systems Manager need, and who may have AWS make exactly those. AWS decides on name,
 * trust and rights of such a role; no policy, no boundary and no suffix can be given to it.
 *
 * What to know before it is used:
 * - An account has each role once, in all Regions, and many services make theirs by themselves when they are turned on. A role
 *   that exists is imported (`pulumi import aws:iam/serviceLinkedRole:ServiceLinkedRole`), or left out here.
 * - AWS deletes a role only when nothing uses it any more, so taking a service away may fail until the feature is off.
 * - Maintenance windows and associations have patterns with a role of their own; AWS gives up its role for both.
 *
 * @example
 * const roles = new ServiceLinkedRoles("explorer", {
 *     services: ["accountdiscovery.ssm.amazonaws.com"],
 *     creators: { services: ["opsdatasync.ssm.amazonaws.com"], grantees: { groups: ["platform"] } },
 * });
 * export const { roleArns } = roles;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/using-service-linked-roles.html
 */
export class ServiceLinkedRoles extends pulumi.ComponentResource {
    /** ARN of each role made here, by its service, once it exists; undefined without services. */
    readonly roleArns?: pulumi.Output<Record<string, string>>;
    /** ARN of the creators' policy, once attached to all its grantees; undefined without creators. */
    readonly creatorPolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: ServiceLinkedRolesArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:ServiceLinkedRoles", name, validateArgs(serviceLinkedRoles, name, args), opts);
        const { names, documents } = planComponent(this, serviceLinkedRoles, name, args);

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
            documents,
            descriptions: { creators: "Have AWS make named service-linked roles." },
            args,
        });
        this.creatorPolicyArn = creators;

        this.registerOutputs({ roleArns: this.roleArns, creatorPolicyArn: this.creatorPolicyArn });
    }
}
