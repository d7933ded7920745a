import {
    guardOf,
    allowedPrincipals,
    encryptionContextKeys,
    exceptionsFor,
    isInScope,
    resourceServices,
    sourceKeys,
    type Guard,
    type PolicyModel,
    type PrincipalModel,
    type ServicePrincipalException,
    type StatementModel,
} from "../../iam";
import { accountClauses, guardedStatements, type PrincipalToGuard } from "../shared/guardedStatements";
import { guardData, ineffective, unguarded } from "../shared/guardPhrases";
import { placeholders, withPlaceholders, type PlaceholderValues } from "../shared/placeholders";
import { statementReplacement } from "../shared/statementReplacement";
import type { DocumentRule, Report, RuleOptions } from "../../engine/rule";
import { servicesAllowedByConditions } from "../shared/serviceConditions";
import { zoneOfTrust } from "../../engine/options";

type Id = "unguarded" | "ineffective" | "noConditions" | "bucketSubscription";

const what = "[[{service}]][[every {vendor} service]] may access the resource";

const reason = "Anyone in any AWS account can make the service access this resource on their behalf.";

const fix = "Restrict the source of the requests in the statement's Condition.";

/** Reports resource policies that allow a service without restricting the source account. */
export const resourceConfusedDeputy: DocumentRule<Id> = {
    name: "iam-resource-confused-deputy",
    on: "document",
    level: "mandatory",
    severity: "high",
    description: "Resource policies that allow an AWS service must restrict the source account, ARN or organization.",
    remediationSteps:
        "Add aws:SourceAccount with your account to the statement's Condition. An ARN without an account is not sufficient.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    messages: {
        unguarded: { message: `${what} ${unguarded}`, reason, fix },
        ineffective: { message: `${what} ${ineffective}`, reason, fix },
        noConditions: {
            message: `${what}, and no condition can restrict for whom`,
            reason: "The policy accepts {service} on behalf of every AWS account: it sends no source keys here.",
            fix: "{wayOut}",
        },
        bucketSubscription: {
            message: `${what} for a bucket, whose ARN has no account`,
            reason:
                "@pulumi/aws writes the permission for an event handler of the bucket. Once the bucket is deleted, " +
                "another account can claim its name and invoke the function.",
            fix:
                "Remove the event handler together with the bucket, or set sourceAccount on the permission with the " +
                "resource option transforms of the event handler.",
        },
    },
    appliesTo: ["resource"],
    check: (document, settings) =>
        document.statements
            .filter(({ effect }) => effect === "Allow")
            .flatMap((one) => reportsOn(document, one, settings)),
};

/** The services that a statement allows, including those that a condition selects from `Principal: "*"`. */
const servicesIn = (statement: StatementModel): readonly PrincipalModel[] =>
    allowedPrincipals(statement).flatMap((principal) => {
        if (principal.kind === "service") {
            return [principal];
        }
        return principal.kind === "everyone" ? servicesAllowedByConditions(statement, principal) : [];
    });

/** The exception of a service that no condition can restrict on a resource. */
const unguardable = (
    resource: string,
    statement: StatementModel,
    { text }: PrincipalModel,
): ServicePrincipalException | undefined =>
    exceptionsFor([resource], text).find((one) => one.keys === undefined && isInScope(one, statement));

/** A service that anyone can make access the resource. */
interface Unguarded {
    readonly principal: PrincipalModel;
    readonly guard: Guard;
    readonly pairs: readonly ServicePrincipalException[];
    /** What to do instead, if no condition can restrict the service. */
    readonly wayOut: string | undefined;
}

const reportsOn = (document: PolicyModel, statement: StatementModel, options: RuleOptions): readonly Report<Id>[] => {
    const found = servicesIn(statement).flatMap((principal) =>
        unguardedService(document, statement, principal, options),
    );
    if (found.length === 0) {
        return [];
    }
    const isOfBucket = options.isBucketSubscription === true && isBucketAlone(statement);
    const guardable = isOfBucket ? [] : found.filter(({ wayOut }) => wayOut === undefined);
    const replacement =
        guardable.length === 0
            ? undefined
            : statementReplacement(document, statement, options, () => {
                  const values = placeholders(document, options);
                  const statements = guardedStatements(
                      { document, zone: zoneOfTrust(options) },
                      statement,
                      guardable.map((one) => toGuard(one, values)),
                  );
                  return statements && { statements, placeholders: ["SKILL_ID"] };
              });
    return found.map((one) => ({
        path: one.principal.path,
        principal: one.principal,
        ...situationOf(one, isOfBucket),
        replacement: one.wayOut === undefined ? replacement : undefined,
    }));
};

/** The message, its values and the level. */
const situationOf = (
    { principal, guard, wayOut }: Unguarded,
    isOfBucket: boolean,
): Pick<Report<Id>, "identity" | "messageId" | "data" | "level"> => {
    if (wayOut !== undefined) {
        return { messageId: "noConditions", data: { service: principal.text, wayOut }, level: "advisory" };
    }
    if (isOfBucket) {
        // The bucket is another resource, without which the statement is a mandatory violation.
        return {
            identity: "bucketSubscription",
            messageId: "bucketSubscription",
            data: { service: principal.text },
            level: "advisory",
        };
    }
    return {
        messageId: guard.state === "absent" ? "unguarded" : "ineffective",
        data: {
            ...(principal.text === "*" ? { vendor: "AWS" } : { service: principal.text }),
            ...guardData(guard),
        },
    };
};

const unguardedService = (
    document: PolicyModel,
    statement: StatementModel,
    principal: PrincipalModel,
    options: RuleOptions,
): readonly Unguarded[] => {
    const resources = resourceServices(statement);
    // The policy belongs to one resource; an exception for another service's action must not exempt it.
    const exceptions = resources.map((resource) => unguardable(resource, statement, principal));
    const isUnguardable = exceptions.length > 0 && exceptions.every((one) => one !== undefined);
    const wayOut = isUnguardable ? exceptions.flatMap((one) => one.wayOut ?? [])[0] : undefined;
    if (isUnguardable && wayOut === undefined) {
        return [];
    }
    const pairs = exceptionsFor(resources, principal.text);
    const keys = [
        ...sourceKeys,
        ...pairs.flatMap((pair) => pair.keys ?? []),
        ...(resources.includes("kms") ? encryptionContextKeys(document) : []),
    ];
    const guard = guardOf(document, statement, principal, keys, zoneOfTrust(options));
    return guard.state === "denied" || guard.state === "neverTrue" || guard.state === "restricted"
        ? []
        : [{ principal, guard, pairs, wayOut }];
};

/** Whether the only source is a bucket: its ARN has no account, and a wildcard in it would match every bucket. */
const isBucketAlone = ({ conditions }: StatementModel): boolean =>
    conditions.length === 1 &&
    conditions.every(
        ({ key, values }) =>
            key === "aws:sourcearn" && values.every(({ text }) => /^arn:[a-z-]+:s3:::[a-z0-9][a-z0-9.-]+$/.test(text)),
    );

const toGuard = ({ principal, pairs }: Unguarded, values: PlaceholderValues): PrincipalToGuard => {
    const ofPair = pairs.flatMap(({ clause }) => (clause === undefined ? [] : [clause]));
    return {
        principal,
        clauses:
            ofPair.length === 0
                ? accountClauses(values)
                : ofPair.map(([operator, key, value]) => [operator, key, withPlaceholders(value, values)]),
    };
};
