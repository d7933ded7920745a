/**
 * Pairs of a resource's service and a service principal for which source keys are not, or not alone, what restricts it.
 * Sources were read in 2026, up to 2026-11-22; each entry names its source.
 */
import { accounts, arns, callerSupplied } from "./conditionValues";
import type { ValueCheck } from "./conditions";
import { hasWildcard } from "../syntax/glob";
import type { RestrictingKey } from "./confusedDeputyKeys";
import { serviceOf } from "../knowledge/servicePrincipals";
import { hasVariable } from "../syntax/variables";

/** One clause of a Condition. */
export type ConditionClause = readonly [operator: string, key: string, value: string];

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
    readonly source: string;
    readonly date: string;
}

const date = "2026-11-22";
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
        source: "EventBridge User Guide, eb-use-resource-based (no Condition blocks on topics)",
        date,
    },
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

/** The exceptions for a service principal on resources of these services. */
export const exceptionsFor = (resources: readonly string[], host: string): readonly ServicePrincipalException[] => {
    const service = serviceOf(host);
    return servicePrincipalExceptions.filter(
        ({ resource, principal }) => principal === service && (resource === "*" || resources.includes(resource)),
    );
};
