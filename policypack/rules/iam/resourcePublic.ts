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

/** A resource that speaks to everyone must say whom it means. */
export const resourcePublic: Rule = {
    name: "iam-resource-public",
    level: "mandatory",
    severity: "high",
    description: "A resource policy must not let everyone in.",
    remediationSteps: "Name the principals, or bind aws:PrincipalOrgID, aws:PrincipalAccount or aws:SourceAccount.",
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
                    .flatMap((principal) => findingsOf(document, one, principal, settings)),
            ),
};

/** Also an account id left to a wildcard: no account is meant by it, so all are. */
const isEveryone = ({ kind, text }: PrincipalModel): boolean =>
    kind === "everyone" || (kind === "aws" && text.includes("*"));

const keys = [...sourceKeys, ...principalKeys, ...publicAccessKeys];

const findingsOf = (
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
    const meant = isMeant(statement);
    return [
        {
            path: principal.path,
            message:
                guard.state === "absent"
                    ? `everyone let in to ${toDo(statement)}`
                    : `everyone let in to ${toDo(statement)}, under a condition that does not bind (${guard.path}): ${guard.why}`,
            reason: meant
                ? "Everyone on the internet can read it; that may be what it is for."
                : "Everyone with an account of AWS can use the resource, and some resources anyone without one.",
            fix: `"Principal": { "AWS": "arn:${partition}:iam::${account}:root" }`,
            ...(meant ? { level: "advisory" as const } : {}),
        },
    ];
};

const toDo = ({ actions, notActions }: StatementModel): string => {
    const names = actions.map(({ text }) => text);
    if (notActions.length > 0) {
        return "do anything but what NotAction lists";
    }
    return names.length > 3 ? `${names.slice(0, 3).join(", ")} …` : names.join(", ");
};

/** What is public on purpose: objects of a website to read, functions to call at their URL. */
const meantToBePublic = ["s3:getobject*", "lambda:invokefunctionurl"];

const isMeant = ({ actions, notActions, conditions }: StatementModel): boolean =>
    notActions.length === 0 &&
    actions.every(
        ({ text }) =>
            meantToBePublic.some((pattern) => covers(pattern, text.toLowerCase())) ||
            (text.toLowerCase() === "lambda:invokefunction" &&
                conditions.some(
                    ({ key }) => key === "lambda:functionurlauthtype" || key === "lambda:invokedviafunctionurl",
                )),
    );
