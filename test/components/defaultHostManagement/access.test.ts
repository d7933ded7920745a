import * as assert from "node:assert/strict";
import type { DefaultHostManagementArgs } from "../../../components/defaultHostManagement/args";
import type { Unwrap } from "../../../components/pattern/args";
import { defaultHostManagement } from "../../../components/defaultHostManagement/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
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
const administrator = "arn:aws:iam::123456789012:group/platform";
const documents = (args: Args) =>
    planDocuments(defaultHostManagement, namingScope("DefaultHostManagement"), {
        ...args,
        roleName: "hosts",
        path: "/service-role/",
    });
const trustOf = (args: Args) => () => ({ trusts: { [role]: documents(args).trust?.document ?? assert.fail() } });

describeAccess("the role of DefaultHostManagement", trustOf({}), [
    ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
    mayNot("be assumed by EC2", {
        principal: "ec2.amazonaws.com",
        action: "sts:AssumeRole",
        resource: role,
        context: { "aws:SourceAccount": "123456789012" },
    }),
]);

describeAccess(
    "the role of DefaultHostManagement for two Regions",
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
    principal: administrator,
    action,
    resource: which,
});
const pass = (which: string, to?: string): Request => ({
    principal: administrator,
    action: "iam:PassRole",
    resource: which,
    context: to === undefined ? {} : { "iam:PassedToService": to },
});

describeAccess(
    "administrators of DefaultHostManagement",
    () => ({ grants: { [administrator]: [documents({ administrators }).administrators?.document ?? assert.fail()] } }),
    [
        may("read the setting", change(setting, "ssm:GetServiceSetting")),
        may("change the setting", change(setting)),
        may("reset the setting", change(setting, "ssm:ResetServiceSetting")),
        mayNot("change the setting of another Region", change(inOtherRegion(setting))),
        mayNot("change the setting of another account", change(inOtherAccount(setting))),
        mayNot(
            "change another setting",
            change(setting.replace("managed-instance/default-ec2-instance-management-role", "documents/console/x")),
        ),
        may("pass the role to Systems Manager", pass(role, "ssm.amazonaws.com")),
        mayNot("pass it to another service", pass(role, "ec2.amazonaws.com")),
        mayNot("pass it without a service", pass(role)),
        mayNot("pass another role", pass(`${role}2`, "ssm.amazonaws.com")),
        mayNot(
            "pass a role with the same name below another path",
            pass(role.replace("service-role/", ""), "ssm.amazonaws.com"),
        ),
        mayNot("send a command", {
            principal: administrator,
            action: "ssm:SendCommand",
            resource: [{ resource: "arn:aws:ssm:eu-west-1:123456789012:document/Acme-PatchNow" }],
        }),
    ],
    { resources: true },
);

const stream = (region: string, group = "/hosts/dev"): string =>
    `arn:aws:logs:${region}:123456789012:log-group:${group}:log-stream:i-0123456789abcdef0`;
const write = (resource: string): Request => ({ principal: role, action: "logs:PutLogEvents", resource });

describeAccess(
    "hosts with the role of DefaultHostManagement in two Regions",
    () => ({
        grants: {
            [role]: [
                documents({ logs: { logGroupNames: ["/hosts/dev"] }, furtherRegions: ["eu-north-1"] }).features
                    ?.document ?? assert.fail(),
            ],
        },
    }),
    [
        may("write logs in the Region", write(stream("eu-west-1"))),
        may("write logs in the further Region", write(stream("eu-north-1"))),
        mayNot("write logs in a third Region", write(stream("eu-west-2"))),
        mayNot("write to another log group in the further Region", write(stream("eu-north-1", "/hosts/prod"))),
        may("list log groups", { principal: role, action: "logs:DescribeLogGroups", resource: "*" }),
    ],
);
