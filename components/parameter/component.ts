import * as pulumi from "@pulumi/pulumi";
import type { ParameterAccessArgs } from "./args";
import { parameter, parameterAccessLevels } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    readers: "Read the named parameters of Parameter Store.",
    writers: "Write the named parameters of Parameter Store.",
} as const;

/**
 * Who reads and who writes which parameters. AWS judges each way of reading by itself: one by one on the parameter, by path
 * on the path that is asked for. So a path opens everything below it, at any depth, and tags of parameters keep nobody from
 * reading by path. Ask for a path without a slash at its end: with one, it is another path, which nobody may read.
 *
 * A secret is read by two rights, that of the parameter and that of its key; the key is usable through Parameter Store and
 * for the named parameters only. What nodes read is an arg of `ManagedInstanceAccess`.
 *
 * @example
 * const access = new ParameterAccess("web", {
 *     readers: { paths: ["/web/prod"], grantees: { roles: ["web"] } },
 *     writers: { paths: ["/web/prod"], grantees: { groups: ["ops"] } },
 * });
 * export const readerPolicyArn = access.readerPolicyArn;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export class ParameterAccess extends pulumi.ComponentResource {
    /** ARN of the readers' policy, once attached to all its grantees; undefined without readers. */
    readonly readerPolicyArn?: pulumi.Output<string>;
    /** ARN of the writers' policy, once attached to all its grantees; undefined without writers. */
    readonly writerPolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: ParameterAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:ParameterAccess", name, validateArgs(parameter, name, args), opts);
        const { names, documents } = planComponent(this, parameter, name, args);

        const { readers, writers } = granteePolicies(this, name, parameterAccessLevels, {
            names,
            documents,
            descriptions,
            args,
        });
        this.readerPolicyArn = readers;
        this.writerPolicyArn = writers;
        this.registerOutputs({ readerPolicyArn: readers, writerPolicyArn: writers });
    }
}
