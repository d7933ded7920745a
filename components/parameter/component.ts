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
 * Grants permission to read and to write parameters of Parameter Store. AWS authorizes `GetParameter` on the parameter,
 * but `GetParametersByPath` on the requested path. So a path grants access to all parameters below it, at any depth,
 * and conditions on parameter tags do not limit requests by path. Request a path without a trailing slash: with one it
 * is a different path, which is not allowed.
 *
 * Reading a secret needs permission on both the parameter and its KMS key. Grantees may use the key via Parameter Store
 * and for the given parameters only. To grant parameters to nodes, use `ManagedInstanceAccess`.
 *
 * @example
 * const access = new ParameterAccess("web", {
 *     readers: { paths: ["/web/prod"], grantees: { roles: ["web"] } },
 *     writers: { paths: ["/web/prod"], grantees: { groups: ["ops"] } },
 * });
 * export const readerPolicyArn = access.readerPolicyArn;
 *
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export class ParameterAccess extends pulumi.ComponentResource {
    /** ARN of the readers' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly readerPolicyArn?: pulumi.Output<string>;
    /** Policy document of `readers` as JSON; undefined unless the level is set without grantees. */
    readonly readerPolicyJson?: pulumi.Output<string>;
    /** ARN of the writers' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly writerPolicyArn?: pulumi.Output<string>;
    /** Policy document of `writers` as JSON; undefined unless the level is set without grantees. */
    readonly writerPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: ParameterAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:ParameterAccess", name, validateArgs(parameter, name, args), opts);
        const { names, policies } = planComponent(this, parameter, name, args);

        const { readers, writers } = granteePolicies(this, name, parameterAccessLevels, {
            names,
            policies,
            descriptions,
            args,
        });
        this.readerPolicyArn = readers.arn;
        this.readerPolicyJson = readers.json;
        this.writerPolicyArn = writers.arn;
        this.writerPolicyJson = writers.json;
        this.registerOutputs({
            readerPolicyArn: this.readerPolicyArn,
            readerPolicyJson: this.readerPolicyJson,
            writerPolicyArn: this.writerPolicyArn,
            writerPolicyJson: this.writerPolicyJson,
        });
    }
}
