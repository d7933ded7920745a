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
 * Who decides on patches, who installs them, who looks at them. Deciding and installing are apart on purpose: who holds both
 * can have any package of the node's repositories installed.
 *
 * What to know before it is used:
 * - The sender of `AWS-RunPatchBaseline` may name a list of patches of his own (`InstallOverrideList`) or another baseline
 *   (`BaselineOverride`). The node fetches both, so what it may fetch is an arg of `ManagedInstanceAccess`.
 * - A baseline stands for a patch group by the value of the tag `PatchGroup` (`Patch Group`), so whoever may tag nodes
 *   chooses their baseline.
 * - AWS judges documents and nodes apart: a grantee of two of these components, or of `RunCommandAccess`, may send the
 *   documents of one to the nodes of the other.
 *
 * @example
 * const access = new PatchAccess("servers", {
 *     administrators: { createBaselines: true, patchGroups: true, grantees: { groups: ["security"] } },
 *     patchers: { targetTags: { PatchGroup: ["web"] }, grantees: { groups: ["ops"] } },
 * });
 * export const patcherPolicyArn = access.patcherPolicyArn;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager.html
 */
export class PatchAccess extends pulumi.ComponentResource {
    /** ARN of the administrators' policy, once attached to all its grantees; undefined without administrators. */
    readonly administratorPolicyArn?: pulumi.Output<string>;
    /** ARN of the patchers' policy, once attached to all its grantees; undefined without patchers. */
    readonly patcherPolicyArn?: pulumi.Output<string>;
    /** ARN of the readers' policy, once attached to all its grantees; undefined without readers. */
    readonly readerPolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: PatchAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:PatchAccess", name, validateArgs(patch, name, args), opts);
        const { names, documents } = planComponent(this, patch, name, args);

        const { administrators, patchers, readers } = granteePolicies(this, name, patchAccessLevels, {
            names,
            documents,
            descriptions,
            args,
        });
        this.administratorPolicyArn = administrators;
        this.patcherPolicyArn = patchers;
        this.readerPolicyArn = readers;
        this.registerOutputs({
            administratorPolicyArn: administrators,
            patcherPolicyArn: patchers,
            readerPolicyArn: readers,
        });
    }
}
