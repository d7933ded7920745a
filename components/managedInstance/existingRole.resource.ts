import { getRole } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { ManagedInstanceAccessArgs } from "./args";
import { existingTrustIssues } from "./existingTrust";
import { managedInstance } from "./pattern";
import { nameOf } from "../pattern/location";
import type { ValidationIssue } from "../pattern/validationIssue";
import { formatIssue } from "../resources/planComponent";

/**
 * A value that resolves once the trust of an existing role was read and found fit for instances. At preview too, so that
 * nothing is made for a role that no instance can assume.
 *
 * This is the one invoke of the package beside those for the place (`aws:iam/getRole:getRole`, with `{ name }`). A run
 * without AWS must answer it with `{ arn, name, path, assumeRolePolicy }`, the last one the trust policy as JSON text:
 * one statement that allows `sts:AssumeRole` to EC2 makes the role fit. An answer without `assumeRolePolicy` is that of a
 * provider which is not configured yet, and leaves the value unknown.
 *
 * @throws ResourceError when the role cannot be read or must not be adopted.
 */
export const afterTrustCheck = <T>(
    value: pulumi.Output<T>,
    arn: string,
    { acceptTrustedPrincipals }: Pick<ManagedInstanceAccessArgs, "acceptTrustedPrincipals">,
    owner: pulumi.Resource,
    name: string,
): pulumi.Output<T> => {
    const refusal = (issues: readonly ValidationIssue[]): pulumi.ResourceError =>
        new pulumi.ResourceError(
            issues.map((issue) => formatIssue(`${managedInstance.component} "${name}"`, issue)).join("\n"),
            owner,
        );
    const read = getRole({ name: nameOf(arn) }, { parent: owner }).catch((error: unknown) => {
        throw refusal([
            {
                path: "existingRoleArn",
                value: arn,
                message: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
                fix: "The role must exist, and whoever runs Pulumi needs iam:GetRole on it.",
            },
        ]);
    });
    const known: pulumi.Output<unknown> = value;
    return pulumi.all([known, read]).apply(([settled, role]) => {
        const trust = role.assumeRolePolicy as string | undefined;
        if (trust === undefined) {
            return pulumi.unknown;
        }
        const issues = [
            ...(role.arn === arn
                ? []
                : [
                      {
                          path: "existingRoleArn",
                          value: arn,
                          message: `is not how AWS names the role, which is ${role.arn}`,
                          fix: "Write that ARN; a role's path is part of it.",
                      },
                  ]),
            ...existingTrustIssues(arn, trust, acceptTrustedPrincipals),
        ];
        if (issues.length > 0) {
            throw refusal(issues);
        }
        return settled;
    }) as pulumi.Output<T>;
};
