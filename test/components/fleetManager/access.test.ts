import * as assert from "node:assert/strict";
import type { FleetManagerAccessArgs } from "../../../components/fleetManager/args";
import { fleetManager } from "../../../components/fleetManager/pattern";
import type { Unwrap } from "../../../components/pattern/args";
import { planDocuments } from "../../../components/pattern/pattern";
import {
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    type Case,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { keyArn } from "../managedInstance/fixture";
import { namingScope } from "../namingScopes";
import { everything, instanceProfile, instanceRole } from "./fixture";

type Args = Unwrap<FleetManagerAccessArgs>;
type Level = "readers" | "writers" | "desktopUsers";

const principal = "arn:aws:iam::123456789012:role/somebody";
const keyPolicy = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "LeaveToIam",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: ["kms:*"],
            Resource: ["*"],
        },
    ],
} as const;

const world = (args: Args, level: Level) => (): World => ({
    grants: {
        [principal]: [
            planDocuments(fleetManager, namingScope("FleetManagerAccess"), args)[level]?.document ?? assert.fail(),
        ],
    },
    resourcePolicies: Object.fromEntries(
        ["a", "e"].flatMap((digit) => ["eu-west-1", "eu-west-2"].map((region) => [keyArn(digit, region), keyPolicy])),
    ),
});

const userid = "AROAEXAMPLEID:ann";
const ask = (action: string, resource: string, context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context: { "aws:userid": userid, ...context },
});
const here = (resource: string, service = "ssm"): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const ofAws = (name: string): string => `arn:aws:ssm:eu-west-1::document/${name}`;
const instance = here("instance/i-0123456789abcdef0", "ec2");
const managed = here("managed-instance/mi-0123456789abcdef0");
const session = here("session/ann-0abc");
const dev: Context = { "ssm:resourceTag/Environment": "dev" };
const prod: Context = { "ssm:resourceTag/Environment": "prod" };
const withDocument: Context = { "ssm:SessionDocumentAccessCheck": "true" };
const via: Context = { "aws:CalledVia": ["ssm-guiconnect.amazonaws.com"] };
const viaOther: Context = { "aws:CalledVia": ["cloudformation.amazonaws.com"] };

/** The cases of an action on nodes by tag. */
const onNodes = (what: string, action: string, context: Context = {}): readonly Case[] => [
    ...[instance, managed].flatMap((node) => [
        may(`${what} ${node}`, ask(action, node, { ...dev, ...context })),
        mayNot(`${what} ${node} with another tag`, ask(action, node, { ...prod, ...context })),
        mayNot(`${what} ${node} without a tag`, ask(action, node, context)),
        mayNot(`${what} ${node} in another Region`, ask(action, inOtherRegion(node), { ...dev, ...context })),
        mayNot(`${what} ${node} in another account`, ask(action, inOtherAccount(node), { ...dev, ...context })),
    ]),
];

const ownSessions: readonly Case[] = [
    may(
        "terminate the own session by its tag",
        ask("ssm:TerminateSession", session, { "ssm:resourceTag/aws:ssmmessages:session-id": userid }),
    ),
    may(
        "terminate the own session with a longer tag",
        ask("ssm:TerminateSession", session, { "ssm:resourceTag/aws:ssmmessages:session-id": `${userid}-0abc` }),
    ),
    may("terminate the own session by its ARN", ask("ssm:TerminateSession", here(`session/${userid}-0abc`))),
    mayNot(
        "terminate the own session in another Region",
        ask("ssm:TerminateSession", inOtherRegion(here(`session/${userid}-0abc`))),
    ),
    mayNot(
        "terminate a session by its tag in another Region",
        ask("ssm:TerminateSession", inOtherRegion(session), { "ssm:resourceTag/aws:ssmmessages:session-id": userid }),
    ),
    mayNot(
        "terminate the session of another user",
        ask("ssm:TerminateSession", session, { "ssm:resourceTag/aws:ssmmessages:session-id": "AROAEXAMPLEID:bob" }),
    ),
    mayNot(
        "terminate the session of a user with the same prefix",
        ask("ssm:TerminateSession", session, { "ssm:resourceTag/aws:ssmmessages:session-id": `${userid}abel` }),
    ),
    mayNot("terminate a session without a tag", ask("ssm:TerminateSession", session)),
    mayNot(
        "terminate the session of another user by its ARN",
        ask("ssm:TerminateSession", here("session/AROAEXAMPLEID:bob-0abc")),
    ),
];

const sessionKey: readonly Case[] = [
    may("generate a data key", ask("kms:GenerateDataKey", keyArn("a"))),
    mayNot("generate a data key with another key", ask("kms:GenerateDataKey", keyArn("e"))),
    mayNot("generate a data key in another Region", ask("kms:GenerateDataKey", keyArn("a", "eu-west-2"))),
];

const usesDocuments = (mine: readonly string[], others: readonly string[]): readonly Case[] => [
    ...["ssm:GetDocument", "ssm:SendCommand", "ssm:StartSession"].flatMap((action) => [
        ...mine.flatMap((name) => [
            may(`call ${action} on ${name}`, ask(action, ofAws(name))),
            mayNot(
                `call ${action} on ${name} in another Region`,
                ask(action, ofAws(name).replace("eu-west-1", "eu-west-2")),
            ),
        ]),
        ...others.map((name) => mayNot(`call ${action} on ${name}`, ask(action, ofAws(name)))),
    ]),
    mayNot("open a shell", ask("ssm:StartSession", here("document/SSM-SessionManagerRunShell"))),
    ...onNodes("send to", "ssm:SendCommand"),
    ...onNodes("start a session on", "ssm:StartSession"),
    may("start a session on a node with a document", ask("ssm:StartSession", instance, { ...dev, ...withDocument })),
    mayNot(
        "start a session on a node without a document",
        ask("ssm:StartSession", instance, { ...dev, "ssm:SessionDocumentAccessCheck": "false" }),
    ),
    may("open a data channel", ask("ssmmessages:OpenDataChannel", session)),
    mayNot("open a data channel in another Region", ask("ssmmessages:OpenDataChannel", inOtherRegion(session))),
    ...ownSessions,
    ...sessionKey,
];

const setting = here("servicesetting/ssm/managed-instance/default-ec2-instance-management-role");

describeAccess(
    "a reader of Fleet Manager",
    world(
        { ...everything, readers: { targetTags: { Environment: ["dev"] }, performance: true, events: true } },
        "readers",
    ),
    [
        ...usesDocuments(
            ["AWSFleetManager-GetPerformanceCounters", "AWSFleetManager-GetWindowsEvents"],
            ["AWSFleetManager-GetFileContent", "AWSFleetManager-StartProcess", "AWS-RunShellScript"],
        ),
        may("list nodes", ask("ssm:DescribeInstanceInformation", "*")),
        may("list instances", ask("ec2:DescribeInstances", "*")),
        may("list inventory", ask("ssm:ListInventoryEntries", "*")),
        ...[instance, managed].flatMap((node) => [
            may(`see the patches of ${node}`, ask("ssm:DescribeInstancePatches", node)),
            mayNot(
                `see the patches of ${node} in another Region`,
                ask("ssm:DescribeInstancePatches", inOtherRegion(node)),
            ),
        ]),
        may("list the tags of a node", ask("ssm:ListTagsForResource", managed)),
        mayNot("list the tags of a node in another Region", ask("ssm:ListTagsForResource", inOtherRegion(managed))),
        mayNot("list the tags of a document", ask("ssm:ListTagsForResource", here("document/Acme-PatchNow"))),
        may("read the default host setting", ask("ssm:GetServiceSetting", setting)),
        mayNot("read the default host setting in another Region", ask("ssm:GetServiceSetting", inOtherRegion(setting))),
        mayNot(
            "read another setting",
            ask("ssm:GetServiceSetting", here("servicesetting/ssm/parameter-store/default-parameter-tier")),
        ),
        mayNot("change the default host setting", ask("ssm:UpdateServiceSetting", setting)),
        mayNot("tag an instance", ask("ec2:CreateTags", instance, { "aws:TagKeys": ["CostCenter"] })),
        mayNot("read a parameter", ask("ssm:GetParameter", here("parameter/app"))),
    ],
    { resources: true },
);

const byTag: Context = { "aws:ResourceTag/Environment": "dev" };
const keys = (...all: readonly string[]): Context => ({ "aws:TagKeys": [...all] });
const tagging = (action: string, node: string): readonly Case[] => [
    may(`call ${action} with the key`, ask(action, node, { ...byTag, ...keys("CostCenter") })),
    mayNot(`call ${action} with another key`, ask(action, node, { ...byTag, ...keys("Environment") })),
    mayNot(
        `call ${action} with the key and another one`,
        ask(action, node, { ...byTag, ...keys("CostCenter", "Environment") }),
    ),
    mayNot(`call ${action} without a key`, ask(action, node, byTag)),
    mayNot(
        `call ${action} on a node with another tag`,
        ask(action, node, { "aws:ResourceTag/Environment": "prod", ...keys("CostCenter") }),
    ),
    mayNot(`call ${action} on a node without a tag`, ask(action, node, keys("CostCenter"))),
    mayNot(
        `call ${action} on a node in another Region`,
        ask(action, inOtherRegion(node), { ...byTag, ...keys("CostCenter") }),
    ),
];
const passed = (service: string): Context => ({ "iam:PassedToService": service });
const attach = (profile: string, of: Context = byTag): Context => ({ ...of, "ec2:NewInstanceProfile": profile });

describeAccess(
    "a writer of Fleet Manager",
    world(
        {
            kmsKeyArn: keyArn("a"),
            writers: {
                targetTags: { Environment: ["dev"] },
                processes: true,
                tagKeys: ["CostCenter"],
                instanceProfiles: { instanceProfileArns: [instanceProfile], roleArns: [instanceRole], detach: true },
            },
        },
        "writers",
    ),
    [
        ...usesDocuments(
            ["AWSFleetManager-StartProcess", "AWSFleetManager-TerminateProcess"],
            [
                "AWSFleetManager-GetProcessDetails",
                "AWSFleetManager-CreateUser",
                "AWS-PasswordReset",
                "AWS-RunShellScript",
            ],
        ),
        ...tagging("ec2:CreateTags", instance),
        ...tagging("ec2:DeleteTags", instance),
        ...tagging("ssm:AddTagsToResource", managed),
        ...tagging("ssm:RemoveTagsFromResource", managed),
        may("pass the role to EC2", ask("iam:PassRole", instanceRole, passed("ec2.amazonaws.com"))),
        mayNot("pass the role to Lambda", ask("iam:PassRole", instanceRole, passed("lambda.amazonaws.com"))),
        mayNot("pass the role without a service", ask("iam:PassRole", instanceRole)),
        mayNot("pass another role", ask("iam:PassRole", `${instanceRole}2`, passed("ec2.amazonaws.com"))),
        mayNot(
            "pass the role of another account",
            ask("iam:PassRole", inOtherAccount(instanceRole), passed("ec2.amazonaws.com")),
        ),
        ...["ec2:AssociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation"].flatMap((action) => [
            may(`call ${action} with the profile`, ask(action, instance, attach(instanceProfile))),
            mayNot(`call ${action} with another profile`, ask(action, instance, attach(`${instanceProfile}2`))),
            mayNot(
                `call ${action} with a profile of another account`,
                ask(action, instance, attach(inOtherAccount(instanceProfile))),
            ),
            mayNot(`call ${action} without a profile`, ask(action, instance, byTag)),
            mayNot(
                `call ${action} on an instance with another tag`,
                ask(action, instance, attach(instanceProfile, { "aws:ResourceTag/Environment": "prod" })),
            ),
            mayNot(`call ${action} on an instance without a tag`, ask(action, instance, attach(instanceProfile, {}))),
            mayNot(`call ${action} in another Region`, ask(action, inOtherRegion(instance), attach(instanceProfile))),
        ]),
        may("detach the profile of an instance", ask("ec2:DisassociateIamInstanceProfile", instance, byTag)),
        mayNot(
            "detach the profile of an instance with another tag",
            ask("ec2:DisassociateIamInstanceProfile", instance, { "aws:ResourceTag/Environment": "prod" }),
        ),
        mayNot("detach the profile of an instance without a tag", ask("ec2:DisassociateIamInstanceProfile", instance)),
        mayNot(
            "detach the profile in another Region",
            ask("ec2:DisassociateIamInstanceProfile", inOtherRegion(instance), byTag),
        ),
        may("list instance profiles", ask("iam:ListInstanceProfiles", "*")),
        may("list associations of instance profiles", ask("ec2:DescribeIamInstanceProfileAssociations", "*")),
        mayNot("list nodes", ask("ssm:DescribeInstanceInformation", "*")),
        mayNot("terminate an instance", ask("ec2:TerminateInstances", instance, byTag)),
    ],
    { resources: true },
);

/** The cases of a call that only GUI Connect may make. */
const viaOnly = (what: string, action: string, resource: string): readonly Case[] => [
    may(what, ask(action, resource, via)),
    mayNot(`${what} directly`, ask(action, resource)),
    mayNot(`${what} via another service`, ask(action, resource, viaOther)),
];
const portForwarding = ofAws("AWS-StartPortForwardingSession");
const createUser = ofAws("AWSSSO-CreateSSOUser");
const store = "arn:aws:identitystore::123456789012:identitystore/d-1234567890";
const storeUser = "arn:aws:identitystore:::user/0123456789-01234567-89ab-cdef-0123-456789abcdef";

describeAccess(
    "a user of remote desktops",
    world(everything, "desktopUsers"),
    [
        may("list nodes", ask("ssm:DescribeInstanceProperties", "*")),
        may("open a remote desktop", ask("ssm-guiconnect:StartConnection", "*")),
        may("close a remote desktop", ask("ssm-guiconnect:CancelConnection", "*")),
        mayNot(
            "stop the recording of remote desktops",
            ask("ssm-guiconnect:DeleteConnectionRecordingPreferences", "*"),
        ),
        ...viaOnly("forward a port", "ssm:StartSession", portForwarding),
        mayNot(
            "forward a port in another Region",
            ask("ssm:StartSession", portForwarding.replace("eu-west-1", "eu-west-2"), via),
        ),
        ...onNodes("forward a port of", "ssm:StartSession", via),
        mayNot("forward a port of a node directly", ask("ssm:StartSession", instance, dev)),
        mayNot(
            "forward a port of a node via another service",
            ask("ssm:StartSession", instance, { ...dev, ...viaOther }),
        ),
        mayNot("open a shell", ask("ssm:StartSession", here("document/SSM-SessionManagerRunShell"), via)),
        mayNot(
            "forward ports to other hosts",
            ask("ssm:StartSession", ofAws("AWS-StartPortForwardingSessionToRemoteHost"), via),
        ),
        ...viaOnly("open a data channel", "ssmmessages:OpenDataChannel", session),
        mayNot(
            "open a data channel in another Region",
            ask("ssmmessages:OpenDataChannel", inOtherRegion(session), via),
        ),
        ...ownSessions,
        ...sessionKey,
        may("read the administrator password", ask("ec2:GetPasswordData", instance, byTag)),
        mayNot(
            "read the administrator password of a node with another tag",
            ask("ec2:GetPasswordData", instance, { "aws:ResourceTag/Environment": "prod" }),
        ),
        mayNot("read the administrator password of a node without a tag", ask("ec2:GetPasswordData", instance)),
        mayNot(
            "read the administrator password in another Region",
            ask("ec2:GetPasswordData", inOtherRegion(instance), byTag),
        ),
        ...viaOnly("create a user", "ssm:SendCommand", createUser),
        mayNot(
            "create a user in another Region",
            ask("ssm:SendCommand", createUser.replace("eu-west-1", "eu-west-2"), via),
        ),
        ...onNodes("create a user on", "ssm:SendCommand", via),
        mayNot("create a user on a node directly", ask("ssm:SendCommand", instance, dev)),
        mayNot(
            "create a user on a node via another service",
            ask("ssm:SendCommand", instance, { ...dev, ...viaOther }),
        ),
        mayNot("run a shell script", ask("ssm:SendCommand", ofAws("AWS-RunShellScript"), via)),
        ...viaOnly("read the result", "ssm:GetCommandInvocation", "*"),
        ...viaOnly("find the directory", "sso:ListDirectoryAssociations", "*"),
        ...viaOnly("read the directory", "identitystore:DescribeUser", store),
        ...viaOnly("read a user", "identitystore:DescribeUser", storeUser),
    ],
    { resources: true },
);
