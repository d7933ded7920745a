import { domainOf, parse, trusts, type Trust } from "../../policypack/iam";
import type { ValidationIssue } from "../pattern/validationIssue";
import { servicePrincipal } from "../statements/servicePrincipal";

/** EC2 sends none of the keys of whom a service acts for, so a trust that asks for one lets no instance in. */
const asksForSource = ({ guards }: Trust): boolean =>
    guards.some((guard) => /aws:source(account|arn|org)|sts:externalid/i.test(guard));

const quoted = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(", ");

/**
 * Why an existing role must not become an instance role: its trust does not let EC2 in, or lets others in too whom the
 * user did not accept by name.
 *
 * @param trust The role's trust policy as AWS has it.
 */
export const existingTrustIssues = (
    existingRoleArn: string,
    trust: string,
    accepted: readonly string[] = [],
): readonly ValidationIssue[] => {
    const partition = existingRoleArn.split(":")[1] ?? "aws";
    const host = servicePrincipal({ partition, accountId: "", region: "" }, "ec2");
    // Where a partition has a domain of its own, AWS takes the host with it and with the usual one.
    const isEc2 = ({ kind, principal }: Trust): boolean =>
        kind === "service" &&
        [host, "ec2.amazonaws.com", `ec2.${domainOf(partition)}`].includes(principal.toLowerCase());
    const trusted = trusts(parse("trust", trust));
    const everybody = [...new Set(trusted.map(({ principal }) => principal))];
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
                      message: `does not trust ${host}, so no instance can assume it; it trusts ${quoted(everybody) || "nobody"}`,
                      fix: `Let its trust policy allow sts:AssumeRole to ${host}, or take the arg away and let a role be made.`,
                  },
              ]
            : []),
        ...(ec2.length > 0 && ec2.every(asksForSource)
            ? [
                  {
                      ...role,
                      message: `trusts EC2 only where ${ec2.flatMap(({ guards }) => guards).join(" and ")}, which EC2 does not send, so no instance can assume it`,
                      fix: "Take the condition out of the statement for EC2.",
                  },
              ]
            : []),
        ...(others.length === 0
            ? []
            : [
                  {
                      ...role,
                      message: `trusts ${quoted(others)} beside EC2, who can act with the rights of the instances`,
                      fix: "Take them out of its trust policy, or name each in acceptTrustedPrincipals.",
                  },
              ]),
    ];
};
