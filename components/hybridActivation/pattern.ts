import type { HybridActivationArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { expirationDate, expiryIssues, expiryWarnings } from "./expiry";
import { activationOperators } from "./operators";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { nodeTagChoiceConstraints, nodeTagConstraints } from "../nodes/tags";
import type { Pattern, NamedResource, PlannedDocument } from "../pattern/pattern";
import { namedPolicy } from "../pattern/namedResources";
import {
    nodeRoleOf,
    registeredNodesChildren,
    registeredNodesConstraints,
    registeredNodesGrants,
    registeredNodesNames,
    registeredNodesIssues,
    registeredNodesTrust,
    registrationRegions,
    type RegisteredNodesNameArgs,
} from "../nodes/registration";
import * as limit from "../pattern/values";

type Args = Unwrap<HybridActivationArgs>;

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html */
const registrationLimit = limit.wholeNumber("machines", 1, 1000);

const defaultInstanceName: ValueConstraint = {
    description: 'a name: 1 to 256 letters, digits, spaces or any of "_.:/=+-@"',
    pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,256}",
};

const constraints: Constraints<Args> = {
    properties: {
        ...registeredNodesConstraints,
        activation: {
            properties: {
                registrationLimit,
                expirationDate,
                defaultInstanceName,
                description: { description: "a description of 1 to 256 characters", pattern: "[\\s\\S]{1,256}" },
                nodeTags: nodeTagConstraints,
            },
        },
        operators: { properties: { grantees: granteesConstraints, nodeTags: nodeTagChoiceConstraints } },
    },
};

/** The role of machines outside EC2, and the activations that assign it. */
export const hybridActivation: Pattern<
    Args,
    Record<"role" | "core" | "awsManagedCore" | "features" | "operators", NamedResource>,
    Record<"trust" | "core" | "features" | "operators", PlannedDocument | undefined>,
    RegisteredNodesNameArgs
> = {
    component: "HybridActivation",
    summary:
        "The role of machines outside EC2, an activation that registers them, and who can create more activations.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-activation-managed-nodes.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/cross-service-confused-deputy-prevention.html",
        "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html",
    ],
    unverified: [
        {
            fact: "AWS lists ssm:AddTagsToResource as a dependent action of ssm:CreateActivation with tags, without its resource. That the resource is a managed instance is inferred.",
            arg: "operators.nodeTags",
            check: "As an operator, create an activation with the tags. If AWS denies it, the resource is a different one.",
        },
    ],
    constraints,
    children: {
        ...registeredNodesChildren("operators"),
        operators: { kind: "policy", purpose: "grantees" },
    },
    validate: (args, scope) => [
        ...registeredNodesIssues(args, scope),
        ...expiryIssues("activation.expirationDate", args.activation?.expirationDate, new Date()),
        ...granteesIssues(args, ["operators"], scope),
    ],
    warnings: ({ activation }) => expiryWarnings("activation.expirationDate", activation?.expirationDate, new Date()),
    names: (scope, explicit) => ({
        ...registeredNodesNames(scope, explicit),
        operators: namedPolicy(scope, "operators", explicit),
    }),
    documents: {
        trust: ({ location }, args) => registeredNodesTrust(location, args),
        ...registeredNodesGrants,
        operators: (scope, args) =>
            args.operators &&
            activationOperators(
                scope.location,
                registrationRegions(scope.location, args),
                nodeRoleOf(scope, args).arn,
                args.operators,
            ),
    },
};
