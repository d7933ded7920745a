import { getRole } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { ManagedInstanceAccessArgs } from "./args";
import { existingTrustIssues } from "./existingTrust";
import { managedInstance } from "./pattern";
import { nameOf } from "../pattern/location";
import type { ValidationIssue } from "../pattern/validationIssue";
import { formatIssue } from "../resources/planComponent";

/**
 * A value that resolves once the trust policy of the existing role has been read and validated. This also happens at
 * preview, so that nothing is created for a role that no instance can assume.
 *
 * This is the only invoke of the package besides those for the location (`aws:iam/getRole:getRole`, with `{ name }`).
 * Mocks must return `{ arn, name, path, assumeRolePolicy }`, with the trust policy as JSON. A statement that allows EC2
 * `sts:AssumeRole` makes the role valid. A result without `assumeRolePolicy` comes from a provider that is not
 * configured yet, and leaves the value unknown.
 *
 * @throws ResourceError if the role cannot be read or its trust policy is not valid for instances.
 */
export const afterTrustCheck = <T>(
    value: pulumi.Output<T>,
    arn: string,
    { acceptTrustedPrincipals }: Pick<ManagedInstanceAccessArgs, "acceptTrustedPrincipals">,
    owner: pulumi.Resource,
    name: string,
): pulumi.Output<T> => {
    const validationError = (issues: readonly ValidationIssue[]): pulumi.ResourceError =>
        new pulumi.ResourceError(
            issues.map((issue) => formatIssue(`${managedInstance.component} "${name}"`, issue)).join("\n"),
            owner,
        );
    const read = getRole({ name: nameOf(arn) }, { parent: owner }).catch((error: unknown) => {
        throw validationError([
            {
                path: "existingRoleArn",
                value: arn,
                message: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
                fix: "Check that the role exists and that the deploying principal has iam:GetRole on it.",
            },
        ]);
    });
    const known: pulumi.Output<unknown> = value;
    return pulumi.all([known, read]).apply(([resolved, role]) => {
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
                          message: `is not the ARN of the role, which is ${role.arn}`,
                          fix: "Use that ARN; it includes the path of the role.",
                      },
                  ]),
            ...existingTrustIssues(arn, trust, acceptTrustedPrincipals),
        ];
        if (issues.length > 0) {
            throw validationError(issues);
        }
        return resolved;
    }) as pulumi.Output<T>;
};
