import * as assert from "node:assert/strict";
import type { FleetManagerAccessArgs } from "../../../components/fleetManager/args";
import { changingDocuments, readingDocuments } from "../../../components/fleetManager/documents";
import { fleetManager } from "../../../components/fleetManager/pattern";
import type { Unwrap } from "../../../components/pattern/args";
import { planDocuments } from "../../../components/pattern/pattern";
import { keyArn } from "../managedInstance/fixture";
import { namingScope } from "../namingScopes";
import { everything, instanceProfile, instanceRole, narrow } from "./fixture";

const plan = (args: Unwrap<FleetManagerAccessArgs>) =>
    planDocuments(fleetManager, namingScope("FleetManagerAccess"), args);
const here = (resource: string, service = "ssm"): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const ofAws = (names: readonly string[]): readonly string[] =>
    names.map((name) => `arn:aws:ssm:eu-west-1::document/${name}`);
const allNodes = [here("instance/*", "ec2"), here("managed-instance/*")];
const tagged = { StringEquals: { "ssm:resourceTag/Environment": ["dev"] } };
const allow = (Sid: string, Action: readonly string[], Resource: readonly string[], Condition?: object) => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
    ...(Condition === undefined ? {} : { Condition }),
});

const ownSessions = [
    allow("KeepOwnSessions", ["ssm:ResumeSession", "ssm:TerminateSession"], [here("session/${aws:userid}-*")]),
    allow("KeepOwnSessionsByTag", ["ssm:ResumeSession", "ssm:TerminateSession"], [here("session/*")], {
        StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": ["${aws:userid}", "${aws:userid}-*"] },
    }),
];
const encrypt = allow("EncryptSessions", ["kms:GenerateDataKey"], [keyArn("a")]);

const using = (documents: readonly string[]) => [
    allow("UseDocuments", ["ssm:GetDocument", "ssm:SendCommand", "ssm:StartSession"], ofAws(documents)),
    allow("SendToNodes", ["ssm:SendCommand"], allNodes, tagged),
    allow("StartOnNodes", ["ssm:StartSession"], allNodes, {
        ...tagged,
        BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" },
    }),
    allow("OpenDataChannels", ["ssmmessages:OpenDataChannel"], [here("session/*")]),
    ...ownSessions,
    encrypt,
];

const view = [
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
        allNodes,
    ),
    allow("ListTagsOfNodes", ["ssm:ListTagsForResource"], [here("managed-instance/*")]),
    allow(
        "ReadDefaultHostSetting",
        ["ssm:GetServiceSetting"],
        [here("servicesetting/ssm/managed-instance/default-ec2-instance-management-role")],
    ),
];

describe("FleetManagerAccess documents", () => {
    it("allow readers to list nodes, and to look into nodes with the tags", () => {
        assert.deepEqual(plan(everything).readers?.document.Statement, [
            ...view,
            ...using([
                "AWSFleetManager-GetFileContent",
                "AWSFleetManager-GetFileSystemContent",
                "AWSFleetManager-GetProcessDetails",
                "AWSFleetManager-GetGroups",
                "AWSFleetManager-GetUsers",
                "AWSFleetManager-GetWindowsRegistryContent",
                "AWSFleetManager-GetDiskInformation",
                "AWSFleetManager-GetPerformanceCounters",
                "AWSFleetManager-GetWindowsEvents",
            ]),
        ]);
    });

    it("allow readers without a feature to list nodes only", () => {
        assert.deepEqual(plan({ readers: { targetTags: { Team: ["web"] } } }).readers?.document.Statement, view);
    });

    it("allow writers to change nodes, to set the given tags and to attach the given instance profiles", () => {
        const byTag = { StringEquals: { "aws:ResourceTag/Environment": ["dev"] } };
        const keys = {
            "ForAllValues:StringEquals": { "aws:TagKeys": ["CostCenter"] },
            Null: { "aws:TagKeys": "false" },
        };
        assert.deepEqual(plan(everything).writers?.document.Statement, [
            ...using(Object.values(changingDocuments).flat()),
            allow("TagInstances", ["ec2:CreateTags", "ec2:DeleteTags"], [here("instance/*", "ec2")], {
                ...byTag,
                ...keys,
            }),
            allow(
                "TagManagedInstances",
                ["ssm:AddTagsToResource", "ssm:RemoveTagsFromResource"],
                [here("managed-instance/*")],
                { ...byTag, ...keys },
            ),
            allow("PassInstanceRoles", ["iam:PassRole"], [instanceRole], {
                StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
            }),
            allow(
                "AttachInstanceProfiles",
                ["ec2:AssociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation"],
                [here("instance/*", "ec2")],
                { ...byTag, ArnEquals: { "ec2:NewInstanceProfile": [instanceProfile] } },
            ),
            allow("DetachInstanceProfiles", ["ec2:DisassociateIamInstanceProfile"], [here("instance/*", "ec2")], byTag),
            allow(
                "ListInstanceProfiles",
                ["ec2:DescribeIamInstanceProfileAssociations", "iam:ListInstanceProfiles"],
                ["*"],
            ),
        ]);
    });

    it("allow exactly the documents of each feature", () => {
        const sent = (level: "readers" | "writers", feature: string) =>
            plan({ [level]: { targetTags: { Team: ["web"] }, [feature]: true } })[level]?.document.Statement.find(
                ({ Sid }) => Sid === "UseDocuments",
            )?.Resource;
        for (const [feature, documents] of Object.entries(readingDocuments)) {
            assert.deepEqual(sent("readers", feature), ofAws(documents), feature);
        }
        for (const [feature, documents] of Object.entries(changingDocuments)) {
            assert.deepEqual(sent("writers", feature), ofAws(documents), feature);
        }
        const every = Object.values(changingDocuments).flat();
        assert.deepEqual([every.length, new Set(every).size], [20, 20]);
    });

    it("allow users to open remote desktops through GUI Connect only", () => {
        const via = { "ForAnyValue:StringEquals": { "aws:CalledVia": ["ssm-guiconnect.amazonaws.com"] } };
        assert.deepEqual(plan(everything).desktopUsers?.document.Statement, [
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
            allow("ForwardPorts", ["ssm:StartSession"], ofAws(["AWS-StartPortForwardingSession"]), via),
            allow("ForwardPortsOfNodes", ["ssm:StartSession"], allNodes, { ...tagged, ...via }),
            allow("OpenDataChannels", ["ssmmessages:OpenDataChannel"], [here("session/*")], via),
            ...ownSessions,
            encrypt,
            allow("ReadAdministratorPasswords", ["ec2:GetPasswordData"], [here("instance/*", "ec2")], {
                StringEquals: { "aws:ResourceTag/Environment": ["dev"] },
            }),
            allow("CreateUsers", ["ssm:SendCommand"], ofAws(["AWSSSO-CreateSSOUser"]), via),
            allow("CreateUsersOnNodes", ["ssm:SendCommand"], allNodes, { ...tagged, ...via }),
            allow("FollowUserCreation", ["ssm:GetCommandInvocation", "sso:ListDirectoryAssociations"], ["*"], via),
            allow(
                "ReadIdentityCenterUsers",
                ["identitystore:DescribeUser"],
                ["arn:aws:identitystore::*:identitystore/*", "arn:aws:identitystore:::user/*"],
                via,
            ),
        ]);
    });

    it("allow single nodes and commands only", () => {
        const { readers, writers, desktopUsers } = plan(narrow);
        const documents = ofAws(["AWSFleetManager-GetPerformanceCounters"]);
        assert.deepEqual(readers?.document.Statement.slice(view.length), [
            allow("UseDocuments", ["ssm:GetDocument", "ssm:SendCommand"], documents),
            allow("SendToNodes", ["ssm:SendCommand"], [here("instance/i-0123456789abcdef0", "ec2")]),
        ]);
        assert.deepEqual(
            writers?.document.Statement.at(-1),
            allow(
                "TagManagedInstances",
                ["ssm:AddTagsToResource", "ssm:RemoveTagsFromResource"],
                [here("managed-instance/mi-0123456789abcdef0")],
                { "ForAllValues:StringEquals": { "aws:TagKeys": ["CostCenter"] }, Null: { "aws:TagKeys": "false" } },
            ),
        );
        assert.deepEqual(
            desktopUsers?.document.Statement.filter(({ Sid }) => Sid.includes("User")).map(
                ({ Condition }) => Condition,
            ),
            [undefined, undefined, undefined, undefined],
        );
    });
});
