import { rejectUnusableRole } from "./iam";
import {
    arn,
    between,
    booleanField,
    computed,
    generated,
    initially,
    itemsBetween,
    jsonObject,
    length,
    listOf,
    listOfText,
    numberField,
    oneOf,
    pattern,
    record,
    replaces,
    required,
    roleArn,
    tagsField,
    textField,
    type Call,
    type Models,
} from "./model";
import { resourceArn } from "./location";
import { AwsError } from "./awsError";
import { isRecord, parseJson, text, type Value } from "./value";

const eventRule = "aws:cloudwatch/eventRule:EventRule";
const eventTarget = "aws:cloudwatch/eventTarget:EventTarget";

const invalid = (message: string): AwsError => new AwsError("ValidationException", message);

const busName = replaces(initially("default", textField(length(1, 1600))));

const ruleId = (bus: string, name: string): string => (bus === "default" ? name : `${bus}/${name}`);

/** In an event pattern every leaf is a list, and no list or object is empty. */
const patternIssue = (value: Value, path: string): string | undefined => {
    if (Array.isArray(value)) {
        return value.length === 0 ? `Empty arrays are not allowed at ${path}` : undefined;
    }
    if (!isRecord(value)) {
        return `"${path}" must be an object or an array`;
    }
    if (Object.keys(value).length === 0) {
        return `Empty objects are not allowed at ${path}`;
    }
    return Object.entries(value)
        .map(([name, inner]) => patternIssue(inner, `${path}.${name}`))
        .find((issue) => issue !== undefined);
};

const rejectRule = ({ inputs }: Call): void => {
    const source = text(inputs, "eventPattern");
    const schedule = text(inputs, "scheduleExpression");
    if (source === "" && schedule === "") {
        throw invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    if (schedule !== "" && text(inputs, "eventBusName") !== "default") {
        throw invalid("ScheduleExpression is supported only on the default event bus.");
    }
    if (source === "") {
        return;
    }
    const issue = patternIssue(parseJson(source) ?? null, "Event pattern");
    if (issue !== undefined) {
        throw new AwsError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${issue}`);
    }
};

const rejectTarget = (call: Call): void => {
    const { account, location, inputs } = call;
    const rule = text(inputs, "rule");
    if (account.find(eventRule, ruleId(text(inputs, "eventBusName"), rule), location.region) === undefined) {
        throw new AwsError(
            "ResourceNotFoundException",
            `Rule ${rule} does not exist on EventBus ${text(inputs, "eventBusName")}.`,
        );
    }
    const [target, role] = [text(inputs, "arn"), text(inputs, "roleArn")];
    // EventBridge needs a role for targets in Systems Manager; SNS, Lambda and SQS allow it by resource policy.
    if (role === "" && /^arn:aws[a-z-]*:(ssm|states|kinesis|ecs|events|codebuild|codepipeline):/.test(target)) {
        throw invalid(`RoleArn is required for target ${target}.`);
    }
    if (role !== "") {
        rejectUnusableRole(call, role, "ValidationException", "events.amazonaws.com");
    }
};

export const events: Models = {
    [eventRule]: {
        autoname: { maxLength: 64 },
        conflicts: [["name", "namePrefix"]],
        fields: {
            description: textField(length(0, 512)),
            eventBusName: busName,
            eventPattern: { ...textField(jsonObject, length(1, 4096)), json: true },
            forceDestroy: booleanField(false),
            isEnabled: booleanField(),
            name: replaces(
                computed(textField(length(1, 64), pattern(/^[.\-_A-Za-z0-9]+$/, "letters, digits and .-_ only"))),
            ),
            namePrefix: replaces(computed(textField(length(1, 38)))),
            roleArn: textField(roleArn),
            scheduleExpression: textField(
                length(1, 256),
                pattern(/^(cron\(\S+( \S+){5}\)|rate\([1-9]\d* (minute|hour|day)s?\))$/, "a cron or rate expression"),
            ),
            state: initially(
                "ENABLED",
                textField(oneOf("ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS")),
            ),
            tags: tagsField,
        },
        id: ({ inputs }) => ruleId(text(inputs, "eventBusName"), text(inputs, "name")),
        outputs: ({ location, id }) => ({
            arn: resourceArn(location, "events", `rule/${id}`),
        }),
        validate: rejectRule,
        validateDelete: ({ account, inputs }) => {
            const held = account.all(eventTarget).some(({ properties }) => properties.rule === inputs.name);
            if (held && inputs.forceDestroy !== true) {
                throw invalid("Rule can't be deleted since it has targets.");
            }
        },
    },
    [eventTarget]: {
        conflicts: [["input", "inputPath", "inputTransformer"]],
        fields: {
            arn: required(textField(arn())),
            deadLetterConfig: record({ arn: textField(arn("sqs")) }),
            eventBusName: busName,
            forceDestroy: booleanField(false),
            input: textField(length(0, 8192)),
            inputPath: textField(length(0, 256)),
            inputTransformer: record({
                inputPaths: { kind: "map" },
                inputTemplate: required(textField(length(1, 8192))),
            }),
            retryPolicy: record({
                maximumEventAgeInSeconds: numberField(between(60, 86_400)),
                maximumRetryAttempts: numberField(between(0, 185)),
            }),
            roleArn: textField(roleArn),
            rule: required(replaces(textField(length(1, 64)))),
            runCommandTargets: {
                ...listOf({
                    key: required(textField(length(1, 128))),
                    values: { ...required(listOfText(length(1, 256))), checks: [itemsBetween(1, 50)] },
                }),
                checks: [itemsBetween(1, 5)],
            },
            targetId: replaces(
                computed(textField(length(1, 64), pattern(/^[.\-_A-Za-z0-9]+$/, "letters, digits and .-_ only"))),
            ),
        },
        id: (call) => `${text(call.inputs, "rule")}-${text(call.inputs, "targetId") || generated(call, 26)}`,
        outputs: ({ inputs, id }) => ({ targetId: inputs.targetId ?? id.slice(text(inputs, "rule").length + 1) }),
        validate: rejectTarget,
    },
    "aws:cloudwatch/logGroup:LogGroup": {
        autoname: { maxLength: 512 },
        conflicts: [["name", "namePrefix"]],
        fields: {
            deletionProtectionEnabled: computed(booleanField()),
            kmsKeyId: textField(arn("kms")),
            logGroupClass: replaces(computed(textField(oneOf("STANDARD", "INFREQUENT_ACCESS", "DELIVERY")))),
            name: replaces(computed(textField(length(1, 512), pattern(/^[.\-_/#A-Za-z0-9]+$/, "a log group's name")))),
            namePrefix: replaces(computed(textField(length(1, 486)))),
            retentionInDays: numberField((value) =>
                [
                    0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
                    3288, 3653,
                ].includes(Number(value))
                    ? undefined
                    : `must be a retention period that CloudWatch Logs supports, got ${Number(value)}`,
            ),
            skipDestroy: booleanField(false),
            tags: tagsField,
        },
        id: ({ inputs }) => text(inputs, "name"),
        outputs: ({ location, inputs }) => ({
            arn: resourceArn(location, "logs", `log-group:${text(inputs, "name")}`),
        }),
        validate: ({ account, location, inputs, id }) => {
            const name = text(inputs, "name");
            if (
                id === undefined &&
                account.find("aws:cloudwatch/logGroup:LogGroup", name, location.region) !== undefined
            ) {
                throw new AwsError("ResourceAlreadyExistsException", `The specified log group already exists: ${name}`);
            }
            if (name.startsWith("aws/")) {
                throw new AwsError(
                    "InvalidParameterException",
                    `Log groups starting with aws/ are reserved, got ${name}.`,
                );
            }
        },
    },
};
