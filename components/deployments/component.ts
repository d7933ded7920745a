import { OpenIdConnectProvider } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { DeploymentsAccessArgs } from "./args";
import { changePolicyCount, changesNothing, deployersOf, deployments } from "./pattern";
import { changePolicies } from "./splitPolicies";
import { managedPolicy } from "../resources/managedPolicy";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/**
 * Roles that Pulumi Deployments and GitHub Actions assume by OpenID Connect, without stored credentials, to preview and
 * update one stack of these components. Both roles are limited to the stack's resources by exact name. The update role
 * can create or change a role only under the permissions boundary that this component creates. An administrator deploys
 * this component; the update role cannot change it.
 *
 * An administrator also creates resources whose IDs AWS assigns or that store data: activations, VPC endpoints and
 * security groups, buckets and keys, resource data syncs, service-linked roles. The update role can neither create nor
 * change them; an update that leaves them unchanged succeeds.
 *
 * Within the boundary, the update role is trusted. If the stack sends commands, anyone who can deploy it can have its
 * roles send the documents that the stack names, and no others, to any node in the Region. If the stack has a
 * maintenance window and the account has the service-linked role of Systems Manager, a task without a service role can
 * send any document.
 *
 * @example
 * const access = new DeploymentsAccess("delivery", {
 *     pulumiDeployments: { organization: "acme" },
 *     deployed: { arns: ["arn:aws:iam::123456789012:role/ssm-access-prod-patching-window-0a1b2c3d"] },
 * });
 * export const updateRoleArn = access.updateRoleArn;
 *
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://www.pulumi.com/docs/deployments/deployments/oidc/aws/
 */
export class DeploymentsAccess extends pulumi.ComponentResource {
    /** ARN of the preview role. Resolves once its policies are attached. */
    readonly previewRoleArn: pulumi.Output<string>;
    /** ARN of the update role. Resolves once its policies are attached. */
    readonly updateRoleArn: pulumi.Output<string>;
    /** ARN of the permissions boundary that every role of the deployed stack must have. Resolves once it exists. */
    readonly boundaryArn: pulumi.Output<string>;

    constructor(name: string, args: DeploymentsAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:DeploymentsAccess", name, validateArgs(deployments, name, args), opts);
        const stack = { project: pulumi.getProject(), stack: pulumi.getStack() };
        const scope = { ...stack, component: deployments.component, name };
        const count = changePolicyCount(scope, args);
        const isInRole = count === 0 && !changesNothing(scope, args);
        const { names, policies } = planComponent(this, deployments, name, args, {
            changePolicyCount: count,
        });

        this.boundaryArn = managedPolicy(this, `${name}-boundary`, {
            resource: names.boundary,
            policy: policies.boundary,
            description: "The most that a role of the deployed stack can do.",
            args,
        });

        const providers = deployersOf(args, stack)
            .filter(({ adoptProvider }) => !adoptProvider)
            .map(
                ({ child, url, audience }) =>
                    new OpenIdConnectProvider(
                        `${name}-${child}`,
                        { url, clientIdLists: [audience], tags: args.tags },
                        { parent: this },
                    ),
            );
        const roleArgs = { path: args.path, tags: args.tags, permissionsBoundary: args.deployerBoundaryArn };
        this.previewRoleArn = resolveAfter(
            serviceRole(this, `${name}-preview`, {
                resource: names.preview,
                description: "Previews the stack.",
                trust: policies.previewTrust,
                grants: { read: policies.read },
                args: roleArgs,
                maxSessionSeconds: args.maxSessionSeconds,
            }).arn,
            providers,
        );
        const update = serviceRole(this, `${name}-update`, {
            resource: names.update,
            description: "Updates the stack, within the boundary.",
            trust: policies.updateTrust,
            grants: { read: policies.read, ...(isInRole ? { change: policies.change } : {}) },
            args: roleArgs,
            maxSessionSeconds: args.maxSessionSeconds,
        });
        const changes = changePolicies.slice(0, count).map((child, i) =>
            managedPolicy(this, `${name}-update-change-${String(i + 1)}`, {
                resource: names[child],
                policy: policies[child],
                description: "What the deployer of the stack may change, in part.",
                grantees: { roles: [update.name] },
                args,
            }),
        );
        this.updateRoleArn = pulumi
            .all([resolveAfter(update.arn, providers), pulumi.all(changes)])
            .apply(([arn]) => arn);

        this.registerOutputs({
            previewRoleArn: this.previewRoleArn,
            updateRoleArn: this.updateRoleArn,
            boundaryArn: this.boundaryArn,
        });
    }
}
