import { rejectUnusableRole } from "./iam";
import {
    arn,
    between,
    computed,
    initially,
    length,
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
import { isRecord, text } from "./value";

const schedule = "aws:scheduler/schedule:Schedule";
const scheduleGroup = "aws:scheduler/scheduleGroup:ScheduleGroup";

const nameField: Field = replaces(
    computed(textField(length(1, 64), pattern(/^[0-9a-zA-Z-_.]+$/, "letters, digits and -_. only"))),
);

const schedulerArn = ({ location }: Call, resource: string): string => resourceArn(location, "scheduler", resource);

const rejectSchedule = (call: Call): void => {
    const { account, location, inputs, id } = call;
    const [group, name] = [text(inputs, "groupName"), text(inputs, "name")];
    if (group !== "default" && namesake(account, scheduleGroup, group, { region: location.region }) === undefined) {
        throw new AwsError("ResourceNotFoundException", `Schedule group ${group} does not exist.`);
    }
    if (id === undefined && account.find(schedule, `${group}/${name}`, location.region) !== undefined) {
        throw new AwsError("ConflictException", `Schedule ${name} already exists.`);
    }
    const flexible = isRecord(inputs.flexibleTimeWindow) ? inputs.flexibleTimeWindow : {};
    if ((flexible.mode === "FLEXIBLE") !== (flexible.maximumWindowInMinutes !== undefined)) {
        throw new AwsError(
            "ValidationException",
            "MaximumWindowInMinutes is required for the FLEXIBLE mode and not allowed for the OFF mode.",
        );
    }
    const target = isRecord(inputs.target) ? inputs.target : {};
    rejectUnusableRole(call, text(target, "roleArn"), "ValidationException", "scheduler.amazonaws.com");
};

export const scheduler: Models = {
    [schedule]: {
        autoname: { maxLength: 64 },
        conflicts: [["name", "namePrefix"]],
        fields: {
            actionAfterCompletion: computed(textField(oneOf("NONE", "DELETE"))),
            description: textField(length(0, 512)),
            endDate: textField(),
            flexibleTimeWindow: required(
                record({
                    maximumWindowInMinutes: numberField(between(1, 1440)),
                    mode: required(textField(oneOf("OFF", "FLEXIBLE"))),
                }),
            ),
            groupName: replaces(initially("default", textField(length(1, 64)))),
            kmsKeyArn: textField(arn("kms")),
            name: nameField,
            namePrefix: replaces(computed(textField(length(1, 38)))),
            scheduleExpression: required(
                textField(
                    length(1, 256),
                    pattern(
                        /^(cron\(\S+( \S+){5}\)|rate\([1-9]\d* (minute|hour|day)s?\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/,
                        "a cron, rate or at expression",
                    ),
                ),
            ),
            scheduleExpressionTimezone: initially("UTC", textField(length(1, 50))),
            startDate: textField(),
            state: initially("ENABLED", textField(oneOf("ENABLED", "DISABLED"))),
            target: required(
                record({
                    arn: required(textField(arn())),
                    deadLetterConfig: record({ arn: required(textField(arn("sqs"))) }),
                    input: textField(length(1, 262_144)),
                    retryPolicy: computed(
                        record({
                            maximumEventAgeInSeconds: numberField(between(60, 86_400)),
                            maximumRetryAttempts: numberField(between(0, 185)),
                        }),
                    ),
                    roleArn: required(textField(roleArn)),
                }),
            ),
        },
        id: ({ inputs }) => `${text(inputs, "groupName")}/${text(inputs, "name")}`,
        outputs: (call) => ({ arn: schedulerArn(call, `schedule/${call.id}`) }),
        validate: rejectSchedule,
    },
    [scheduleGroup]: {
        autoname: { maxLength: 64 },
        conflicts: [["name", "namePrefix"]],
        fields: { name: nameField, namePrefix: replaces(computed(textField(length(1, 38)))), tags: tagsField },
        id: ({ inputs }) => text(inputs, "name"),
        outputs: (call) => ({ arn: schedulerArn(call, `schedule-group/${call.id}`), state: "ACTIVE" }),
        validate: ({ account, location, inputs, id }) => {
            const name = text(inputs, "name");
            if (
                id === undefined &&
                (name === "default" || account.find(scheduleGroup, name, location.region) !== undefined)
            ) {
                throw new AwsError("ConflictException", `Schedule group ${name} already exists.`);
            }
        },
        // AWS deletes a group together with its schedules.
        onRemove: ({ account, id }) => {
            account
                .all(schedule)
                .filter(({ properties }) => properties.groupName === id)
                .forEach((each) => {
                    account.remove(each);
                });
        },
    },
};
