import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { PatternArgs } from "../pattern/args";
import type { NamedResource } from "../pattern/pattern";
import { resolveAfter } from "../resources/resolveAfter";

/** Definition of an EventBridge rule with one target. */
interface EventRule {
    readonly resource: pulumi.Output<NamedResource>;
    readonly description: string;
    /** The event pattern or schedule that triggers the rule, and its event bus. */
    readonly when: Pick<cloudwatch.EventRuleArgs, "eventPattern" | "scheduleExpression" | "eventBusName">;
    /** The target, its role and its input. */
    readonly target: Pick<cloudwatch.EventTargetArgs, "targetId" | "arn" | "roleArn" | "input" | "inputTransformer">;
    readonly args: PatternArgs;
}

/** Creates an EventBridge rule and its target. The returned ARN resolves after the target exists. */
export const eventRule = (
    owner: pulumi.ComponentResource,
    child: string,
    { resource, description, when, target, args }: EventRule,
): pulumi.Output<string> => {
    const childOptions = { parent: owner };
    const name = resource.apply((known) => known.name);
    const { region, tags } = args;
    const rule = new cloudwatch.EventRule(child, { ...when, name, description, tags, region }, childOptions);
    const eventTarget = new cloudwatch.EventTarget(
        child,
        { ...target, rule: resolveAfter(name, [rule]), eventBusName: when.eventBusName, region },
        childOptions,
    );
    return resolveAfter(
        resource.apply((known) => known.arn),
        [rule, eventTarget],
    );
};
