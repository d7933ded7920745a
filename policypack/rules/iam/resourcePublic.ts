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
import { guardData, ineffective } from "../shared/guardPhrases";
import { placeholders } from "../shared/placeholders";
import type { MessageData } from "../../engine/message";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { servicesAllowedByConditions } from "../shared/serviceConditions";
import { zoneOfTrust } from "../../engine/options";

type Id = "unguarded" | "ineffective" | "maybeIntended";

const what = "everyone may perform [[{actions}]][[every action that {notAction} does not exclude]]";

const reason = "Anyone with an AWS account can use the resource, and some resources also allow anonymous requests.";

const fix = "Name the principals that need access.";

/** Reports resource policies that allow everyone without restricting the principal, source or network. */
export const resourcePublic: DocumentRule<Id> = {
    name: "iam-resource-public",
    on: "document",
    level: "mandatory",
    severity: "high",
    description: "Resource policies must not allow public access.",
    remediationSteps:
        "Name the principals, or restrict access with aws:PrincipalOrgID, aws:PrincipalAccount or aws:SourceAccount.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
    messages: {
        unguarded: { message: what, reason, fix },
        ineffective: { message: `${what} ${ineffective}`, reason, fix },
        maybeIntended: {
            message: `${what}[[ ${ineffective}]]`,
            reason: "Anyone on the internet can read or invoke it, which may be intended.",
            fix,
        },
    },
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
                    .flatMap((principal) => reportsOn(document, one, principal, settings)),
            ),
};

/** Includes an account ID with a wildcard, which matches every account. */
const isEveryone = ({ kind, text }: PrincipalModel): boolean =>
    kind === "everyone" || (kind === "aws" && text.includes("*"));

const keys = [...sourceKeys, ...principalKeys, ...publicAccessKeys];

const reportsOn = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Report<Id>[] => {
    const guard = guardOf(document, statement, principal, keys, zoneOfTrust(options));
    if (guard.state === "denied" || guard.state === "neverTrue" || guard.state === "restricted") {
        return [];
    }
    const { partition, account } = placeholders(document, options);
    const id = guard.state === "absent" ? "unguarded" : "ineffective";
    return [
        {
            path: principal.path,
            ...(isMaybeIntended(statement) ? { messageId: "maybeIntended", level: "advisory" } : { messageId: id }),
            data: { ...actionData(statement), ...guardData(guard) },
            replacement: `"Principal": { "AWS": "arn:${partition}:iam::${account}:root" }`,
        },
    ];
};

const actionData = ({ actions, notActions }: StatementModel): MessageData => {
    if (notActions.length > 0) {
        return { notAction: "NotAction" };
    }
    const names = actions.map(({ text }) => text);
    return { actions: names.length > 3 ? `${names.slice(0, 3).join(", ")} …` : names.join(", ") };
};

/** Actions that are often public on purpose: reading website objects and invoking function URLs. */
const publicActions = ["s3:getobject*", "lambda:invokefunctionurl"];

const isMaybeIntended = ({ actions, notActions, conditions }: StatementModel): boolean =>
    notActions.length === 0 &&
    actions.every(
        ({ text }) =>
            publicActions.some((pattern) => covers(pattern, text.toLowerCase())) ||
            (text.toLowerCase() === "lambda:invokefunction" &&
                conditions.some(
                    ({ key }) => key === "lambda:functionurlauthtype" || key === "lambda:invokedviafunctionurl",
                )),
    );
