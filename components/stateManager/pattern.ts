import { allow, passRole, type Conditions, type Statement } from "../../policypack/iam";
import type { AssociationCreators, StateManagerAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { rolePatternConstraints, severalRegionsConstraints } from "../pattern/commonConstraints";
import { arn, documentArn, type AwsLocation } from "../pattern/location";
import {
    grant,
    type Pattern,
    type NamedResource,
    type PlannedDocument,
    type SiblingComponent,
} from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicy, namedRole } from "../pattern/namedResources";
import { outputBucketWarnings } from "../nodes/siblings";
import { grantAcrossRegions } from "../statements/acrossRegions";
import { commandConstraints, sendCommand, unverifiedOutputBucket } from "../statements/sendCommand";
import { servicePrincipal } from "../statements/servicePrincipal";
import { startAutomation } from "../statements/startAutomation";
import { serviceTrust, unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";

type Args = Unwrap<StateManagerAccessArgs>;
type NameArgs = Pick<StateManagerAccessArgs, "path" | "roleName">;

const constraints: Constraints<Args> = {
    properties: {
        ...rolePatternConstraints,
        ...severalRegionsConstraints,
        acceptUnguardedTrust: limit.reason,
        runCommand: {
            properties: commandConstraints,
            groups: [{ rule: "atMostOne", of: ["targetTags", "nodeIds"] }],
        },
        automation: {
            properties: {
                runbooks: { atLeast: 1, each: limit.documentName },
                assumeRoleArns: { atLeast: 1, each: limit.roleArn },
            },
        },
        creators: {
            properties: {
                grantees: granteesConstraints,
                associationIds: {
                    atLeast: 1,
                    each: {
                        description: "the ID of one association: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12",
                        pattern: "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                    },
                },
            },
        },
    },
    groups: [{ rule: "atLeastOne", of: ["runCommand", "automation"] }],
};

const dispatchRole = (scope: NamingScope, explicit: NameArgs): NamedResource => namedRole(scope, "dispatch", explicit);

const passAssumeRoles = (location: AwsLocation, { automation }: Args): readonly Statement[] =>
    automation?.assumeRoleArns === undefined
        ? []
        : [passRole("PassAssumeRoles", automation.assumeRoleArns, servicePrincipal(location, "ssm"))];

/**
 * State Manager sends documents and starts runbooks with this role, so an association reaches only the role's nodes.
 */
const dispatch = (location: AwsLocation, args: Args): PlannedDocument =>
    grant(
        ...(args.runCommand === undefined ? [] : sendCommand(location, args.runCommand)),
        ...(args.automation === undefined ? [] : startAutomation(location, { runbooks: args.automation.runbooks })),
        ...passAssumeRoles(location, args),
    );

/**
 * AWS authorizes an association and its document separately. Both require the dispatch role, so that State Manager does
 * not use its service-linked role.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html
 */
const creators = (
    location: AwsLocation,
    role: NamedResource,
    args: Args,
    given: Unwrap<AssociationCreators>,
): PlannedDocument => {
    const { associationIds, deleteAssociations = false, startAssociations = false, anyDispatchRole = false } = given;
    const dispatched: Conditions = anyDispatchRole
        ? { StringLike: { "ssm:AssociationDispatchAssumeRole": "*" } }
        : { StringEquals: { "ssm:AssociationDispatchAssumeRole": role.arn } };
    const change = [...(associationIds === undefined ? ["ssm:CreateAssociation"] : []), "ssm:UpdateAssociation"];
    const associations = (associationIds ?? ["*"]).map((id) => arn(location, "ssm", `association/${id}`));
    const documents = [...(args.runCommand?.documents ?? []), ...(args.automation?.runbooks ?? [])];
    return grant(
        allow(
            "DispatchAssociations",
            change,
            [...associations, ...documents.map((name) => documentArn(location, name))],
            dispatched,
        ),
        passRole("PassDispatchRole", [role.arn], servicePrincipal(location, "ssm")),
        ...passAssumeRoles(location, args),
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

/** The AWS CLI option for the dispatch role, because `aws.ssm.Association` has no property for it. */
export const associationOption = (dispatchRoleArn: string): string =>
    `--association-dispatch-assume-role ${dispatchRoleArn}`;

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...granteesIssues(args, ["creators"], scope),
    ...requireSameAccount("automation.assumeRoleArns", args.automation?.assumeRoleArns, scope),
];

/** AWS documents the roles of runbooks that associations start without `aws:SourceArn`. */
const assumeRoleWarnings = ({ automation }: Args, siblings: readonly SiblingComponent[]): readonly ValidationIssue[] =>
    (automation?.assumeRoleArns ?? []).flatMap((value, i) =>
        siblings
            .filter(
                ({ component, names, args }) =>
                    component === "AutomationAccess" && names.role?.arn === value && args.anySource !== true,
            )
            .map(({ reference }) => ({
                path: `automation.assumeRoleArns[${String(i)}]`,
                value,
                message: `is the role of ${reference}, which requires aws:SourceArn: AWS documents that key for other executions, but not for those that associations start`,
                fix: `Set "anySource: true" in ${reference}.`,
            })),
    );

/** The role that State Manager applies associations with, and the principals that create them. */
export const stateManager: Pattern<
    Args,
    Record<"role" | "creators", NamedResource>,
    {
        readonly trust: PlannedDocument;
        readonly dispatch: PlannedDocument;
        readonly creators: PlannedDocument | undefined;
    },
    NameArgs
> = {
    component: "StateManagerAccess",
    summary: "The role that State Manager applies associations with, and the principals that may create associations.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    ],
    unverified: [
        unverifiedSourceAccount(
            "associations in general, only for its cloud connectors",
            "Create an association with the role. If it is never applied, AWS does not send the key.",
        ),
        {
            fact: "AWS examples compare the dispatch role with * only; that it can match one role is inferred.",
            arg: "creators.anyDispatchRole",
            check: "Create an association with the role as a creator. If it is denied, set the arg.",
        },
        {
            fact: "That an association reaches only the nodes of its dispatch role is inferred from its purpose.",
            arg: "runCommand.targetTags",
            check: "Create an association with the role for a node without the tags. If it is applied, the tags have no effect.",
        },
        unverifiedOutputBucket,
    ],
    constraints,
    children: {
        role: {
            kind: "role",
            nameArg: "roleName",
            trust: "trust",
            grants: ["dispatch"],
            passedTo: "ssm",
            passedBy: ["creators"],
        },
        creators: { kind: "policy", purpose: "grantees" },
    },
    validate,
    warnings: (args, { location }, siblings) => [
        ...outputBucketWarnings("runCommand.outputBucketName", args.runCommand?.outputBucketName, location, siblings),
        ...assumeRoleWarnings(args, siblings),
    ],
    names: (scope, explicit) => ({
        role: dispatchRole(scope, explicit),
        creators: namedPolicy(scope, "creators", explicit),
    }),
    documents: {
        trust: ({ location }, { acceptUnguardedTrust }) =>
            serviceTrust(location, "ssm", undefined, acceptUnguardedTrust),
        dispatch: ({ location }, args) => grantAcrossRegions(location, args, (regional) => dispatch(regional, args)),
        creators: (scope, args) => {
            const level = args.creators;
            return (
                level &&
                grantAcrossRegions(scope.location, args, (regional) =>
                    creators(regional, dispatchRole(scope, args), args, level),
                )
            );
        },
    },
};
