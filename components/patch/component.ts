import * as pulumi from "@pulumi/pulumi";
import type { PatchAccessArgs } from "./args";
import { patch } from "./pattern";
import { patchAccessLevels } from "./validate";
import { granteePolicies } from "../resources/granteePolicies";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    administrators: "Define the patch baselines of Systems Manager Patch Manager.",
    patchers: "Patch the named nodes with Systems Manager Patch Manager.",
    readers: "Read the patch baselines of Systems Manager Patch Manager and the state of nodes.",
} as const;

/**
 * Grants permission to define patch baselines, to patch nodes and to read the results. The first two are separate on
 * purpose: a principal with both can install any package of the node's repositories.
 *
 * Before you use it:
 * - The sender of `AWS-RunPatchBaseline` can pass a custom list of patches (`InstallOverrideList`) or another
 *   baseline (`BaselineOverride`). The node downloads both, so its downloads are limited by args of
 *   `ManagedInstanceAccess`.
 * - The tag `PatchGroup` (or `Patch Group`) assigns a node to a patch group, so anyone who can tag nodes can choose
 *   their baseline.
 * - AWS authorizes documents and nodes separately: a grantee of two of these components, or of `RunCommandAccess`
 *   too, can send the documents of one to the nodes of the other.
 *
 * @example
 * const access = new PatchAccess("servers", {
 *     administrators: { createBaselines: true, patchGroups: true, grantees: { groups: ["security"] } },
 *     patchers: { targetTags: { PatchGroup: ["web"] }, grantees: { groups: ["ops"] } },
 * });
 * export const patcherPolicyArn = access.patcherPolicyArn;
 *
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager.html
 */
export class PatchAccess extends pulumi.ComponentResource {
    /**
     * ARN of the administrators' policy. Resolves once it is attached to all grantees. Undefined without a policy.
     */
    readonly administratorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `administrators` as JSON; undefined unless the level is set without grantees. */
    readonly administratorPolicyJson?: pulumi.Output<string>;
    /** ARN of the patchers' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly patcherPolicyArn?: pulumi.Output<string>;
    /** Policy document of `patchers` as JSON; undefined unless the level is set without grantees. */
    readonly patcherPolicyJson?: pulumi.Output<string>;
    /** ARN of the readers' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly readerPolicyArn?: pulumi.Output<string>;
    /** Policy document of `readers` as JSON; undefined unless the level is set without grantees. */
    readonly readerPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: PatchAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:PatchAccess", name, validateArgs(patch, name, args), opts);
        const { names, policies } = planComponent(this, patch, name, args);

        const { administrators, patchers, readers } = granteePolicies(this, name, patchAccessLevels, {
            names,
            policies,
            descriptions,
            args,
        });
        this.administratorPolicyArn = administrators.arn;
        this.administratorPolicyJson = administrators.json;
        this.patcherPolicyArn = patchers.arn;
        this.patcherPolicyJson = patchers.json;
        this.readerPolicyArn = readers.arn;
        this.readerPolicyJson = readers.json;
        this.registerOutputs({
            administratorPolicyArn: this.administratorPolicyArn,
            administratorPolicyJson: this.administratorPolicyJson,
            patcherPolicyArn: this.patcherPolicyArn,
            patcherPolicyJson: this.patcherPolicyJson,
            readerPolicyArn: this.readerPolicyArn,
            readerPolicyJson: this.readerPolicyJson,
        });
    }
}
