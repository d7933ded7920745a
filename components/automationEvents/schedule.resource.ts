import * as scheduler from "@pulumi/aws/scheduler";
import * as pulumi from "@pulumi/pulumi";
import type { AutomationScheduleArgs } from "./args";
import type { PatternArgs } from "../pattern/args";
import { scheduleInput, scheduleTarget } from "./targets";
import type { Place } from "../pattern/location";
import type { Planned } from "../pattern/pattern";
import { once } from "../resources/resolveAfter";

/** What a schedule in a group of its own is made of, beside its args. */
interface Surroundings {
    readonly planned: pulumi.Output<Planned>;
    readonly group: pulumi.Output<Planned>;
    readonly place: pulumi.Output<Place>;
    /** ARN of the role it starts the runbook with, once that may. */
    readonly roleArn: pulumi.Output<string>;
    readonly args: PatternArgs;
}

/** A schedule of EventBridge Scheduler that starts a runbook, and its group. */
export const automationSchedule = (
    owner: pulumi.ComponentResource,
    child: string,
    schedule: AutomationScheduleArgs,
    { planned, group, place, roleArn, args }: Surroundings,
): { readonly arn: pulumi.Output<string>; readonly groupName: pulumi.Output<string> } => {
    const own = { parent: owner };
    const { region, tags } = args;
    const groupName = group.apply(({ name }) => name);
    const madeGroup = new scheduler.ScheduleGroup(child, { name: groupName, tags, region }, own);
    const made = new scheduler.Schedule(
        child,
        {
            name: planned.apply(({ name }) => name),
            groupName: once(groupName, [madeGroup]),
            description: "Starts a runbook of Systems Manager Automation.",
            scheduleExpression: schedule.scheduleExpression,
            scheduleExpressionTimezone: schedule.scheduleTimezone ?? "UTC",
            flexibleTimeWindow:
                schedule.flexibleMinutes === undefined
                    ? { mode: "OFF" }
                    : { mode: "FLEXIBLE", maximumWindowInMinutes: schedule.flexibleMinutes },
            target: {
                arn: place.apply(scheduleTarget),
                roleArn,
                input: pulumi.output(schedule).apply(scheduleInput),
            },
            region,
        },
        own,
    );
    return {
        arn: once(
            planned.apply(({ arn }) => arn),
            [made],
        ),
        groupName: once(groupName, [madeGroup]),
    };
};
