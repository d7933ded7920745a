import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { RunCommandAccessArgs } from "./args";
import { attachments } from "./attachments";
import { runCommand, runCommandLevels } from "./catalogue/runCommand";
import { lawful } from "./lawful";
import { checked, planned } from "./planned";
import { once } from "./once";

const descriptions = {
    administrator: "Send the named documents, those of AWS too, with Systems Manager Run Command.",
    operator: "Send own documents to the named nodes with Systems Manager Run Command.",
    reader: "Read documents, nodes and commands of Systems Manager Run Command.",
} as const;

/**
 * Lets people use Run Command at three levels, each a customer managed policy of its own. Whoever may tag the nodes or
 * update the documents widens the grant of operators.
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
        super("ssm-access:index:RunCommandAccess", name, checked(runCommand, name, args), opts);
        const own = { parent: this };
        const { names, documents } = planned(this, runCommand, name, args);

        const [administrator, operator, reader] = runCommandLevels.map((level) => {
            const granted = args[level];
            if (granted === undefined) {
                return undefined;
            }
            const policy = new iam.Policy(
                `${name}-${level}`,
                {
                    name: names[level].name,
                    path: args.path,
                    description: descriptions[level],
                    policy: lawful(documents[level], this),
                    tags: args.tags,
                },
                own,
            );
            const { arn } = names[level];
            return once(arn, [policy, ...attachments(`${name}-${level}`, once(arn, [policy]), granted.grantees, own)]);
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
