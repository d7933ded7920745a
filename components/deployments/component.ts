import { OpenIdConnectProvider } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { DeploymentsAccessArgs } from "./args";
import { changePolicyCount, changesNothing, deployersOf, deployments } from "./pattern";
import type { NamedResource } from "../pattern/pattern";
import { managedPolicy } from "../resources/managedPolicy";
import { resolveAfter } from "../resources/resolveAfter";
import { validateArgs, planComponent } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/** The name of one part of what the deployer may change. Names and parts are counted from the same args. */
const namedPart = (names: Readonly<Record<`change${number}`, NamedResource>>, part: number): NamedResource => {
    const planned = names[`change${part}`];
    if (planned === undefined) {
        throw new Error(`change${String(part)} has no name among ${Object.keys(names).join(", ")}`);
    }
    return planned;
};

/**
 * Lets Pulumi Deployments and GitHub Actions preview and update one stack of these components, by OpenID Connect and
 * without a stored key. Both roles know the stack's resources by exact name, and a role can be made or changed only under
 * the boundary made here. An administrator applies this component; the update role cannot change it.
 *
 * What AWS gives an id of its own, or what keeps data, an administrator makes: activations, endpoints and security groups,
 * buckets and keys, resource data syncs, service-linked roles. The update role neither makes nor changes these, so an update
 * that changes none of them passes.
 *
 * Within the boundary the update role is trusted: who deploys a stack that sends commands can send the documents that the
 * stack names, and no other, to any node of the Region. Where the stack has a window and the account the service-linked role
 * of Systems Manager, a task without a role of its own can send any document.
 *
 * @example
 * const access = new DeploymentsAccess("delivery", {
 *     pulumiDeployments: { organization: "acme" },
 *     deployed: { arns: ["arn:aws:iam::123456789012:role/ssm-access-prod-patching-window-0a1b2c3d"] },
 * });
 * export const updateRoleArn = access.updateRoleArn;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://www.pulumi.com/docs/deployments/deployments/oidc/aws/
 */
export class DeploymentsAccess extends pulumi.ComponentResource {
    /** ARN of the role for previews, once it may read. */
    readonly previewRoleArn: pulumi.Output<string>;
    /** ARN of the role for updates, once it may change what it deploys. */
    readonly updateRoleArn: pulumi.Output<string>;
    /** ARN of the boundary that every role of the deployed stack must carry, once it exists. */
    readonly boundaryArn: pulumi.Output<string>;

    constructor(name: string, args: DeploymentsAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:DeploymentsAccess", name, validateArgs(deployments, name, args), opts);
        const stack = { project: pulumi.getProject(), stack: pulumi.getStack() };
        const scope = { ...stack, component: deployments.component, name };
        const count = changePolicyCount(scope, args);
        const isInRole = count === 0 && !changesNothing(scope, args);
        const { names, documents } = planComponent(this, deployments, name, { ...args, changePolicyCount: count });

        this.boundaryArn = managedPolicy(this, `${name}-boundary`, {
            planned: names.boundary,
            document: documents.boundary,
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
                planned: names.preview,
                description: "Previews the stack.",
                trust: documents.previewTrust,
                grants: { read: documents.read },
                args: roleArgs,
                maxSessionSeconds: args.maxSessionSeconds,
            }).arn,
            providers,
        );
        const update = serviceRole(this, `${name}-update`, {
            planned: names.update,
            description: "Updates the stack, within the boundary.",
            trust: documents.updateTrust,
            grants: { read: documents.read, ...(isInRole ? { change: documents.change } : {}) },
            args: roleArgs,
            maxSessionSeconds: args.maxSessionSeconds,
        });
        const policies = Array.from({ length: count }, (_, i) =>
            managedPolicy(this, `${name}-update-change-${String(i + 1)}`, {
                planned: names.apply((known) => namedPart(known, i + 1)),
                document: documents.apply((known) => known[`change${i + 1}`]),
                description: "What the deployer of the stack may change, in part.",
                grantees: { roles: [update.name] },
                args,
            }),
        );
        this.updateRoleArn = pulumi
            .all([resolveAfter(update.arn, providers), pulumi.all(policies)])
            .apply(([arn]) => arn);

        this.registerOutputs({
            previewRoleArn: this.previewRoleArn,
            updateRoleArn: this.updateRoleArn,
            boundaryArn: this.boundaryArn,
        });
    }
}
