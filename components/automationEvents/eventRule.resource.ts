import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { PatternArgs } from "../pattern/args";
import type { NamedResource } from "../pattern/pattern";
import { resolveAfter } from "../resources/resolveAfter";

/** What a rule with one target is made of. */
interface EventRule {
    readonly planned: pulumi.Output<NamedResource>;
    readonly description: string;
    /** When it fires: its event pattern or schedule, and its bus. */
    readonly when: Pick<cloudwatch.EventRuleArgs, "eventPattern" | "scheduleExpression" | "eventBusName">;
    /** What it reaches, with a role of its own, and what it hands over. */
    readonly target: Pick<cloudwatch.EventTargetArgs, "targetId" | "arn" | "roleArn" | "input" | "inputTransformer">;
    readonly args: PatternArgs;
}

/** An EventBridge rule and its one target; the ARN resolves once the target is reached. */
export const eventRule = (
    owner: pulumi.ComponentResource,
    child: string,
    { planned, description, when, target, args }: EventRule,
): pulumi.Output<string> => {
    const childOptions = { parent: owner };
    const name = planned.apply((known) => known.name);
    const { region, tags } = args;
    const rule = new cloudwatch.EventRule(child, { ...when, name, description, tags, region }, childOptions);
    const reached = new cloudwatch.EventTarget(
        child,
        { ...target, rule: resolveAfter(name, [rule]), eventBusName: when.eventBusName, region },
        childOptions,
    );
    return resolveAfter(
        planned.apply((known) => known.arn),
        [rule, reached],
    );
};
