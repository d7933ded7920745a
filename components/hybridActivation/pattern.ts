import type { HybridActivationArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { expirationDate, expiryProblems, expiryWarnings } from "./expiry";
import { activationOperators } from "./operators";
import { granteesLimits, granteesProblems } from "../pattern/grantees";
import type { Limits, ValueLimit } from "../pattern/constraints";
import { nodeTagChoiceLimits, nodeTagLimits } from "../nodes/tags";
import type { Pattern, Planned, PlannedDocument } from "../pattern/pattern";
import { plannedPolicy } from "../pattern/namedResources";
import {
    nodeRoleOf,
    registeredNodesDocuments,
    registeredNodesLimits,
    registeredNodesNames,
    registeredNodesProblems,
    registrationRegions,
} from "../nodes/registration";
import * as limit from "../pattern/values";

type Args = Unwrap<HybridActivationArgs>;

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html */
const registrationLimit = limit.wholeNumber("machines", 1, 1000);

const defaultInstanceName: ValueLimit = {
    allowed: 'a name: 1 to 256 letters, digits, blanks or any of "_.:/=+-@"',
    pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,256}",
};

const limits: Limits<Args> = {
    properties: {
        ...registeredNodesLimits,
        activation: {
            properties: {
                registrationLimit,
                expirationDate,
                defaultInstanceName,
                description: { allowed: "a text of 1 to 256 characters", pattern: "[\\s\\S]{1,256}" },
                nodeTags: nodeTagLimits,
            },
        },
        operators: { properties: { grantees: granteesLimits, nodeTags: nodeTagChoiceLimits } },
    },
};

/** The role of machines outside EC2, and how they get it. */
export const hybridActivation: Pattern<
    Args,
    Record<"role" | "core" | "awsManagedCore" | "features" | "operators", Planned>,
    Record<"trust" | "core" | "features" | "operators", PlannedDocument | undefined>
> = {
    component: "HybridActivation",
    summary: "The role of machines outside EC2, an activation that registers them, and who may make further ones.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-activation-managed-nodes.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/cross-service-confused-deputy-prevention.html",
        "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html",
    ],
    unverified: [
        {
            fact: "AWS lists ssm:AddTagsToResource beside ssm:CreateActivation with tags, without naming its resource; managed instances are inferred.",
            arg: "operators.nodeTags",
            check: "Create an activation with the tags as an operator. Denied means that the resource is another one.",
        },
    ],
    limits,
    undocumented: ["activation"],
    problems: (args, identity) => [
        ...registeredNodesProblems(args, identity),
        ...expiryProblems("activation.expirationDate", args.activation?.expirationDate, new Date()),
        ...granteesProblems(args, ["operators"], identity),
    ],
    warnings: ({ activation }) => expiryWarnings("activation.expirationDate", activation?.expirationDate, new Date()),
    names: (identity, explicit) => ({
        ...registeredNodesNames(identity, explicit),
        operators: plannedPolicy(identity, "operators", explicit),
    }),
    documents: (identity, args) => ({
        ...registeredNodesDocuments(identity, args),
        operators:
            args.operators &&
            activationOperators(
                identity.place,
                registrationRegions(identity.place, args),
                nodeRoleOf(identity, args).arn,
                args.operators,
            ),
    }),
};
