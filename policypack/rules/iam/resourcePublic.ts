import {
    principalKeys,
    covers,
    guardOf,
    allowedPrincipals,
    publicAccessKeys,
    sourceKeys,
    type PolicyModel,
    type PrincipalModel,
    type StatementModel,
} from "../../iam";
import { placeholders } from "../shared/placeholders";
import type { Violation, Rule, RuleOptions } from "../../engine/rule";
import { servicesAllowedByConditions } from "../shared/serviceConditions";
import { zoneOfTrust } from "../../engine/options";
import { describeGuard } from "./trustConfusedDeputy";

/** Reports resource policies that allow everyone without restricting the principal, source or network. */
export const resourcePublic: Rule = {
    name: "iam-resource-public",
    level: "mandatory",
    severity: "high",
    description: "Resource policies must not allow public access.",
    remediationSteps:
        "Name the principals, or restrict access with aws:PrincipalOrgID, aws:PrincipalAccount or aws:SourceAccount.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
    appliesTo: ["resource"],
    check: (document, settings) =>
        document.statements
            .filter(({ effect }) => effect === "Allow")
            .flatMap((one) =>
                allowedPrincipals(one)
                    .filter(
                        (principal) =>
                            isEveryone(principal) && servicesAllowedByConditions(one, principal).length === 0,
                    )
                    .flatMap((principal) => violationsOf(document, one, principal, settings)),
            ),
};

/** Includes an account ID with a wildcard, which matches every account. */
const isEveryone = ({ kind, text }: PrincipalModel): boolean =>
    kind === "everyone" || (kind === "aws" && text.includes("*"));

const keys = [...sourceKeys, ...principalKeys, ...publicAccessKeys];

const violationsOf = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Violation[] => {
    const guard = guardOf(document, statement, principal, keys, zoneOfTrust(options));
    if (guard.state === "denied" || guard.state === "neverTrue" || guard.state === "restricted") {
        return [];
    }
    const { partition, account } = placeholders(document, options);
    const intended = isIntended(statement);
    return [
        {
            path: principal.path,
            message:
                guard.state === "absent"
                    ? `everyone may perform ${describeActions(statement)}`
                    : `everyone may perform ${describeActions(statement)} ${describeGuard(guard)}`,
            reason: intended
                ? "Anyone on the internet can read or invoke it, which may be intended."
                : "Anyone with an AWS account can use the resource, and some resources also allow anonymous requests.",
            fix: `"Principal": { "AWS": "arn:${partition}:iam::${account}:root" }`,
            ...(intended ? { level: "advisory" as const } : {}),
        },
    ];
};

const describeActions = ({ actions, notActions }: StatementModel): string => {
    const names = actions.map(({ text }) => text);
    if (notActions.length > 0) {
        return "every action that NotAction does not exclude";
    }
    return names.length > 3 ? `${names.slice(0, 3).join(", ")} …` : names.join(", ");
};

/** Actions that are often public on purpose: reading website objects and invoking function URLs. */
const publicActions = ["s3:getobject*", "lambda:invokefunctionurl"];

const isIntended = ({ actions, notActions, conditions }: StatementModel): boolean =>
    notActions.length === 0 &&
    actions.every(
        ({ text }) =>
            publicActions.some((pattern) => covers(pattern, text.toLowerCase())) ||
            (text.toLowerCase() === "lambda:invokefunction" &&
                conditions.some(
                    ({ key }) => key === "lambda:functionurlauthtype" || key === "lambda:invokedviafunctionurl",
                )),
    );
