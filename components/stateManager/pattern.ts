import { allow, passRole, type Conditions, type Statement } from "../../policypack/iam";
import type { AssociationCreatorsArgs, StateManagerAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { foreignAccount } from "../pattern/sameAccountAndRegion";
import { granteesLimits, granteesProblems } from "../pattern/grantees";
import type { Limits } from "../pattern/constraints";
import type { Identity } from "../pattern/naming";
import { rolePatternLimits } from "../pattern/commonConstraints";
import { arn, documentArn, type Place } from "../pattern/location";
import { grant, type ExplicitNames, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { plannedPolicy, plannedRole } from "../pattern/namedResources";
import { commandLimits, sendCommand, unverifiedOutputBucket } from "../statements/sendCommand";
import { servicePrincipal } from "../statements/servicePrincipal";
import { startAutomation } from "../statements/startAutomation";
import { trust, unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";

type Args = Unwrap<StateManagerAccessArgs>;

const limits: Limits<Args> = {
    properties: {
        ...rolePatternLimits,
        acceptUnguardedTrust: limit.reason,
        runCommand: {
            properties: commandLimits,
            together: [{ rule: "atMostOne", of: ["targetTags", "nodeIds"] }],
        },
        automation: {
            properties: {
                runbooks: { atLeast: 1, each: limit.documentName },
                assumeRoleArns: { atLeast: 1, each: limit.roleArn },
            },
        },
        creators: {
            properties: {
                grantees: granteesLimits,
                associationIds: {
                    atLeast: 1,
                    each: {
                        allowed: "the id of one association: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12",
                        pattern: "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                    },
                },
            },
        },
    },
    together: [{ rule: "atLeastOne", of: ["runCommand", "automation"] }],
};

const dispatchRole = (identity: Identity, explicit: ExplicitNames): Planned =>
    plannedRole(identity, "dispatch", explicit);

const passAssumeRoles = (place: Place, { automation }: Args): readonly Statement[] =>
    automation?.assumeRoleArns === undefined
        ? []
        : [passRole("PassAssumeRoles", automation.assumeRoleArns, servicePrincipal(place, "ssm"))];

/** State Manager sends the document or starts the runbook with this role, so its nodes are all that an association reaches. */
const dispatch = (place: Place, args: Args): PlannedDocument =>
    grant(
        ...(args.runCommand === undefined ? [] : sendCommand(place, args.runCommand)),
        ...(args.automation === undefined ? [] : startAutomation(place, { runbooks: args.automation.runbooks })),
        ...passAssumeRoles(place, args),
    );

/**
 * An association and its document are judged each by itself, under one condition: that State Manager dispatches with the role,
 * and not with the rights that AWS gave it.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html
 */
const creators = (identity: Identity, args: Args, given: Unwrap<AssociationCreatorsArgs>): PlannedDocument => {
    const { place } = identity;
    const { associationIds, deleteAssociations = false, startAssociations = false, anyDispatchRole = false } = given;
    const role = dispatchRole(identity, args);
    const dispatched: Conditions = anyDispatchRole
        ? { StringLike: { "ssm:AssociationDispatchAssumeRole": "*" } }
        : { StringEquals: { "ssm:AssociationDispatchAssumeRole": role.arn } };
    const change = [...(associationIds === undefined ? ["ssm:CreateAssociation"] : []), "ssm:UpdateAssociation"];
    const associations = (associationIds ?? ["*"]).map((id) => arn(place, "ssm", `association/${id}`));
    const documents = [...(args.runCommand?.documents ?? []), ...(args.automation?.runbooks ?? [])];
    return grant(
        allow(
            "DispatchAssociations",
            change,
            [...associations, ...documents.map((name) => documentArn(place, name))],
            dispatched,
        ),
        passRole("PassDispatchRole", [role.arn], servicePrincipal(place, "ssm")),
        ...passAssumeRoles(place, args),
        allow(
            "FollowAssociations",
            [
                "ssm:DescribeAssociation",
                "ssm:DescribeAssociationExecutions",
                "ssm:DescribeAssociationExecutionTargets",
                "ssm:ListAssociationVersions",
                ...(deleteAssociations ? ["ssm:DeleteAssociation"] : []),
                ...(startAssociations ? ["ssm:StartAssociationsOnce"] : []),
            ],
            associations,
        ),
        allow("ListAssociations", ["ssm:ListAssociations"], ["*"]),
    );
};

/** What the command line takes beside the association's own args, since the classic provider has no property for it. */
export const associationOption = (dispatchRoleArn: string): string =>
    `--association-dispatch-assume-role ${dispatchRoleArn}`;

const problems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...granteesProblems(args, ["creators"], identity),
    ...foreignAccount("automation.assumeRoleArns", args.automation?.assumeRoleArns, identity),
];

/** The role that State Manager dispatches associations with, and who makes them. */
export const stateManager: Pattern<
    Args,
    Record<"role" | "creators", Planned>,
    {
        readonly trust: PlannedDocument;
        readonly dispatch: PlannedDocument;
        readonly creators: PlannedDocument | undefined;
    }
> = {
    component: "StateManagerAccess",
    summary: "The role that State Manager applies associations with, limited to what they run; who may make them.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    ],
    unverified: [
        unverifiedSourceAccount(
            "the dispatch of associations in general, only for that of its cloud connectors",
            "Make one association with the role. Where it is never applied, the key is not sent.",
        ),
        {
            fact: "AWS shows the condition on the dispatch role with a star only; that it compares with one role is inferred.",
            arg: "creators.anyDispatchRole",
            check: "Make an association with the role as a creator. Where it is denied, set the arg.",
        },
        {
            fact: "That an association reaches only the nodes that its dispatch role may send to is inferred from the role's use.",
            arg: "runCommand.targetTags",
            check: "Make an association with the role on a node without the tags. Applied there, tags limit nothing.",
        },
        unverifiedOutputBucket,
    ],
    limits,
    problems,
    names: (identity, explicit) => ({
        role: dispatchRole(identity, explicit),
        creators: plannedPolicy(identity, "creators", explicit),
    }),
    documents: (identity, args) => ({
        trust: trust(identity.place, "ssm", undefined, args.acceptUnguardedTrust),
        dispatch: dispatch(identity.place, args),
        creators: args.creators && creators(identity, args, args.creators),
    }),
};
