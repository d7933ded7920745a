import * as pulumi from "@pulumi/pulumi";
import type { RunCommandAccessArgs } from "./args";
import { runCommand, runCommandAccessLevels } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    administrator: "Send the named documents, those of AWS too, with Systems Manager Run Command.",
    operator: "Send own documents to the named nodes with Systems Manager Run Command.",
    reader: "Read documents, nodes and commands of Systems Manager Run Command.",
} as const;

/**
 * Grants access to Run Command at three levels, each with its own customer managed policy. Anyone who can tag the nodes
 * or update the documents can extend what operators may do. AWS authorizes documents and nodes separately: a grantee of
 * two of these components can send the documents of one to the nodes of the other.
 *
 * @example
 * const access = new RunCommandAccess("patching", {
 *     operator: { documents: ["Acme-PatchNow"], targetTags: { PatchGroup: ["web"] }, grantees: { groups: ["ops"] } },
 * });
 * export const operatorPolicyArn = access.operatorPolicyArn;
 *
 * @throws RunError that lists every validation issue of the args; no resources are created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html
 */
export class RunCommandAccess extends pulumi.ComponentResource {
    /**
     * ARN of the administrators policy, resolved after it is attached to all grantees; undefined without a policy.
     */
    readonly administratorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `administrator` as JSON; undefined unless the level is set without grantees. */
    readonly administratorPolicyJson?: pulumi.Output<string>;
    /** ARN of the operators policy, resolved after it is attached to all grantees; undefined without a policy. */
    readonly operatorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `operator` as JSON; undefined unless the level is set without grantees. */
    readonly operatorPolicyJson?: pulumi.Output<string>;
    /** ARN of the readers policy, resolved after it is attached to all grantees; undefined without a policy. */
    readonly readerPolicyArn?: pulumi.Output<string>;
    /** Policy document of `reader` as JSON; undefined unless the level is set without grantees. */
    readonly readerPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: RunCommandAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:RunCommandAccess", name, validateArgs(runCommand, name, args), opts);
        const { names, policies } = planComponent(this, runCommand, name, args);

        const { administrator, operator, reader } = granteePolicies(this, name, runCommandAccessLevels, {
            names,
            policies,
            descriptions,
            args,
        });

        this.administratorPolicyArn = administrator.arn;
        this.administratorPolicyJson = administrator.json;
        this.operatorPolicyArn = operator.arn;
        this.operatorPolicyJson = operator.json;
        this.readerPolicyArn = reader.arn;
        this.readerPolicyJson = reader.json;
        this.registerOutputs({
            administratorPolicyArn: this.administratorPolicyArn,
            administratorPolicyJson: this.administratorPolicyJson,
            operatorPolicyArn: this.operatorPolicyArn,
            operatorPolicyJson: this.operatorPolicyJson,
            readerPolicyArn: this.readerPolicyArn,
            readerPolicyJson: this.readerPolicyJson,
        });
    }
}
