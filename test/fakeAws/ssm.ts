import { parse } from "yaml";
import { rejectUnusableRole, trustingRole } from "./iam";
import {
    arn,
    between,
    booleanField,
    computed,
    generated,
    initially,
    itemsBetween,
    length,
    listOf,
    listOfText,
    namesake,
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
    type Field,
    type Models,
} from "./model";
import { resourceArn } from "./location";
import { AwsError } from "./awsError";
import { rejectSessionContent } from "./sessionDocument";
import { isRecord, parseJson, records, text, texts, type Properties } from "./value";

const maintenanceWindow = "aws:ssm/maintenanceWindow:MaintenanceWindow";
const maintenanceWindowTarget = "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget";
const maintenanceWindowTask = "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask";
const ssmDocument = "aws:ssm/document:Document";
const parameter = "aws:ssm/parameter:Parameter";

const invalid = (message: string): AwsError => new AwsError("ValidationException", message);

const ssmArn = ({ location }: Call, resource: string): string => resourceArn(location, "ssm", resource);

/** Windows, targets, tasks and documents have the same name format. */
const nameField = computed(textField(length(3, 128), pattern(/^[a-zA-Z0-9_\-.]*$/, "letters, digits and _-. only")));

const uuid = (call: Call): string => generated(call, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const schedule = textField(
    length(1, 256),
    pattern(
        /^(cron\(\S+( \S+){5,6}\)|rate\([1-9]\d* (minute|hour|day)s?\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?\))$/,
        "a cron, rate or at expression",
    ),
);

const dateTime = pattern(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/, "an ISO-8601 time");

const windowId = required(replaces(textField(pattern(/^mw-[0-9a-f]{17}$/, "the id of a maintenance window"))));

const targets: Field = {
    ...listOf({
        key: required(textField(length(1, 163))),
        values: { ...required(listOfText()), checks: [itemsBetween(0, 50)] },
    }),
    checks: [itemsBetween(0, 5)],
};

const namedValues = listOf({ name: required(textField()), values: required(listOfText()) });

const rejectMissingWindow = ({ account, location, inputs }: Call): void => {
    const id = text(inputs, "windowId");
    if (account.find(maintenanceWindow, id, location.region) === undefined) {
        throw new AwsError("DoesNotExistException", `Maintenance window ${id} does not exist.`);
    }
};

/** The block of taskInvocationParameters for each task type. */
const taskParameters: Readonly<Record<string, string>> = {
    AUTOMATION: "automationParameters",
    LAMBDA: "lambdaParameters",
    RUN_COMMAND: "runCommandParameters",
    STEP_FUNCTIONS: "stepFunctionsParameters",
};

const rejectTask = (call: Call): void => {
    const { account, location, inputs } = call;
    rejectMissingWindow(call);
    const taskType = text(inputs, "taskType");
    const taskArn = text(inputs, "taskArn");
    const blocks = isRecord(inputs.taskInvocationParameters) ? inputs.taskInvocationParameters : {};
    const unexpected = Object.keys(blocks).find((name) => name !== taskParameters[taskType]);
    if (unexpected !== undefined) {
        throw invalid(`${unexpected} does not fit a task of type ${taskType}.`);
    }
    const chosen = records(inputs.targets);
    if (taskType === "RUN_COMMAND" && chosen.length === 0) {
        throw invalid("A Run Command task needs at least one target.");
    }
    for (const { key, values } of chosen) {
        if (key !== "WindowTargetIds") {
            continue;
        }
        const gone = texts(values).find(
            (id) => account.find(maintenanceWindowTarget, id, location.region) === undefined,
        );
        if (gone !== undefined) {
            throw new AwsError("DoesNotExistException", `Window target ${gone} does not exist.`);
        }
    }
    if (taskType === "LAMBDA" || taskType === "STEP_FUNCTIONS") {
        const service = taskType === "LAMBDA" ? "lambda" : "states";
        if (!new RegExp(`^arn:aws[a-z-]*:${service}:`).test(taskArn)) {
            throw invalid(`The task ARN ${taskArn} is not of the service ${service}.`);
        }
    } else {
        rejectMissingDocument(call, taskArn);
    }
    const runCommand = isRecord(blocks.runCommandParameters) ? blocks.runCommandParameters : {};
    for (const role of [text(inputs, "serviceRoleArn"), text(runCommand, "serviceRoleArn")]) {
        if (role !== "") {
            rejectUnusableRole(call, role, "ValidationException");
        }
    }
};

/** Rejects documents of this account that do not exist. Those of AWS and of other accounts are assumed to exist. */
const rejectMissingDocument = ({ account, location }: Call, nameOrArn: string): void => {
    const [, , , region, owner, resource] = nameOrArn.startsWith("arn:") ? nameOrArn.split(":") : [];
    const name = resource?.slice(resource.indexOf("/") + 1) ?? nameOrArn;
    const isOwn = owner === undefined || owner === account.accountId;
    if (
        isOwn &&
        !/^(AWS|Amazon)/.test(name) &&
        account.find(ssmDocument, name, region ?? location.region) === undefined
    ) {
        throw new AwsError("InvalidDocument", `Document with name ${name} does not exist.`);
    }
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html */
const schemaVersions: Readonly<Record<string, readonly string[]>> = {
    Automation: ["0.3"],
    Command: ["1.2", "2.0", "2.2"],
    Policy: ["2.0"],
    Session: ["1.0"],
};

const rejectDocument = ({ account, location, inputs, id }: Call): void => {
    const name = text(inputs, "name");
    const documentType = text(inputs, "documentType");
    if (/^(aws|amazon|amzn)/i.test(name)) {
        throw invalid(`The document name ${name} begins with a prefix that AWS reserves: aws, amazon or amzn.`);
    }
    if (id === undefined && namesake(account, ssmDocument, name, { region: location.region }) !== undefined) {
        throw new AwsError("DocumentAlreadyExists", `Document with same name ${name} already exists`);
    }
    const content = parsedContent(inputs);
    const versions = schemaVersions[documentType];
    if (versions === undefined) {
        return;
    }
    if (!isRecord(content)) {
        throw new AwsError("InvalidDocumentContent", `The content is not ${text(inputs, "documentFormat")}.`);
    }
    const version = text(content, "schemaVersion");
    if (!versions.includes(version)) {
        throw new AwsError(
            "InvalidDocumentSchemaVersion",
            `A ${documentType} document has schemaVersion ${versions.join(" or ")}, got ${JSON.stringify(content.schemaVersion)}.`,
        );
    }
    const hasSteps = Array.isArray(content.mainSteps) && content.mainSteps.length > 0;
    if (!hasSteps && (documentType === "Automation" || version === "2.2")) {
        throw new AwsError("InvalidDocumentContent", "The document has no mainSteps.");
    }
    if (documentType === "Session") {
        rejectSessionContent(content);
    }
};

const parsedContent = (inputs: Properties): unknown => {
    const content = text(inputs, "content");
    if (text(inputs, "documentFormat") !== "YAML") {
        return parseJson(content);
    }
    try {
        return parse(content);
    } catch {
        return undefined;
    }
};

const defaultHostManagementRole = "/ssm/managed-instance/default-ec2-instance-management-role";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UpdateServiceSetting.html */
const settings: Readonly<Record<string, RegExp>> = {
    "/ssm/appmanager/appmanager-enabled": /^(True|False)?$/,
    "/ssm/automation/customer-script-log-destination": /^CloudWatch$/,
    "/ssm/automation/customer-script-log-group-name": /^[\w./#-]{1,512}$/,
    "/ssm/automation/enable-adaptive-concurrency": /^(True|False)$/i,
    "/ssm/documents/console/public-sharing-permission": /^(Enable|Disable)$/,
    "/ssm/managed-instance/activation-tier": /^(standard|advanced)$/,
    [defaultHostManagementRole]: /^.+$/,
    "/ssm/opsinsights/opscenter": /^(Enabled|Disabled)$/,
    "/ssm/parameter-store/default-parameter-tier": /^(Standard|Advanced|Intelligent-Tiering)$/,
    "/ssm/parameter-store/high-throughput-enabled": /^(true|false)$/,
};

const rejectServiceSetting = (call: Call): void => {
    const [id, value] = [text(call.inputs, "settingId"), text(call.inputs, "settingValue")];
    const own = ssmArn(call, "servicesetting");
    if (id.startsWith("arn:") && !id.startsWith(`${own}/`)) {
        throw invalid(`The setting ${id} is not of this account and Region: ${own}.`);
    }
    const path = id.startsWith("arn:") ? id.slice(own.length) : id;
    const allowed = settings[path];
    if (allowed === undefined) {
        throw new AwsError("ServiceSettingNotFound", `There is no service setting ${path}.`);
    }
    if (!allowed.test(value)) {
        throw invalid(`The value ${JSON.stringify(value)} of ${path} does not fit ${String(allowed)}.`);
    }
    if (
        path === defaultHostManagementRole &&
        value !== "$None" &&
        trustingRole(call, value, "ssm.amazonaws.com") === undefined
    ) {
        throw invalid(`Nonexistent role or missing ssm service principal in trust policy: ${value}`);
    }
};

const rejectParameter = ({ account, location, inputs, id }: Call): void => {
    const name = text(inputs, "name");
    const value = text(inputs, "value") || text(inputs, "insecureValue") || text(inputs, "valueWo");
    const exists = account.find(parameter, name, location.region) !== undefined;
    if (id === undefined && exists && inputs.overwrite !== true) {
        throw new AwsError(
            "ParameterAlreadyExists",
            "The parameter already exists. To overwrite this value, set the overwrite option.",
        );
    }
    if (/^\/?(aws|ssm)/i.test(name)) {
        throw invalid(`Parameter name ${name}: can't be prefixed with "aws" or "ssm" (case-insensitive).`);
    }
    if (name.includes("/") && !name.startsWith("/")) {
        throw invalid(`Parameter name ${name} must be a fully qualified name.`);
    }
    if (name.split("/").length - 1 > 15) {
        throw new AwsError("HierarchyLevelLimitExceededException", `${name} has more than fifteen levels.`);
    }
    const maxBytes = text(inputs, "tier") === "Advanced" ? 8192 : 4096;
    if (Buffer.byteLength(value) > maxBytes) {
        throw invalid(`The value of ${name} has more than ${maxBytes} bytes.`);
    }
    const allowed = text(inputs, "allowedPattern");
    if (allowed !== "" && !new RegExp(`^(?:${allowed})$`).test(value)) {
        throw new AwsError("ParameterPatternMismatchException", `The value of ${name} does not match ${allowed}.`);
    }
};

const thirtyDaysMs = 30 * 24 * 60 * 60 * 1000;

const rejectActivation = (call: Call): void => {
    const name = text(call.inputs, "iamRole");
    if (trustingRole(call, name, "ssm.amazonaws.com") === undefined) {
        throw invalid(`Nonexistent role or missing ssm service principal in trust policy: ${name}`);
    }
    const expiry = text(call.inputs, "expirationDate");
    const left = Date.parse(expiry) - Date.now();
    if (expiry !== "" && (left < 0 || left > thirtyDaysMs)) {
        throw invalid(`The expiration date ${expiry} is not within the next thirty days.`);
    }
};

export const ssm: Models = {
    [maintenanceWindow]: {
        autoname: { maxLength: 128 },
        fields: {
            allowUnassociatedTargets: booleanField(false),
            cutoff: required(numberField(between(0, 23))),
            description: textField(length(0, 128)),
            duration: required(numberField(between(1, 24))),
            enabled: booleanField(true),
            endDate: textField(dateTime),
            name: nameField,
            schedule: required(schedule),
            scheduleOffset: numberField(between(1, 6)),
            scheduleTimezone: textField(pattern(/^[A-Za-z0-9_+\-/]+$/, "an IANA time zone")),
            startDate: textField(dateTime),
            tags: tagsField,
        },
        id: (call) => `mw-${generated(call, 17)}`,
        outputs: () => ({}),
        validate: ({ inputs }) => {
            if (Number(inputs.cutoff) >= Number(inputs.duration)) {
                throw invalid(`Cutoff ${Number(inputs.cutoff)} must be less than duration ${Number(inputs.duration)}.`);
            }
            if (inputs.scheduleOffset !== undefined && !text(inputs, "schedule").startsWith("cron(")) {
                throw invalid("A schedule offset needs a cron expression.");
            }
        },
        // AWS deregisters the targets and tasks of a window when it deletes the window.
        onRemove: ({ account, id }) => {
            [maintenanceWindowTarget, maintenanceWindowTask]
                .flatMap((type) => account.all(type))
                .filter(({ properties }) => properties.windowId === id)
                .forEach((each) => {
                    account.remove(each);
                });
        },
    },
    [maintenanceWindowTarget]: {
        autoname: { maxLength: 128 },
        fields: {
            description: textField(length(1, 128)),
            name: nameField,
            ownerInformation: textField(length(1, 128)),
            resourceType: required(replaces(textField(oneOf("INSTANCE", "RESOURCE_GROUP")))),
            targets: required(targets),
            windowId,
        },
        id: uuid,
        outputs: () => ({}),
        validate: rejectMissingWindow,
    },
    [maintenanceWindowTask]: {
        autoname: { maxLength: 128 },
        fields: {
            cutoffBehavior: textField(oneOf("CONTINUE_TASK", "CANCEL_TASK")),
            description: textField(length(1, 128)),
            maxConcurrency: computed(
                textField(pattern(/^([1-9]\d*|[1-9]\d?%|100%)$/, "a count from 1, or a percentage")),
            ),
            maxErrors: computed(textField(pattern(/^(0|[1-9]\d*|\d%|[1-9]\d%|100%)$/, "a count, or a percentage"))),
            name: nameField,
            priority: numberField(between(0, Number.MAX_SAFE_INTEGER)),
            serviceRoleArn: computed(textField(roleArn)),
            targets,
            taskArn: required(replaces(textField(length(1, 1600)))),
            taskInvocationParameters: record({
                automationParameters: record({
                    documentVersion: textField(pattern(/^([$]LATEST|[$]DEFAULT|[1-9]\d*)$/, "a version")),
                    parameters: listOf({ ...namedValues.fields }),
                }),
                lambdaParameters: record({
                    clientContext: textField(length(1, 8000)),
                    payload: textField(length(0, 4096)),
                    qualifier: textField(length(1, 128)),
                }),
                runCommandParameters: record({
                    cloudwatchConfig: record({
                        cloudwatchLogGroupName: computed(
                            textField(length(1, 512), pattern(/^[.\-_/#A-Za-z0-9]+$/, "a log group's name")),
                        ),
                        cloudwatchOutputEnabled: booleanField(),
                    }),
                    comment: textField(length(0, 100)),
                    documentHash: textField(length(0, 256)),
                    documentHashType: textField(oneOf("Sha256", "Sha1")),
                    documentVersion: textField(pattern(/^([$]LATEST|[$]DEFAULT|[1-9]\d*)$/, "a version")),
                    notificationConfig: record({
                        notificationArn: textField(arn("sns")),
                        notificationEvents: listOfText(
                            oneOf("All", "InProgress", "Success", "TimedOut", "Cancelled", "Failed"),
                        ),
                        notificationType: textField(oneOf("Command", "Invocation")),
                    }),
                    outputS3Bucket: textField(length(3, 63)),
                    outputS3KeyPrefix: textField(length(0, 500)),
                    parameters: listOf({ ...namedValues.fields }),
                    serviceRoleArn: textField(roleArn),
                    timeoutSeconds: numberField(between(30, 2_592_000)),
                }),
                stepFunctionsParameters: record({
                    input: textField(length(0, 4096)),
                    name: textField(length(1, 80)),
                }),
            }),
            taskType: required(replaces(textField(oneOf(...Object.keys(taskParameters))))),
            windowId,
        },
        id: uuid,
        outputs: (call) => ({
            arn: ssmArn(call, `windowtask/${call.id}`),
            windowTaskId: call.id,
            serviceRoleArn:
                call.inputs.serviceRoleArn ??
                `arn:${call.location.partition}:iam::${call.location.accountId}:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM`,
        }),
        validate: rejectTask,
    },
    [ssmDocument]: {
        autoname: { maxLength: 128 },
        fields: {
            attachmentsSources: listOf({
                key: required(textField(oneOf("SourceUrl", "S3FileUrl", "AttachmentReference"))),
                name: textField(),
                values: required(listOfText()),
            }),
            content: required(textField(length(1, 65_536))),
            documentFormat: initially("JSON", textField(oneOf("JSON", "YAML", "TEXT"))),
            documentType: required(
                replaces(
                    textField(
                        oneOf(
                            "ApplicationConfiguration",
                            "ApplicationConfigurationSchema",
                            "AutoApprovalPolicy",
                            "Automation",
                            "Automation.ChangeTemplate",
                            "ChangeCalendar",
                            "CloudFormation",
                            "Command",
                            "ConformancePackTemplate",
                            "DeploymentStrategy",
                            "ManualApprovalPolicy",
                            "Package",
                            "Policy",
                            "ProblemAnalysis",
                            "ProblemAnalysisTemplate",
                            "QuickSetup",
                            "Session",
                        ),
                    ),
                ),
            ),
            name: replaces(nameField),
            permissions: { kind: "map" },
            tags: tagsField,
            targetType: textField(
                length(0, 200),
                pattern(/^\/[\w.\-:/]*$/, "a target type such as /AWS::EC2::Instance"),
            ),
            versionName: textField(pattern(/^[a-zA-Z0-9_\-.]{1,128}$/, "letters, digits and _-. only")),
        },
        id: ({ inputs }) => text(inputs, "name"),
        outputs: (call) => ({
            arn: ssmArn(
                call,
                `${text(call.inputs, "documentType").startsWith("Automation") ? "automation-definition" : "document"}/${text(call.inputs, "name")}`,
            ),
            owner: call.location.accountId,
            status: "Active",
            defaultVersion: "1",
            latestVersion: "1",
            documentVersion: "1",
        }),
        validate: rejectDocument,
    },
    [parameter]: {
        autoname: { maxLength: 1011 },
        exactlyOne: [["value", "insecureValue", "valueWo"]],
        fields: {
            allowedPattern: textField(length(0, 1024)),
            dataType: computed(textField(oneOf("text", "aws:ssm:integration", "aws:ec2:image"))),
            description: textField(length(0, 1024)),
            insecureValue: textField(),
            keyId: computed(textField(length(1, 256))),
            name: replaces(
                computed(textField(length(1, 1011), pattern(/^[a-zA-Z0-9_.\-/]*$/, "letters, digits and _.-/ only"))),
            ),
            overwrite: booleanField(),
            tags: tagsField,
            tier: computed(textField(oneOf("Standard", "Advanced", "Intelligent-Tiering"))),
            type: required(textField(oneOf("String", "StringList", "SecureString"))),
            value: textField(),
            valueWo: textField(),
            valueWoVersion: numberField(),
        },
        id: ({ inputs }) => text(inputs, "name"),
        outputs: (call) => ({
            arn: ssmArn(call, `parameter/${text(call.inputs, "name").replace(/^\//, "")}`),
            version: (typeof call.before?.version === "number" ? call.before.version : 0) + 1,
            tier: call.inputs.tier ?? "Standard",
            dataType: call.inputs.dataType ?? "text",
        }),
        validate: rejectParameter,
    },
    "aws:ssm/serviceSetting:ServiceSetting": {
        fields: {
            settingId: required(replaces(textField(length(1, 1000)))),
            settingValue: required(textField(length(1, 4096))),
        },
        id: (call) => {
            const id = text(call.inputs, "settingId");
            return id.startsWith("arn:") ? id : ssmArn(call, `servicesetting${id}`);
        },
        outputs: (call) => ({ arn: call.id, status: "Customized" }),
        validate: rejectServiceSetting,
    },
    "aws:ssm/activation:Activation": {
        autoname: { maxLength: 256 },
        fields: {
            description: replaces(textField(length(0, 256))),
            expirationDate: replaces(computed(textField(dateTime))),
            iamRole: required(replaces(textField(length(1, 64)))),
            name: replaces(
                computed(
                    textField(
                        length(0, 256),
                        pattern(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, "letters, digits, spaces and _.:/=+-@ only"),
                    ),
                ),
            ),
            registrationLimit: replaces(initially(1, numberField(between(1, 1000)))),
            tags: tagsField,
        },
        id: uuid,
        outputs: (call) => ({
            activationCode: call.before?.activationCode ?? generated(call, 20),
            expired: false,
            registrationCount: 0,
            expirationDate:
                call.inputs.expirationDate ??
                call.before?.expirationDate ??
                `${new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 19)}Z`,
        }),
        validate: rejectActivation,
    },
};
