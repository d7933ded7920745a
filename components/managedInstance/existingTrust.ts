import { arnParts, domainOf, parse, principalOf, trusts, type Trust } from "../../policypack/iam";
import type { ValidationIssue } from "../pattern/validationIssue";

/** EC2 sends no source key and no external ID, so no instance can assume a role whose trust policy requires one. */
const requiresSource = ({ guards }: Trust): boolean =>
    guards.some((guard) => /aws:source(account|arn|org)|sts:externalid/i.test(guard));

const quoted = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(", ");

/**
 * Validates the trust policy of an existing role: it must trust EC2, and no other principal that the user has not
 * accepted by name.
 *
 * @param trust the trust policy of the role, as AWS returns it.
 */
export const existingTrustIssues = (
    existingRoleArn: string,
    trust: string,
    accepted: readonly string[] = [],
): readonly ValidationIssue[] => {
    const partition = arnParts(existingRoleArn)?.partition ?? "aws";
    const ec2Principal = principalOf("ec2", partition);
    // In a partition with its own domain, AWS accepts the service principal in that domain and in amazonaws.com.
    const isEc2 = ({ kind, principal }: Trust): boolean =>
        kind === "service" &&
        [ec2Principal, "ec2.amazonaws.com", `ec2.${domainOf(partition)}`].includes(principal.toLowerCase());
    const trusted = trusts(parse("trust", trust));
    const principals = [...new Set(trusted.map(({ principal }) => principal))];
    const others = [
        ...new Set(
            trusted.filter((one) => !isEc2(one) && !accepted.includes(one.principal)).map(({ principal }) => principal),
        ),
    ];
    const ec2 = trusted.filter(isEc2);
    const role = { path: "existingRoleArn", value: existingRoleArn };
    return [
        ...(ec2.length === 0
            ? [
                  {
                      ...role,
                      message: `does not trust ${ec2Principal}, so no instance can assume it; it trusts ${quoted(principals) || "nobody"}`,
                      fix: `Allow sts:AssumeRole for ${ec2Principal} in its trust policy, or remove existingRoleArn to create a role.`,
                  },
              ]
            : []),
        ...(ec2.length > 0 && ec2.every(requiresSource)
            ? [
                  {
                      ...role,
                      message: `trusts EC2 only with ${ec2.flatMap(({ guards }) => guards).join(" and ")}, which EC2 does not send, so no instance can assume it`,
                      fix: "Remove the condition from the statement for EC2.",
                  },
              ]
            : []),
        ...(others.length === 0
            ? []
            : [
                  {
                      ...role,
                      message: `also trusts ${quoted(others)}, which can use the permissions of the instances`,
                      fix: "Remove them from its trust policy, or list each in acceptTrustedPrincipals.",
                  },
              ]),
    ];
};
