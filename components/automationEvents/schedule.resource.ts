import * as scheduler from "@pulumi/aws/scheduler";
import * as pulumi from "@pulumi/pulumi";
import type { AutomationSchedule } from "./args";
import type { PatternArgs } from "../pattern/args";
import { scheduleInput, scheduleTarget } from "./targets";
import type { AwsLocation } from "../pattern/location";
import type { NamedResource } from "../pattern/pattern";
import { resolveAfter } from "../resources/resolveAfter";

/** What a schedule in a group of its own is made of, beside its args. */
interface ScheduleContext {
    readonly planned: pulumi.Output<NamedResource>;
    readonly group: pulumi.Output<NamedResource>;
    readonly location: pulumi.Output<AwsLocation>;
    /** ARN of the role it starts the runbook with, once that may. */
    readonly roleArn: pulumi.Output<string>;
    readonly args: PatternArgs;
}

/** A schedule of EventBridge Scheduler that starts a runbook, and its group. */
export const automationSchedule = (
    owner: pulumi.ComponentResource,
    child: string,
    schedule: AutomationSchedule,
    { planned, group, location, roleArn, args }: ScheduleContext,
): { readonly arn: pulumi.Output<string>; readonly groupName: pulumi.Output<string> } => {
    const childOptions = { parent: owner };
    const { region, tags } = args;
    const groupName = group.apply(({ name }) => name);
    const madeGroup = new scheduler.ScheduleGroup(child, { name: groupName, tags, region }, childOptions);
    const made = new scheduler.Schedule(
        child,
        {
            name: planned.apply(({ name }) => name),
            groupName: resolveAfter(groupName, [madeGroup]),
            description: "Starts a runbook of Systems Manager Automation.",
            scheduleExpression: schedule.scheduleExpression,
            scheduleExpressionTimezone: schedule.scheduleTimezone ?? "UTC",
            flexibleTimeWindow:
                schedule.flexibleMinutes === undefined
                    ? { mode: "OFF" }
                    : { mode: "FLEXIBLE", maximumWindowInMinutes: schedule.flexibleMinutes },
            target: {
                arn: location.apply(scheduleTarget),
                roleArn,
                input: pulumi.output(schedule).apply(scheduleInput),
            },
            region,
        },
        childOptions,
    );
    return {
        arn: resolveAfter(
            planned.apply(({ arn }) => arn),
            [made],
        ),
        groupName: resolveAfter(groupName, [madeGroup]),
    };
};
