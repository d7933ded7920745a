import {
    principalKeys,
    covers,
    deniesOf,
    guardOf,
    holdsFor,
    allowedPrincipals,
    knowsVariables,
    publicAccessKeys,
    restrictionOf,
    sourceKeys,
    statementsWithUnion,
    toStatementJson,
    trueWhenAbsent,
    type ConditionModel,
    type Guard,
    type PolicyModel,
    type PrincipalModel,
    type StatementJson,
    type StatementModel,
} from "../../iam";
import { guardData, ineffective } from "../shared/guardPhrases";
import { accountClauses, guardedStatements, isSourceCondition, type GuardContext } from "../shared/guardedStatements";
import { accountPrincipal, placeholders, type PlaceholderValues } from "../shared/placeholders";
import { newClause, statementReplacement, withPrincipals } from "../shared/statementReplacement";
import type { MessageData } from "../../engine/message";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { servicesAllowedByConditions } from "../shared/serviceConditions";
import { zoneOfTrust } from "../../engine/options";

type Id = "unguarded" | "ineffective" | "maybeIntended" | "anySigner";

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
        anySigner: {
            message: `${what} with a signed request[[ and ${ineffective}]]`,
            reason:
                "The auth type AWS_IAM only requires a signature, and Lambda accepts it from every AWS account that the " +
                "policy allows.",
            fix: "Name the accounts or roles that call the URL as principals, or require aws:PrincipalOrgID.",
        },
    },
    appliesTo: ["resource"],
    check: (document, settings) =>
        document.statements
            .filter(({ effect }) => effect === "Allow")
            .flatMap((one) => reportsOn(document, one, settings)),
};

/** Includes an account ID with a wildcard, which matches every account. */
const isEveryone = ({ kind, text }: PrincipalModel): boolean =>
    kind === "everyone" || (kind === "aws" && text.includes("*"));

const keys = [...sourceKeys, ...principalKeys, ...publicAccessKeys];

/** A principal that includes everyone, and what restricts it. */
interface Everyone {
    readonly principal: PrincipalModel;
    readonly guard: Guard;
}

const reportsOn = (document: PolicyModel, statement: StatementModel, options: RuleOptions): readonly Report<Id>[] => {
    if (options.clientNetwork === "vpc") {
        return [];
    }
    const zone = zoneOfTrust(options);
    const united = statementsWithUnion(document).get(statement) ?? statement;
    const found = allowedPrincipals(statement)
        .filter((principal) => isEveryone(principal) && servicesAllowedByConditions(statement, principal).length === 0)
        .map((principal): Everyone => ({ principal, guard: guardOf(document, united, principal, keys, zone) }))
        .filter(({ guard: { state } }) => state !== "denied" && state !== "neverTrue" && state !== "restricted")
        .filter(
            ({ principal }) =>
                options.clientNetwork !== "serviceNetwork" || !requiresAuthentication(document, statement, principal),
        );
    if (found.length === 0) {
        return [];
    }
    const replacement = statementReplacement(document, statement, options, () => {
        const statements = restricted({ document, zone }, statement, found, placeholders(document, options));
        return statements && { statements };
    });
    return found.map(({ principal, guard }) => ({
        path: principal.path,
        principal,
        ...situationOf(document, statement, principal, guard),
        data: { ...actionData(statement), ...guardData(guard) },
        replacement,
    }));
};

/** The statement for the account alone, or for the services that act for it. */
const restricted = (
    context: GuardContext,
    statement: StatementModel,
    found: readonly Everyone[],
    values: PlaceholderValues,
): readonly StatementJson[] | undefined => {
    // A condition on the source is meant for services, which a principal of an account excludes.
    if (statement.conditions.some(isSourceCondition)) {
        const clauses = accountClauses(values);
        return guardedStatements(
            context,
            statement,
            found.map(({ principal }) => ({ principal, clauses })),
        );
    }
    const { notPrincipals } = statement;
    const conditions = statement.conditions.filter((one) => !isOfOthers(context, one)).map(asSigned);
    if (notPrincipals.length > 0) {
        const own = newClause("StringEquals", "aws:PrincipalAccount", [values.account]);
        return [
            toStatementJson({ ...statement, conditions: [...conditions.filter(({ key }) => key !== own.key), own] }),
        ];
    }
    const account: PrincipalModel = { kind: "aws", text: accountPrincipal(values), path: "" };
    return [
        toStatementJson({
            ...statement,
            principals: withPrincipals(statement.principals, (one) => (isEveryone(one) ? account : one)),
            conditions,
        }),
    ];
};

/** Whether the condition restricts the principal to an account or organization outside the zone of trust. */
const isOfOthers = ({ document, zone }: GuardContext, condition: ConditionModel): boolean => {
    const check = principalKeys.find(({ key }) => key === condition.key)?.check(knowsVariables(document), zone);
    return check !== undefined && restrictionOf([condition], condition.key, check, true).state === "external";
};

/** The caller of a function URL has a principal only if the URL requires a signature. */
const asSigned = (condition: ConditionModel): ConditionModel =>
    condition.key === "lambda:functionurlauthtype"
        ? newClause("StringEquals", condition.source.key, ["AWS_IAM"])
        : condition;

const actionData = ({ actions, notActions }: StatementModel): MessageData => {
    if (notActions.length > 0) {
        return { notAction: "NotAction" };
    }
    const names = actions.map(({ text }) => text);
    return { actions: names.length > 3 ? `${names.slice(0, 3).join(", ")} …` : names.join(", ") };
};

/** Reading objects, which may be those of a website. */
const reading = "s3:getobject*";
const invokingUrl = "lambda:invokefunctionurl";
const authType = "lambda:functionurlauthtype";
const viaUrl = "lambda:invokedviafunctionurl";

/**
 * The message and the level: what may be public on purpose is advisory. AWS documents a statement for the auth type
 * `NONE` and one for the invocation behind it as the way to a public function URL.
 *
 * @see AWS Lambda Developer Guide, urls-auth (read 2026-12-01)
 */
const situationOf = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    { state }: Guard,
): Pick<Report<Id>, "messageId" | "level"> => {
    const { actions, notActions } = statement;
    const isEach = (isSuch: (action: string) => boolean): boolean =>
        notActions.length === 0 && actions.every(({ text }) => isSuch(text.toLowerCase()));
    const isUrl = isEach((action) => action === invokingUrl || (action === invoking && isThroughUrl(statement)));
    if (isUrl && requiresSignature(document, statement, principal)) {
        return { messageId: "anySigner" };
    }
    if (isUrl || isEach((action) => covers(reading, action))) {
        return { messageId: "maybeIntended", level: "advisory" };
    }
    return { messageId: state === "absent" ? "unguarded" : "ineffective" };
};

const invoking = "lambda:invokefunction";

/** Whether the statement allows invoking the function through its URL only. */
const isThroughUrl = ({ conditions }: StatementModel): boolean =>
    conditions.some(
        (one) =>
            !trueWhenAbsent(one) &&
            (one.key === authType || (one.key === viaUrl && holdsFor(one, "true") === true && !holdsFor(one, "false"))),
    );

/** Whether the statement, or a Deny, excludes URLs without authentication. */
const requiresSignature = (document: PolicyModel, statement: StatementModel, principal: PrincipalModel): boolean =>
    excludes(document, statement, principal, authType, "NONE");

/** Whether the statement, or a Deny, excludes requests in which the key has this value. */
const excludes = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    key: string,
    value: string,
): boolean =>
    statement.conditions.some((one) => one.key === key && holdsFor(one, value) === false) ||
    deniesOf(document, statement, principal).some(({ conditions }) =>
        conditions.every((one) => one.key === key && holdsFor(one, value) === true),
    );

/** Tags of the caller: a request without a signature has none. */
const callerTag = "aws:principaltag/";

/**
 * Whether only signed requests are allowed. In the auth policy of a service network, AWS documents that as the way to
 * allow every caller of the VPCs that are connected to it.
 *
 * @see Amazon VPC Lattice User Guide, service-network-access, "Allow only authenticated access" (read 2026-12-01)
 */
const requiresAuthentication = (document: PolicyModel, statement: StatementModel, principal: PrincipalModel): boolean =>
    excludes(document, statement, principal, "aws:principaltype", "Anonymous") ||
    statement.conditions.some((one) => one.key.startsWith(callerTag) && !trueWhenAbsent(one));
