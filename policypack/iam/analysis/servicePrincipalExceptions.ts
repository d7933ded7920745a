/**
 * Pairs of a resource's service and a service principal for which source keys are not, or not alone, what restricts it.
 * Sources were read in 2026, up to 2026-11-22; each entry names its source.
 */
import { accounts, arns, callerSupplied } from "./conditionValues";
import type { ValueCheck } from "./conditions";
import { arnParts } from "../syntax/arn";
import { hasWildcard } from "../syntax/glob";
import { memoizeLast } from "../syntax/memoize";
import type { PolicyModel, StatementModel } from "../model/document";
import type { RestrictingKey } from "./confusedDeputyKeys";
import { serviceOf } from "../knowledge/servicePrincipals";
import { hasVariable } from "../syntax/variables";

/** One clause of a Condition; an ARN or account has the placeholders PARTITION, REGION and ACCOUNT. */
export type ConditionClause = readonly [operator: string, key: string, value: string];

/** Which statements a pair applies to, by their elements. */
export interface ExceptionScope {
    /** The only actions, in lower case. */
    readonly actions: readonly string[];
    /** The start of the resource part of every Resource, with a name after it that is no wildcard. */
    readonly resourceStart: string;
    /** Another service that the statement allows. */
    readonly beside?: string;
}

/** One pair. Without `keys` no condition can restrict it, and rules require none. */
export interface ServicePrincipalException {
    /** The service prefix of the resource's actions: `sns`; `*` for any. */
    readonly resource: string;
    /** The service of the principal: `events`. */
    readonly principal: string;
    /** Keys that restrict this pair, in addition to the source keys. */
    readonly keys?: readonly RestrictingKey[];
    /**
     * The clause for replacements, if the service sends no source keys at all, with the placeholders PARTITION, REGION
     * and ACCOUNT.
     */
    readonly clause?: ConditionClause;
    /**
     * For a pair that no condition can restrict: how to do without the statement.
     *
     * @default - AWS documents no other way, so rules are silent.
     */
    readonly wayOut?: string;
    /**
     * The statements of the pair.
     *
     * @default - every statement.
     */
    readonly scope?: ExceptionScope;
    readonly source: string;
    readonly date: string;
}

const date = "2026-11-22";
const readAgain = "2026-12-01";
const literal =
    (variables: boolean): ValueCheck =>
    (value) => {
        if (variables && hasVariable(value)) {
            return callerSupplied(value);
        }
        return value === "" || hasWildcard(value)
            ? { effect: "unrestricted", why: `"${value}" is not a single value` }
            : { effect: "restricts" };
    };

/** A skill sends its ID and no source key. */
const ofSkill = {
    keys: [{ key: "lambda:eventsourcetoken", check: literal }],
    clause: ["StringEquals", "lambda:EventSourceToken", "amzn1.ask.skill.SKILL_ID"],
} as const;

/** The known exceptions. */
export const servicePrincipalExceptions: readonly ServicePrincipalException[] = [
    {
        resource: "sns",
        principal: "events",
        wayOut: "Give the target of the rule a role that allows sns:Publish on the topic, and remove this statement.",
        source:
            "EventBridge User Guide, eb-use-resource-based: no Condition blocks in topic policies; the newer text (in the " +
            "translations) lets a target have a role instead, the older one (in English) forbids it",
        date: readAgain,
    },
    ...["events", "delivery.logs"].map((principal) => ({
        resource: "logs",
        principal,
        scope: {
            actions: ["logs:createlogstream", "logs:putlogevents", "logs:putlogeventsbatch"],
            resourceStart: "log-group:",
            beside: "events",
        },
        source: "EventBridge User Guide, eb-use-resource-based (CloudWatch Logs: both services, no Condition)",
        date: readAgain,
    })),
    { resource: "kms", principal: "events", source: "EventBridge User Guide, rules to an encrypted SNS topic", date },
    {
        resource: "kms",
        principal: "cloudtrail",
        source: "CloudTrail User Guide, KMS keys of Lake event data stores",
        date,
    },
    { resource: "kms", principal: "auditmanager", source: "Audit Manager User Guide, settings-KMS", date },
    {
        resource: "s3",
        principal: "logdelivery.elasticloadbalancing",
        source: "Elastic Load Balancing guides, access log bucket policies",
        date,
    },
    {
        resource: "s3",
        principal: "logdelivery.elb",
        source: "Elastic Load Balancing guides, access log bucket policies",
        date,
    },
    {
        resource: "ecr",
        principal: "replication.ecr",
        source: "Amazon ECR User Guide, registry permissions for replication",
        date,
    },
    {
        resource: "kms",
        principal: "logs",
        keys: [{ key: "kms:encryptioncontext:aws:logs:arn", check: arns }],
        clause: ["ArnLike", "kms:EncryptionContext:aws:logs:arn", "arn:PARTITION:logs:REGION:ACCOUNT:*"],
        source: "CloudWatch Logs User Guide, encrypt-log-data-kms",
        date,
    },
    {
        resource: "kms",
        principal: "fargate",
        keys: [{ key: "kms:encryptioncontext:aws:ecs:clusteraccount", check: accounts }],
        clause: ["StringEquals", "kms:EncryptionContext:aws:ecs:clusterAccount", "ACCOUNT"],
        source: "Amazon ECS Developer Guide, fargate-create-storage-key",
        date: readAgain,
    },
    ...["s3tables", "maintenance.s3tables"].map((principal) => ({
        resource: "kms",
        principal,
        keys: [{ key: "kms:encryptioncontext:aws:s3:arn", check: arns }],
        clause: [
            "ArnLike",
            "kms:EncryptionContext:aws:s3:arn",
            "arn:PARTITION:s3tables:REGION:ACCOUNT:bucket/*",
        ] as const,
        source: "Amazon S3 User Guide, s3-tables-kms-permissions",
        date: readAgain,
    })),
    ...["aiops", "aiops.alarms.cloudwatch"].map((principal) => ({
        resource: "kms",
        principal,
        keys: [
            { key: "kms:encryptioncontext:aws:aiops:investigation-group-arn", check: arns },
            // AWS prints it under StringEquals with a wildcard, which is never true.
            { key: "kms:encryptioncontext:aws:states:statemachinearn", check: arns },
        ],
        clause: [
            "ArnLike",
            "kms:EncryptionContext:aws:aiops:investigation-group-arn",
            "arn:PARTITION:aiops:REGION:ACCOUNT:investigation-group/*",
        ] as const,
        source: "Amazon CloudWatch User Guide, Investigations-Security; CDK's bedrock and aiops examples",
        date: readAgain,
    })),
    {
        resource: "*",
        principal: "ses",
        keys: [{ key: "aws:referer", check: accounts }],
        source: "Amazon SES Developer Guide, receiving-email-permissions",
        date,
    },
    {
        resource: "lambda",
        principal: "alexa-appkit",
        ...ofSkill,
        source: "Alexa Skills Kit, host a custom skill as a Lambda function",
        date,
    },
    {
        resource: "lambda",
        principal: "alexa-connectedhome",
        ...ofSkill,
        source: "Alexa Skills Kit, host a smart home skill as a Lambda function",
        date,
    },
];

/**
 * The encryption context that AWS services bind their data keys to names the resource that is encrypted:
 * `kms:EncryptionContext:aws:SERVICE:…`. A condition on one restricts the source if its value names the account.
 */
const contextPrefix = "kms:encryptioncontext:aws:";

/** By its name, a key of the context has an ARN or an account; others have names that anyone can choose. */
const contextCheck = (key: string): RestrictingKey["check"] | undefined => {
    if (key.endsWith("arn")) {
        return arns;
    }
    return /account(id)?$/.test(key) ? accounts : undefined;
};

/** The keys of the encryption context in a document's conditions: they restrict any service on a KMS key. */
export const encryptionContextKeys = memoizeLast(({ statements }: PolicyModel): readonly RestrictingKey[] => {
    const keys = new Set(
        statements.flatMap(({ conditions }) =>
            conditions.map(({ key }) => key).filter((key) => key.startsWith(contextPrefix)),
        ),
    );
    return [...keys].flatMap((key) => {
        const check = contextCheck(key);
        return check === undefined ? [] : [{ key, check }];
    });
});

/** Whether a statement is one of those that the exception is about. */
export const isInScope = (
    { scope }: ServicePrincipalException,
    { actions, resources, principals }: StatementModel,
): boolean =>
    scope === undefined ||
    (actions.length > 0 &&
        actions.every(({ text }) => scope.actions.includes(text.toLowerCase())) &&
        resources.length > 0 &&
        resources.every(({ text }) => isNamed(text, scope.resourceStart)) &&
        (scope.beside === undefined ||
            principals.some(({ kind, text }) => kind === "service" && serviceOf(text) === scope.beside)));

/** Whether the ARN is resolved at deployment, or has this start and a name after it. */
const isNamed = (arn: string, start: string): boolean => {
    const resource = arnParts(arn)?.resource ?? "";
    const isWhole = resource.startsWith(start) && resource.length > start.length;
    return arn.startsWith(deferredStart) || (isWhole && !hasWildcard(resource.charAt(start.length)));
};

const deferredStart = "{{";

const byPrincipal = new Map(
    servicePrincipalExceptions.map((one) => [
        one.principal,
        servicePrincipalExceptions.filter(({ principal }) => principal === one.principal),
    ]),
);

const none: readonly ServicePrincipalException[] = [];

/** The exceptions for a service principal on resources of these services. */
export const exceptionsFor = (resources: readonly string[], host: string): readonly ServicePrincipalException[] => {
    const known = byPrincipal.get(serviceOf(host));
    return known === undefined
        ? none
        : known.filter(({ resource }) => resource === "*" || resources.includes(resource));
};
