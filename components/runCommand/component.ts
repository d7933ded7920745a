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
 * Lets people use Run Command at three levels, each a customer managed policy of its own. Whoever may tag the nodes or
 * update the documents widens the grant of operators. AWS judges documents and nodes apart: a grantee of two of these
 * components may send the documents of one to the nodes of the other.
 *
 * @example
 * const access = new RunCommandAccess("patching", {
 *     operator: { documents: ["Acme-PatchNow"], targetTags: { PatchGroup: ["web"] }, grantees: { groups: ["ops"] } },
 * });
 * export const operatorPolicyArn = access.operatorPolicyArn;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html
 */
export class RunCommandAccess extends pulumi.ComponentResource {
    /** ARN of the administrators' policy, once attached to all its grantees; undefined without administrators. */
    readonly administratorPolicyArn?: pulumi.Output<string>;
    /** ARN of the operators' policy, once attached to all its grantees; undefined without operators. */
    readonly operatorPolicyArn?: pulumi.Output<string>;
    /** ARN of the readers' policy, once attached to all its grantees; undefined without readers. */
    readonly readerPolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: RunCommandAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:RunCommandAccess", name, validateArgs(runCommand, name, args), opts);
        const { names, documents } = planComponent(this, runCommand, name, args);

        const { administrator, operator, reader } = granteePolicies(this, name, runCommandAccessLevels, {
            names,
            documents,
            descriptions,
            args,
        });

        this.administratorPolicyArn = administrator;
        this.operatorPolicyArn = operator;
        this.readerPolicyArn = reader;
        this.registerOutputs({
            administratorPolicyArn: administrator,
            operatorPolicyArn: operator,
            readerPolicyArn: reader,
        });
    }
}
