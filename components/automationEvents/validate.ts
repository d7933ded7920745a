import type { AutomationEventsArgs, AutomationRuleArgs, AutomationStartArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { foreignAccount, foreignRegion } from "../pattern/sameAccountAndRegion";
import type { Identity } from "../pattern/naming";
import type { Problem } from "../pattern/validationIssue";
import { assumeRoleParameter, runbookRoleProblems } from "../statements/runbookRole";

type Args = Unwrap<AutomationEventsArgs>;
type Start = Unwrap<AutomationStartArgs>;
type Rule = Unwrap<AutomationRuleArgs>;

/** EventBridge reaches a topic of its own Region only, and a key serves its own. */
const standing = "the executions are in";

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

const startProblems = (start: Start, path: string, identity: Identity | undefined): readonly Problem[] => [
    ...foreignAccount(`${path}.assumeRoleArn`, start.assumeRoleArn, identity),
    ...runbookRoleProblems(path, start.parameters, start.assumeRoleParameter),
];

const busProblems = ({ eventBusName, scheduleExpression }: Rule): readonly Problem[] =>
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

const patternProblems = ({ eventPattern }: Rule): readonly Problem[] =>
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
const eventParameterProblems = (rule: Rule): readonly Problem[] => {
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
export const automationEventsProblems = (args: Args, identity?: Identity): readonly Problem[] => {
    const { notifications, rule, schedule } = args;
    return [
        ...foreignRegion("notifications.notificationTopicArn", notifications?.notificationTopicArn, identity, standing),
        ...foreignRegion(
            "notifications.notificationTopicKmsKeyArn",
            notifications?.notificationTopicKmsKeyArn,
            identity,
            standing,
        ),
        ...(rule === undefined
            ? []
            : [
                  ...startProblems(rule, "rule", identity),
                  ...busProblems(rule),
                  ...patternProblems(rule),
                  ...eventParameterProblems(rule),
              ]),
        ...(schedule === undefined ? [] : startProblems(schedule, "schedule", identity)),
    ];
};
