import type { AutomationEventsArgs, AutomationRule, AutomationStartArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount, requireSameRegion } from "../pattern/sameAccountAndRegion";
import type { NamingScope } from "../pattern/naming";
import type { ValidationIssue } from "../pattern/validationIssue";
import { assumeRoleParameter, runbookRoleIssues } from "../statements/runbookRole";

type Args = Unwrap<AutomationEventsArgs>;
type Start = Unwrap<AutomationStartArgs>;
type Rule = Unwrap<AutomationRule>;

/** EventBridge publishes only to topics in its own Region, and KMS keys are regional. */
const regionSubject = "the executions are in";

const isObject = (text: string): boolean => {
    try {
        const parsed: unknown = JSON.parse(text);
        return (
            typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) && Object.keys(parsed).length > 0
        );
    } catch {
        return false;
    }
};

const startIssues = (start: Start, path: string, scope: NamingScope | undefined): readonly ValidationIssue[] => [
    ...requireSameAccount(`${path}.assumeRoleArn`, start.assumeRoleArn, scope),
    ...runbookRoleIssues(path, start.parameters, start.assumeRoleParameter),
];

const busIssues = ({ eventBusName, scheduleExpression }: Rule): readonly ValidationIssue[] =>
    eventBusName !== undefined && scheduleExpression !== undefined
        ? [
              {
                  path: "rule.eventBusName",
                  value: eventBusName,
                  message: "does not support schedules, which run on the default event bus only",
                  fix: 'Remove "eventBusName", or set "eventPattern" instead of "scheduleExpression".',
              },
          ]
        : [];

const eventPatternIssues = ({ eventPattern }: Rule): readonly ValidationIssue[] =>
    typeof eventPattern === "string" && !isObject(eventPattern)
        ? [
              {
                  path: "rule.eventPattern",
                  value: eventPattern,
                  message: "is not a valid event pattern",
                  fix: 'Write a non-empty JSON object, such as {"source":["aws.ec2"]}.',
              },
          ]
        : [];

/** Issues of `eventParameters` and of the constant parameters in the same input template. */
const eventParameterIssues = (rule: Rule): readonly ValidationIssue[] => {
    const { eventParameters = {}, parameters = {}, scheduleExpression } = rule;
    const names = Object.keys(eventParameters);
    const taken = [...Object.keys(parameters), rule.assumeRoleParameter ?? assumeRoleParameter];
    return [
        ...(names.length > 0 && scheduleExpression !== undefined
            ? [
                  {
                      path: "rule.eventParameters",
                      value: eventParameters,
                      message: "requires eventPattern: a scheduled rule has no event to read values from",
                      fix: 'Set the values in "parameters", or use "eventPattern".',
                  },
              ]
            : []),
        ...names
            .filter((name) => taken.includes(name))
            .map((name) => ({
                path: `rule.eventParameters.${name}`,
                value: eventParameters[name],
                message: "is also set by parameters or assumeRoleArn",
                fix: "Set each parameter once.",
            })),
        ...(names.length === 0
            ? []
            : Object.entries(parameters).flatMap(([name, values]) =>
                  values.flatMap((value: unknown, i) =>
                      typeof value === "string" && /[<>]/.test(value)
                          ? [
                                {
                                    path: `rule.parameters.${name}[${String(i)}]`,
                                    value,
                                    message: "contains < or >, which EventBridge reads as a template placeholder",
                                    fix: 'Remove the character, or remove "eventParameters".',
                                },
                            ]
                          : [],
                  ),
              )),
    ];
};

/** Issues that involve more than one arg or the location. */
export const validateAutomationEvents = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => {
    const { notifications, rule, schedule } = args;
    return [
        ...requireSameRegion(
            "notifications.notificationTopicArn",
            notifications?.notificationTopicArn,
            scope,
            regionSubject,
        ),
        ...requireSameRegion(
            "notifications.notificationTopicKmsKeyArn",
            notifications?.notificationTopicKmsKeyArn,
            scope,
            regionSubject,
        ),
        ...(rule === undefined
            ? []
            : [
                  ...startIssues(rule, "rule", scope),
                  ...busIssues(rule),
                  ...eventPatternIssues(rule),
                  ...eventParameterIssues(rule),
              ]),
        ...(schedule === undefined ? [] : startIssues(schedule, "schedule", scope)),
    ];
};
