import * as scheduler from "@pulumi/aws/scheduler";
import * as pulumi from "@pulumi/pulumi";
import type { AutomationSchedule } from "./args";
import type { PatternArgs } from "../pattern/args";
import { scheduleInput, scheduleTarget } from "./targets";
import type { AwsLocation } from "../pattern/location";
import type { NamedResource } from "../pattern/pattern";
import { resolveAfter } from "../resources/resolveAfter";

/** Inputs of a schedule and its group, in addition to the args. */
interface ScheduleContext {
    readonly resource: pulumi.Output<NamedResource>;
    readonly group: pulumi.Output<NamedResource>;
    readonly location: pulumi.Output<AwsLocation>;
    /** ARN of the role that starts the runbook, resolved after its permissions are attached. */
    readonly roleArn: pulumi.Output<string>;
    readonly args: PatternArgs;
}

/** Creates an EventBridge Scheduler schedule that starts a runbook, and its schedule group. */
export const automationSchedule = (
    owner: pulumi.ComponentResource,
    child: string,
    schedule: AutomationSchedule,
    { resource, group, location, roleArn, args }: ScheduleContext,
): { readonly arn: pulumi.Output<string>; readonly groupName: pulumi.Output<string> } => {
    const childOptions = { parent: owner };
    const { region, tags } = args;
    const groupName = group.apply(({ name }) => name);
    const scheduleGroup = new scheduler.ScheduleGroup(child, { name: groupName, tags, region }, childOptions);
    const created = new scheduler.Schedule(
        child,
        {
            name: resource.apply(({ name }) => name),
            groupName: resolveAfter(groupName, [scheduleGroup]),
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
            resource.apply(({ arn }) => arn),
            [created],
        ),
        groupName: resolveAfter(groupName, [scheduleGroup]),
    };
};
