/** The constraints of AWS on the strings and numbers that several patterns take. */
import { regionCode } from "../../policypack/iam";
import { documentAdvice, regionAdvice, timeZoneAdvice } from "./advice";
import type { ValueConstraint } from "./constraints";
import { scheduleAdvice, type Scheduler } from "./schedule";

/**
 * IAM allows `*`, `?` and `$` in a path, but a policy that contains the role's ARN would interpret them as wildcards or
 * policy variables.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const iamPath: ValueConstraint = {
    description: 'an IAM path: "/" or "/…/", at most 512 characters, without "*", "?" or "$"',
    pattern: "/|(?=.{2,512}$)/[!-#%-)+-.0->@-~]+(/[!-#%-)+-.0->@-~]+)*/",
};

const iamName = (kind: string, characters: number): ValueConstraint => ({
    description: `${kind}: 1 to ${String(characters)} letters, digits or any of "+=,.@_-"`,
    pattern: `[\\w+=,.@-]{1,${String(characters)}}`,
});

export const roleName = iamName("a role name", 64);
export const policyName = iamName("a policy name", 128);
export const instanceProfileName = iamName("an instance profile name", 128);

const granteeOf = (kind: string, resource: string, characters: number): ValueConstraint => ({
    description: `the name of an existing ${kind}, or its ARN`,
    pattern: `[\\w+=,.@-]{1,${String(characters)}}|arn:[a-z-]+:iam::\\d{12}:${resource}/[!-~]*[\\w+=,.@-]+`,
});

export const userGrantee = granteeOf("IAM user", "user", 64);
export const groupGrantee = granteeOf("IAM group", "group", 128);
export const roleGrantee: ValueConstraint = {
    ...granteeOf("IAM role", "role", 64),
    reference: { to: "role", isRequired: true, orName: true },
};

export const roleArn: ValueConstraint = {
    description: "the ARN of one role: arn:PARTITION:iam::ACCOUNT:role/NAME, without a wildcard",
    pattern: "arn:[a-z-]+:iam::\\d{12}:role/([!-#%-)+->@-~]*/)?[\\w+=,.@-]{1,64}",
    reference: { to: "role" },
};

/** The ARN of a role that the component uses instead of creating one. */
export const existingRoleArn: ValueConstraint = { ...roleArn, reference: { to: "role", isRequired: true } };

export const instanceProfileArn: ValueConstraint = {
    description:
        "the ARN of one instance profile: arn:PARTITION:iam::ACCOUNT:instance-profile/NAME, without a wildcard",
    pattern: "arn:[a-z-]+:iam::\\d{12}:instance-profile/([!-#%-)+->@-~]*/)?[\\w+=,.@-]{1,128}",
};

export const managedPolicyArn: ValueConstraint = {
    description: "the ARN of one managed policy: arn:PARTITION:iam::ACCOUNT:policy/NAME",
    pattern: "arn:[a-z-]+:iam::(\\d{12}|aws):policy/([!-)+->@-~]*/)?[\\w+=,.@-]{1,128}",
};

export const permissionsBoundary: ValueConstraint = {
    ...managedPolicyArn,
    reference: { to: "boundary", isRequired: true },
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html */
export const documentName: ValueConstraint = {
    description:
        'the name of one document or its ARN: a name of 3 to 128 letters, digits, ".", "_" or "-", or an ARN, without a wildcard',
    pattern: "[A-Za-z0-9_.-]{3,128}|arn:[a-z-]+:ssm:[a-z0-9-]+:(\\d{12})?:document/[A-Za-z0-9_.-]{3,128}",
    sameLocation: true,
    advise: documentAdvice,
};

/** Matches the beginning of the names that AWS keeps for its own documents, in any case. */
const nameOfAws = "[Aa][Ww][Ss]|[Aa][Mm][Aa][Zz][Oo][Nn]|[Aa][Mm][Zz][Nn]";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html */
export const ownDocumentName: ValueConstraint = {
    description:
        'the name of a document of your own: 3 to 128 letters, digits, ".", "_" or "-", not beginning with "aws", "amazon" or "amzn"',
    pattern: `(?!${nameOfAws})[A-Za-z0-9_.-]{3,128}`,
};

export const documentPrefix: ValueConstraint = {
    description: 'the beginning of document names: 3 to 127 letters, digits, ".", "_" or "-", without a wildcard',
    pattern: "[A-Za-z0-9_.-]{3,127}",
};

export const ownDocumentPrefix: ValueConstraint = {
    description:
        'the beginning of names of your own documents: 3 to 127 letters, digits, ".", "_" or "-", without a wildcard, not beginning with "aws", "amazon" or "amzn"',
    pattern: `(?!${nameOfAws})[A-Za-z0-9_.-]{3,127}`,
};

/** The types that `ssm:DocumentType` compares, as of 2026-12-01. */
const documentTypes = [
    ...["ApplicationConfiguration", "ApplicationConfigurationSchema", "AutoApprovalPolicy", "Automation"],
    ...["Automation.ChangeTemplate", "ChangeCalendar", "CloudFormation", "Command", "ConformancePackTemplate"],
    ...["DeploymentStrategy", "ManualApprovalPolicy", "Package", "Policy", "ProblemAnalysis"],
    ...["ProblemAnalysisTemplate", "QuickSetup", "Session"],
];

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html */
export const documentType: ValueConstraint = {
    description: `a document type: one of ${documentTypes.join(", ")}`,
    pattern: documentTypes.map((type) => type.replace(".", "\\.")).join("|"),
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/managed-instances-default-host-management.html */
export const nodeId: ValueConstraint = {
    description: 'a node ID: "i-" or "mi-" and 8 or 17 hexadecimal digits',
    pattern: "m?i-[0-9a-f]{8}([0-9a-f]{9})?",
};

/**
 * The key of a tag that a component sets.
 *
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
 */
export const tagKey: ValueConstraint = {
    description: 'a tag key: 1 to 128 letters, digits, spaces or any of "_.:/=+-@", not beginning with "aws:"',
    pattern: "(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}",
};

/** The key of a tag that a policy matches. AWS sets those that begin with `aws:`, such as the Auto Scaling group's. */
export const matchedTagKey: ValueConstraint = {
    description: 'a tag key: 1 to 128 letters, digits, spaces or any of "_.:/=+-@"',
    pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}",
};

/** Policies compare tag values literally, so a wildcard or a policy variable would not work as expected. */
export const tagValue: ValueConstraint = {
    description: 'a tag value: at most 256 letters, digits, spaces or any of "_.:/=+-@"',
    pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}",
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketName: ValueConstraint = {
    description: 'a bucket name: 3 to 63 lower-case letters, digits, "." or "-"',
    pattern: "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
};

export const keyPrefix: ValueConstraint = {
    description: 'a key prefix: a prefix without a leading or trailing slash and without "*", "?" or "$"',
    pattern: "[A-Za-z0-9!_.'()-]+(/[A-Za-z0-9!_.'()-]+)*",
};

/** Region codes have the form `AREA-DIRECTION-NUMBER`. */
export const region: ValueConstraint = {
    description: "a Region code: a code such as eu-west-1",
    pattern: regionCode,
    region: true,
    advise: regionAdvice,
};

/** A reason that is recorded with an acceptance. */
export const reason: ValueConstraint = { description: "a reason of 10 to 500 characters", pattern: "[\\s\\S]{10,500}" };

export const runbookParameterName: ValueConstraint = {
    description: 'the name of a runbook parameter: 1 to 64 letters, digits, "_" or "-"',
    pattern: "[A-Za-z0-9_-]{1,64}",
};

export const parameterName: ValueConstraint = {
    description: 'the full name of one parameter: letters, digits, ".", "_", "-" and "/", such as /app/db/password',
    pattern: "(?!/?(aws|ssm)(/|$))([A-Za-z0-9_.-]+|(/[A-Za-z0-9_.-]+){1,15})",
};

/**
 * The prefixes `aws` and `ssm` are reserved for AWS.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
 */
export const parameterPath: ValueConstraint = {
    description: "a path below the root: a path such as /app/prod, without a trailing slash or a wildcard",
    pattern: "(?!/(aws|ssm)(/|$))(/[A-Za-z0-9_.-]+){1,14}",
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupName: ValueConstraint = {
    description: 'the name of one log group: 1 to 512 letters, digits, or any of "_-/.#", without a wildcard',
    pattern: "[A-Za-z0-9_/.#-]{1,512}",
};

export const accountId: ValueConstraint = { description: "a 12-digit account ID", pattern: "\\d{12}" };

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html */
export const clusterName: ValueConstraint = {
    description: 'the name of one ECS cluster: 1 to 255 letters, digits, "_" or "-", without a wildcard',
    pattern: "[A-Za-z0-9_-]{1,255}",
};

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
export const containerName: ValueConstraint = {
    description: 'the name of one container: 1 to 255 letters, digits, "_" or "-", without a wildcard',
    pattern: "[A-Za-z0-9_-]{1,255}",
};

export const functionArn: ValueConstraint = {
    description:
        "the ARN of one Lambda function: arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME, with or without :ALIAS",
    pattern: "arn:[a-z-]+:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128}|:\\$LATEST)?",
};

export const stateMachineArn: ValueConstraint = {
    description: "the ARN of one state machine: arn:PARTITION:states:REGION:ACCOUNT:stateMachine:NAME",
    pattern: "arn:[a-z-]+:states:[a-z0-9-]+:\\d{12}:stateMachine:[A-Za-z0-9_.+@=-]{1,80}",
};

export const resourceGroupName: ValueConstraint = {
    description: 'the name of one resource group: 1 to 300 letters, digits, ".", "_" or "-"',
    pattern: "[A-Za-z0-9_.-]{1,300}",
};

export const topicArn: ValueConstraint = {
    description: "the ARN of one standard topic: arn:PARTITION:sns:REGION:ACCOUNT:NAME, not a FIFO topic",
    pattern: "arn:[a-z-]+:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}",
    reference: { to: "topic" },
};

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const topicName: ValueConstraint = {
    description: 'the name of a standard topic: 1 to 256 letters, digits, "_" or "-", without ".fifo"',
    pattern: "[A-Za-z0-9_-]{1,256}",
};

/** A key ARN, not an alias: an alias can be pointed at another key, and key permissions need the key ARN. */
export const kmsKeyArn: ValueConstraint = {
    description: "the ARN of one key: arn:PARTITION:kms:REGION:ACCOUNT:key/ID, neither an alias nor a wildcard",
    pattern: "arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/(mrk-[0-9a-f]{32}|[0-9a-f-]{36})",
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateMaintenanceWindow.html */
export const windowName: ValueConstraint = {
    description: 'a name: 3 to 128 letters, digits, ".", "_" or "-"',
    pattern: "[A-Za-z0-9_.-]{3,128}",
};

export const timezone: ValueConstraint = {
    description: "an IANA time zone: a name such as Europe/Dublin",
    pattern: "[A-Za-z0-9_+/-]{1,64}",
    advise: timeZoneAdvice,
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html */
export const schedule = (scheduler: Scheduler): ValueConstraint => ({
    description: "a schedule: cron(…), rate(…) or at(…)",
    pattern: "(cron|rate|at)\\([^()]+\\)",
    advise: scheduleAdvice(scheduler),
});

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RegisterTaskWithMaintenanceWindow.html */
export const maxErrors: ValueConstraint = {
    description: 'a number or a percentage: a value such as "0" or "10%"',
    pattern: "0|[1-9][0-9]{0,6}|[1-9]?[0-9]%|100%",
};

/** Zero concurrency would never run anything. */
export const maxConcurrency: ValueConstraint = {
    description: 'a number from 1 or a percentage from 1%: a value such as "5" or "10%"',
    pattern: "[1-9][0-9]{0,6}|[1-9][0-9]?%|100%",
};

/** An integer. `unit` is in the plural, such as `hours`. */
export const wholeNumber = (unit: string, minimum: number, maximum: number): ValueConstraint => ({
    description: `a whole number of ${unit} from ${String(minimum)} to ${String(maximum)}`,
    minimum,
    maximum,
    whole: true,
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const sessionSeconds = wholeNumber("seconds", 3600, 43_200);
