import type { AutomationEventsArgs, AutomationRule, AutomationStartArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount, requireSameRegion } from "../pattern/sameAccountAndRegion";
import type { NamingScope } from "../pattern/naming";
import type { ValidationIssue } from "../pattern/validationIssue";
import { assumeRoleParameter, runbookRoleIssues } from "../statements/runbookRole";

type Args = Unwrap<AutomationEventsArgs>;
type Start = Unwrap<AutomationStartArgs>;
type Rule = Unwrap<AutomationRule>;

/** EventBridge reaches a topic of its own Region only, and a key serves its own. */
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
                  message: "has no schedules, which are on the default bus only",
                  fix: 'Take "eventBusName" away, or give "eventPattern" instead of "scheduleExpression".',
              },
          ]
        : [];

const eventPatternIssues = ({ eventPattern }: Rule): readonly ValidationIssue[] =>
    typeof eventPattern === "string" && !isObject(eventPattern)
        ? [
              {
                  path: "rule.eventPattern",
                  value: eventPattern,
                  message: "is not the JSON text of an event pattern",
                  fix: 'Write an object, such as {"source":["aws.ec2"]}.',
              },
          ]
        : [];

/** What comes from the event, and what stands beside it in the template. */
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
                      message: "has no event to be taken from: a schedule starts the runbook",
                      fix: 'Write the values to "parameters", or give "eventPattern".',
                  },
              ]
            : []),
        ...names
            .filter((name) => taken.includes(name))
            .map((name) => ({
                path: `rule.eventParameters.${name}`,
                value: eventParameters[name],
                message: "is given a value elsewhere too",
                fix: "Give each parameter once.",
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
                                    message: "has < or >, which EventBridge takes for a value of the event",
                                    fix: 'Take it out, or take "eventParameters" away.',
                                },
                            ]
                          : [],
                  ),
              )),
    ];
};

/** What is wrong with args that each look right. */
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
