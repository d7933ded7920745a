import * as assert from "node:assert/strict";
import type { DefaultHostManagementArgs } from "../../../components/defaultHostManagement/args";
import type { Unwrap } from "../../../components/pattern/args";
import { defaultHostManagement } from "../../../components/defaultHostManagement/pattern";
import {
    assumedBy,
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    type Request,
} from "../../support/oracle";
import { administrators } from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<DefaultHostManagementArgs>;

const role = "arn:aws:iam::123456789012:role/service-role/hosts";
const people = "arn:aws:iam::123456789012:group/platform";
const documents = (args: Args) =>
    defaultHostManagement.documents(namingScope("DefaultHostManagement"), {
        ...args,
        roleName: "hosts",
        path: "/service-role/",
    });
const trustOf = (args: Args) => () => ({ trusts: { [role]: documents(args).trust?.document ?? assert.fail() } });

describeAccess("the default role of a Region", trustOf({}), [
    ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
    mayNot("be assumed by EC2", {
        principal: "ec2.amazonaws.com",
        action: "sts:AssumeRole",
        resource: role,
        context: { "aws:SourceAccount": "123456789012" },
    }),
]);

describeAccess(
    "the default role of two Regions",
    trustOf({ sourceRegions: ["eu-west-1", "eu-west-2"] }),
    [
        ["eu-west-1", "eu-west-3"],
        ["eu-west-2", "eu-north-1"],
    ].flatMap(([region = "", other = ""]) =>
        assumedBy("ssm.amazonaws.com", role, {
            account: "123456789012",
            arn: `arn:aws:ssm:${region}:123456789012:managed-instance/i-0123456789abcdef0`,
            otherArns: [
                `arn:aws:ssm:${other}:123456789012:managed-instance/i-0123456789abcdef0`,
                `arn:aws:ssm:${region}:210987654321:managed-instance/i-0123456789abcdef0`,
                `arn:aws:ec2:${region}:123456789012:instance/i-0123456789abcdef0`,
            ],
        }),
    ),
);

const setting =
    "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/managed-instance/default-ec2-instance-management-role";
const change = (which: string, action = "ssm:UpdateServiceSetting"): Request => ({
    principal: people,
    action,
    resource: which,
});
const pass = (which: string, to?: string): Request => ({
    principal: people,
    action: "iam:PassRole",
    resource: which,
    context: to === undefined ? {} : { "iam:PassedToService": to },
});

describeAccess(
    "who may change the default role",
    () => ({ grants: { [people]: [documents({ administrators }).administrators?.document ?? assert.fail()] } }),
    [
        may("read the setting", change(setting, "ssm:GetServiceSetting")),
        may("change it", change(setting)),
        may("reset it", change(setting, "ssm:ResetServiceSetting")),
        mayNot("change that of another Region", change(inOtherRegion(setting))),
        mayNot("change that of another account", change(inOtherAccount(setting))),
        mayNot(
            "change another setting",
            change(setting.replace("managed-instance/default-ec2-instance-management-role", "documents/console/x")),
        ),
        may("pass the role to Systems Manager", pass(role, "ssm.amazonaws.com")),
        mayNot("pass it to another service", pass(role, "ec2.amazonaws.com")),
        mayNot("pass it to no service in particular", pass(role)),
        mayNot("pass another role", pass(`${role}2`, "ssm.amazonaws.com")),
        mayNot(
            "pass the role of that name under another path",
            pass(role.replace("service-role/", ""), "ssm.amazonaws.com"),
        ),
        mayNot("send a command", {
            principal: people,
            action: "ssm:SendCommand",
            resource: [{ resource: "arn:aws:ssm:eu-west-1:123456789012:document/Acme-PatchNow" }],
        }),
    ],
    { resources: true },
);
