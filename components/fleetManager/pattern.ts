import { allow, passRole, type Conditions, type Statement } from "../../policypack/iam";
import type {
    FleetManagerAccessArgs,
    FleetManagerDesktopUsers,
    FleetManagerReaders,
    FleetManagerWriters,
} from "./args";
import { changingDocuments, enabledDocuments, readingDocuments } from "./documents";
import type { Unwrap } from "../pattern/args";
import { patternConstraints } from "../pattern/commonConstraints";
import type { Constraints } from "../pattern/constraints";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import { arn, documentArn, type AwsLocation } from "../pattern/location";
import { namedPolicies } from "../pattern/namedResources";
import type { NamingScope } from "../pattern/naming";
import { grant, type NamedResource, type Pattern, type PlannedDocument } from "../pattern/pattern";
import { requireSameAccount, requireSameRegion } from "../pattern/sameAccountAndRegion";
import type { ValidationIssue } from "../pattern/validationIssue";
import * as limit from "../pattern/values";
import { keepOwnSessions, openDataChannels } from "../statements/ownSessions";
import { servicePrincipal } from "../statements/servicePrincipal";
import { requireTags } from "../statements/tagConditions";
import { everyNode, nodeArns, nodesWithTags, targetConstraints, type TargetNodes } from "../statements/targetNodes";

type Args = Unwrap<FleetManagerAccessArgs>;
type Readers = Unwrap<FleetManagerReaders>;
type Writers = Unwrap<FleetManagerWriters>;
type DesktopUsers = Unwrap<FleetManagerDesktopUsers>;

/** The access levels that have a policy of their own, by arg name. */
export const fleetManagerAccessLevels = ["readers", "writers", "desktopUsers"] as const;
type AccessLevel = (typeof fleetManagerAccessLevels)[number];

const nodes = { ...targetConstraints, grantees: granteesConstraints } as const;
const oneKindOfTarget = [{ rule: "exactlyOne", of: ["targetTags", "nodeIds"] }] as const;

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        kmsKeyArn: limit.kmsKeyArn,
        readers: { properties: nodes, groups: oneKindOfTarget },
        writers: {
            properties: {
                ...nodes,
                tagKeys: { atLeast: 1, each: limit.tagKey },
                instanceProfiles: {
                    properties: {
                        instanceProfileArns: { atLeast: 1, each: limit.instanceProfileArn },
                        roleArns: { atLeast: 1, each: limit.roleArn },
                    },
                },
            },
            groups: oneKindOfTarget,
        },
        desktopUsers: { properties: nodes, groups: oneKindOfTarget },
    },
    groups: [{ rule: "atLeastOne", of: fleetManagerAccessLevels }],
};

/**
 * Nodes and documents need separate statements: a condition on node tags would deny every document. AWS does not say
 * which features send a command and which start a session.
 */
const useDocuments = (
    location: AwsLocation,
    names: readonly string[],
    targets: TargetNodes,
    { commandsOnly = false, kmsKeyArn }: Args,
): readonly Statement[] => [
    allow(
        "UseDocuments",
        ["ssm:GetDocument", "ssm:SendCommand", ...(commandsOnly ? [] : ["ssm:StartSession"])],
        names.map((name) => documentArn(location, name)),
    ),
    allow("SendToNodes", ["ssm:SendCommand"], nodeArns(location, targets), nodesWithTags(targets)),
    // Without a document, a request would open a shell.
    ...(commandsOnly
        ? []
        : [
              allow("StartOnNodes", ["ssm:StartSession"], nodeArns(location, targets), {
                  ...nodesWithTags(targets),
                  BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" },
              }),
              openDataChannels(location),
              ...keepOwnSessions(location),
              ...encryptSessions(kmsKeyArn),
          ]),
];

const encryptSessions = (kmsKeyArn: string | undefined): readonly Statement[] =>
    kmsKeyArn === undefined ? [] : [allow("EncryptSessions", ["kms:GenerateDataKey"], [kmsKeyArn])];

const defaultHostSetting = "servicesetting/ssm/managed-instance/default-ec2-instance-management-role";

/** What the console lists. Most of the actions support no resource-level permissions. */
const viewNodes = (location: AwsLocation): readonly Statement[] => [
    allow(
        "ListNodes",
        [
            "ec2:DescribeInstances",
            "ec2:DescribeTags",
            "ssm:DescribeInstanceInformation",
            "ssm:DescribeInstanceProperties",
            "ssm:GetCommandInvocation",
            "ssm:GetInventorySchema",
            "ssm:ListAssociations",
            "ssm:ListCommandInvocations",
            "ssm:ListComplianceItems",
            "ssm:ListInventoryEntries",
        ],
        ["*"],
    ),
    allow(
        "DescribeNodes",
        ["ssm:DescribeInstanceAssociationsStatus", "ssm:DescribeInstancePatches", "ssm:DescribeInstancePatchStates"],
        everyNode(location),
    ),
    allow("ListTagsOfNodes", ["ssm:ListTagsForResource"], [arn(location, "ssm", "managed-instance/*")]),
    allow("ReadDefaultHostSetting", ["ssm:GetServiceSetting"], [arn(location, "ssm", defaultHostSetting)]),
];

const read = (location: AwsLocation, readers: Readers, args: Args): PlannedDocument => {
    const documents = enabledDocuments(readingDocuments, readers);
    return grant(
        ...viewNodes(location),
        ...(documents.length === 0 ? [] : useDocuments(location, documents, readers, args)),
    );
};

/** The nodes that are EC2 instances, and those that are not. */
const nodesByKind = (location: AwsLocation, targets: TargetNodes) => {
    const arns = nodeArns(location, targets);
    const isInstance = (one: string): boolean => one.includes(":instance/");
    return { instances: arns.filter(isInstance), managedInstances: arns.filter((one) => !isInstance(one)) };
};

const some = (sid: string, actions: readonly string[], arns: readonly string[], conditions?: Conditions) =>
    arns.length === 0 ? [] : [allow(sid, actions, arns, conditions)];

/** A request to remove all tags names no key, so a key is required. */
const setTags = (location: AwsLocation, { tagKeys = [], ...targets }: Writers): readonly Statement[] => {
    const { instances, managedInstances } = nodesByKind(location, targets);
    const conditions: Conditions = {
        ...requireTags("aws:ResourceTag", targets.targetTags),
        "ForAllValues:StringEquals": { "aws:TagKeys": tagKeys },
        Null: { "aws:TagKeys": "false" },
    };
    return tagKeys.length === 0
        ? []
        : [
              ...some("TagInstances", ["ec2:CreateTags", "ec2:DeleteTags"], instances, conditions),
              ...some(
                  "TagManagedInstances",
                  ["ssm:AddTagsToResource", "ssm:RemoveTagsFromResource"],
                  managedInstances,
                  conditions,
              ),
          ];
};

/** Attaching an instance profile passes its role. */
const changeRoles = (location: AwsLocation, { instanceProfiles, ...targets }: Writers): readonly Statement[] => {
    if (instanceProfiles === undefined) {
        return [];
    }
    const { instances } = nodesByKind(location, targets);
    const tagged = requireTags("aws:ResourceTag", targets.targetTags);
    return [
        passRole("PassInstanceRoles", instanceProfiles.roleArns, servicePrincipal(location, "ec2")),
        allow(
            "AttachInstanceProfiles",
            ["ec2:AssociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation"],
            instances,
            { ...tagged, ArnEquals: { "ec2:NewInstanceProfile": instanceProfiles.instanceProfileArns } },
        ),
        ...(instanceProfiles.detach === true
            ? [allow("DetachInstanceProfiles", ["ec2:DisassociateIamInstanceProfile"], instances, tagged)]
            : []),
        allow(
            "ListInstanceProfiles",
            ["ec2:DescribeIamInstanceProfileAssociations", "iam:ListInstanceProfiles"],
            ["*"],
        ),
    ];
};

const write = (location: AwsLocation, writers: Writers, args: Args): PlannedDocument => {
    const documents = enabledDocuments(changingDocuments, writers);
    return grant(
        ...(documents.length === 0 ? [] : useDocuments(location, documents, writers, args)),
        ...setTags(location, writers),
        ...changeRoles(location, writers),
    );
};

const calledViaGuiConnect: Conditions = {
    "ForAnyValue:StringEquals": { "aws:CalledVia": ["ssm-guiconnect.amazonaws.com"] },
};

/**
 * GUI Connect creates a local user for a user of IAM Identity Center before it connects.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSSystemsManagerJustInTimeAccessTokenSessionPolicy.html
 */
const createIdentityCenterUsers = (
    location: AwsLocation,
    { identityCenter, ...targets }: DesktopUsers,
): readonly Statement[] => {
    if (identityCenter === undefined) {
        return [];
    }
    const calls = identityCenter.directCalls === true ? undefined : calledViaGuiConnect;
    const tagged = nodesWithTags(targets);
    const identityStore = (resource: string, accountId = ""): string =>
        arn(location, "identitystore", resource, { region: "", accountId });
    return [
        allow("CreateUsers", ["ssm:SendCommand"], [documentArn(location, "AWSSSO-CreateSSOUser")], calls),
        allow(
            "CreateUsersOnNodes",
            ["ssm:SendCommand"],
            nodeArns(location, targets),
            calls === undefined ? tagged : { ...tagged, ...calls },
        ),
        allow("FollowUserCreation", ["ssm:GetCommandInvocation", "sso:ListDirectoryAssociations"], ["*"], calls),
        allow(
            "ReadIdentityCenterUsers",
            ["identitystore:DescribeUser"],
            [identityStore("identitystore/*", "*"), identityStore("user/*")],
            calls,
        ),
    ];
};

/**
 * GUI Connect forwards the port of the remote desktop in a session of the user. Only it may do so: a user with the same
 * permissions could forward any port.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-remote-desktop-connections.html
 */
const openDesktops = (location: AwsLocation, users: DesktopUsers, { kmsKeyArn }: Args): PlannedDocument => {
    const portForwarding = documentArn(location, "AWS-StartPortForwardingSession");
    const { instances } = nodesByKind(location, users);
    return grant(
        allow(
            "ListNodes",
            ["ec2:DescribeInstances", "ssm:DescribeInstanceProperties", "ssm:GetInventorySchema"],
            ["*"],
        ),
        allow(
            "OpenDesktops",
            [
                "ssm-guiconnect:CancelConnection",
                "ssm-guiconnect:GetConnection",
                "ssm-guiconnect:ListConnections",
                "ssm-guiconnect:StartConnection",
            ],
            ["*"],
        ),
        allow("ForwardPorts", ["ssm:StartSession"], [portForwarding], calledViaGuiConnect),
        allow("ForwardPortsOfNodes", ["ssm:StartSession"], nodeArns(location, users), {
            ...nodesWithTags(users),
            ...calledViaGuiConnect,
        }),
        openDataChannels(location, {}, calledViaGuiConnect),
        ...keepOwnSessions(location),
        ...encryptSessions(kmsKeyArn),
        ...(users.keyPairs === true
            ? some(
                  "ReadAdministratorPasswords",
                  ["ec2:GetPasswordData"],
                  instances,
                  requireTags("aws:ResourceTag", users.targetTags),
              )
            : []),
        ...createIdentityCenterUsers(location, users),
    );
};

const hasOnlyManagedInstances = ({ nodeIds }: { readonly nodeIds?: readonly unknown[] | undefined }): boolean =>
    nodeIds?.every((id) => typeof id === "string" && id.startsWith("mi-")) ?? false;

/** Only EC2 instances have instance profiles and key pairs. */
const instanceIssues = ({ writers, desktopUsers }: Args): readonly ValidationIssue[] =>
    (
        [
            ["writers", writers, "instanceProfiles", writers?.instanceProfiles !== undefined],
            ["desktopUsers", desktopUsers, "keyPairs", desktopUsers?.keyPairs === true],
        ] as const
    ).flatMap(([level, targets, arg, isSet]) =>
        isSet && targets !== undefined && hasOnlyManagedInstances(targets)
            ? [
                  {
                      path: `${level}.${arg}`,
                      message: "applies to EC2 instances, but nodeIds has none",
                      fix: 'Remove it, or add the ID of an EC2 instance ("i-…").',
                  },
              ]
            : [],
    );

const writerIssues = (writers: Writers | undefined): readonly ValidationIssue[] =>
    writers === undefined
        ? []
        : [
              ...(enabledDocuments(changingDocuments, writers).length === 0 &&
              writers.tagKeys === undefined &&
              writers.instanceProfiles === undefined
                  ? [
                        {
                            path: "writers",
                            message: "allows no change",
                            fix: `Set one of ${Object.keys(changingDocuments).join(", ")}, tagKeys or instanceProfiles.`,
                        },
                    ]
                  : []),
              ...(writers.tagKeys ?? []).flatMap((value: unknown, i) =>
                  typeof value === "string" && Object.keys(writers.targetTags ?? {}).includes(value)
                      ? [
                            {
                                path: `writers.tagKeys[${String(i)}]`,
                                value,
                                message: "is a key of targetTags, so that writers could extend their own grant",
                                fix: "Remove it, or select the nodes by another tag.",
                            },
                        ]
                      : [],
              ),
          ];

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...writerIssues(args.writers),
    ...instanceIssues(args),
    ...requireSameRegion("kmsKeyArn", args.kmsKeyArn, scope),
    ...requireSameAccount(
        "writers.instanceProfiles.instanceProfileArns",
        args.writers?.instanceProfiles?.instanceProfileArns,
        scope,
    ),
    ...requireSameAccount("writers.instanceProfiles.roleArns", args.writers?.instanceProfiles?.roleArns, scope),
    ...granteesIssues(args, fleetManagerAccessLevels, scope),
];

/** Fleet Manager: who may look into nodes, who may change them, and who may open remote desktops. */
export const fleetManager: Pattern<
    Args,
    Record<AccessLevel, NamedResource>,
    Record<AccessLevel, PlannedDocument | undefined>
> = {
    component: "FleetManagerAccess",
    summary:
        "Who may look into nodes with Fleet Manager, who may change what on them, and who may open remote desktops.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/configuring-fleet-manager-permissions.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-remote-desktop-connections.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permission-to-pass-iam-roles.html",
    ],
    unverified: [
        {
            fact: "AWS's samples allow the documents of Fleet Manager both for commands and for sessions, and do not say which features start a session.",
            arg: "commandsOnly",
            check: "With commandsOnly: true, use each feature. If all work, keep it.",
        },
        {
            fact: "AWS's sample for login with IAM Identity Center does not require that GUI Connect makes the calls; the AWS managed policy for just-in-time access does.",
            arg: "desktopUsers.identityCenter.directCalls",
            check: "As a user of IAM Identity Center, open a remote desktop. If AWS denies a call, set directCalls to true.",
        },
    ],
    constraints,
    children: {
        readers: { kind: "policy", purpose: "grantees" },
        writers: { kind: "policy", purpose: "grantees" },
        desktopUsers: { kind: "policy", purpose: "grantees" },
    },
    validate,
    names: (scope, explicit) => namedPolicies(scope, fleetManagerAccessLevels, explicit),
    documents: {
        readers: ({ location }, args) => args.readers && read(location, args.readers, args),
        writers: ({ location }, args) => args.writers && write(location, args.writers, args),
        desktopUsers: ({ location }, args) => args.desktopUsers && openDesktops(location, args.desktopUsers, args),
    },
};
