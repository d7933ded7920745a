import * as assert from "node:assert/strict";
import type { AwsLocation } from "../../../components/pattern/location";
import type { PlannedDocument } from "../../../components/pattern/pattern";
import { maintenanceWindow } from "../../../components/maintenanceWindow/pattern";
import { reviewDocument } from "../../../components/resources/reviewDocument";
import { evaluate } from "../../policypack/evaluate";
import { home } from "../../support/deploy";
import { iamDataProblems } from "../../support/iamData";
import { namingScope } from "../namingScopes";
import {
    assumeRole,
    automation,
    everything,
    functionArns,
    grantees,
    invoked,
    notificationRole,
    resourceGroupNames,
    runCommand,
    started,
    stateMachineArns,
    window,
    type WindowAccess,
} from "./fixture";

const ssm = "arn:aws:ssm:eu-west-1:123456789012";
const roleArn = "arn:aws:iam::123456789012:role/acme-window";
const passed = { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } };

const documents = (args: WindowAccess, location: Partial<AwsLocation> = {}) =>
    maintenanceWindow.documents(namingScope("MaintenanceWindowAccess", location), { roleName: "acme-window", ...args });

const statements = (planned: PlannedDocument | undefined) => planned?.document.Statement;

const allow = (Sid: string, Action: readonly string[], Resource: readonly string[], Condition?: object) => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
    ...(Condition === undefined ? {} : { Condition }),
});

const commandStatements = [
    allow(
        "SendDocuments",
        ["ssm:SendCommand"],
        ["arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline", `${ssm}:document/Acme-PatchNow`],
    ),
    allow(
        "SendToNodes",
        ["ssm:SendCommand"],
        ["arn:aws:ec2:eu-west-1:123456789012:instance/*", `${ssm}:managed-instance/*`],
        { StringEquals: { "ssm:resourceTag/Environment": ["prod"], "ssm:resourceTag/PatchGroup": ["web", "batch"] } },
    ),
    allow("SendOutputToBucket", ["ssm:SendCommand"], ["arn:aws:s3:::acme-output"]),
    allow("PassNotificationRole", ["iam:PassRole"], [notificationRole], passed),
    allow(
        "FollowCommands",
        ["ssm:CancelCommand", "ssm:ListCommands", "ssm:ListCommandInvocations", "ssm:GetCommandInvocation"],
        ["*"],
    ),
    allow("ReadParameters", ["ssm:GetParameters"], [`${ssm}:parameter/app/patch/level`]),
];

const automationStatements = [
    allow(
        "StartRunbooks",
        ["ssm:StartAutomationExecution"],
        ["arn:aws:ssm:eu-west-1::document/AWS-RestartEC2Instance", `${ssm}:document/Acme-Rotate`],
    ),
    allow("StartExecutions", ["ssm:StartAutomationExecution"], [`${ssm}:automation-execution/*`]),
    allow("FollowExecutions", ["ssm:GetAutomationExecution"], [`${ssm}:automation-execution/*`]),
    allow("PassAssumeRole", ["iam:PassRole"], [assumeRole], passed),
];

const functionStatements = [allow("InvokeFunctions", ["lambda:InvokeFunction"], [invoked])];

const machineStatements = [
    allow("StartStateMachines", ["states:StartExecution"], [started]),
    allow(
        "FollowStateMachines",
        ["states:DescribeExecution"],
        ["arn:aws:states:eu-west-1:123456789012:execution:rotate:*"],
    ),
];

const groupStatements = [
    allow(
        "ResolveResourceGroups",
        ["resource-groups:ListGroupResources"],
        [
            "arn:aws:resource-groups:eu-west-1:123456789012:group/web",
            "arn:aws:resource-groups:eu-west-1:123456789012:group/web/*",
        ],
    ),
    allow("ResolveTargets", ["resource-groups:ListGroups", "tag:GetResources"], ["*"]),
];

describe("what the tasks of maintenance windows may do", () => {
    const alone: readonly (readonly [name: string, args: WindowAccess, statements: readonly object[]])[] = [
        ["commands", { runCommand }, commandStatements],
        ["runbooks", { automation }, automationStatements],
        ["functions", { functionArns }, functionStatements],
        ["state machines", { stateMachineArns }, machineStatements],
        [
            "resource groups, beside functions",
            { functionArns, resourceGroupNames },
            [...functionStatements, ...groupStatements],
        ],
        [
            "all of it",
            everything,
            [
                ...commandStatements,
                ...automationStatements,
                ...functionStatements,
                ...machineStatements,
                ...groupStatements,
            ],
        ],
    ];
    for (const [name, args, expected] of alone) {
        it(`is exactly what is asked for: ${name}`, () => {
            assert.deepEqual(statements(documents(args).tasks), expected);
        });
    }

    it("is no role passed, no parameter read and no bucket named unless asked for", () => {
        const granted = statements(
            documents({
                runCommand: { documents: ["Acme-PatchNow"], nodeIds: ["i-0123456789abcdef0", "mi-0123456789abcdef0"] },
                automation: { runbooks: ["Acme-Rotate"] },
            }).tasks,
        );
        assert.deepEqual(
            granted?.map(({ Sid }) => Sid),
            ["SendDocuments", "SendToNodes", "FollowCommands", "StartRunbooks", "StartExecutions", "FollowExecutions"],
        );
        assert.deepEqual(granted[1], {
            ...allow(
                "SendToNodes",
                ["ssm:SendCommand"],
                [
                    "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
                    `${ssm}:managed-instance/mi-0123456789abcdef0`,
                ],
            ),
        });
    });
});

describe("the trust of maintenance windows", () => {
    it("is in Systems Manager on behalf of the own account", () => {
        assert.deepEqual(documents({ functionArns }).trust, {
            kind: "trust",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "TrustService",
                        Effect: "Allow",
                        Principal: { Service: "ssm.amazonaws.com" },
                        Action: ["sts:AssumeRole"],
                        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
                    },
                ],
            },
        });
    });

    it("is without a guard only for a reason, and the finding stays", () => {
        const reason = "windows fail with the key in this Region";
        const { trust } = documents({ functionArns, acceptUnguardedTrust: reason });
        assert.ok(trust);
        assert.equal(statements(trust)?.[0]?.Condition, undefined);
        const { blocking, accepted } = reviewDocument(trust, home.accountId);
        assert.deepEqual(blocking, []);
        assert.deepEqual(
            accepted.map((one) => [one.verdict.rule.name, one.reason]),
            [["iam-trust-confused-deputy", reason]],
        );
    });
});

const changing = [
    "ssm:GetMaintenanceWindow",
    "ssm:GetMaintenanceWindowTask",
    "ssm:DescribeMaintenanceWindowTargets",
    "ssm:DescribeMaintenanceWindowTasks",
    "ssm:DescribeMaintenanceWindowExecutions",
    "ssm:RegisterTargetWithMaintenanceWindow",
    "ssm:RegisterTaskWithMaintenanceWindow",
    "ssm:UpdateMaintenanceWindowTarget",
    "ssm:UpdateMaintenanceWindowTask",
    "ssm:DeregisterTargetFromMaintenanceWindow",
    "ssm:DeregisterTaskFromMaintenanceWindow",
];

/** What registrars get, on windows that meet a condition. */
const registering = (condition: object | undefined, listing: readonly string[], last: object, role = roleArn) => [
    allow("ChangeWindows", changing, [`${ssm}:maintenancewindow/*`], condition),
    allow(
        "ChangeTargets",
        ["ssm:UpdateMaintenanceWindowTarget", "ssm:DeregisterTargetFromMaintenanceWindow"],
        [`${ssm}:windowtarget/*`],
    ),
    allow(
        "ChangeTasks",
        ["ssm:UpdateMaintenanceWindowTask", "ssm:DeregisterTaskFromMaintenanceWindow"],
        [`${ssm}:windowtask/*`],
    ),
    allow("ListWindows", listing, ["*"]),
    allow("ReadWindowRole", ["iam:GetRole"], [role]),
    last,
];

describe("what registrars may do", () => {
    const listing = ["ssm:DescribeMaintenanceWindows", "ssm:DescribeMaintenanceWindowSchedule"];
    const passing = allow("PassWindowRole", ["iam:PassRole"], [roleArn], passed);

    it("reaches every window of the Region without a window or tags", () => {
        assert.deepEqual(
            statements(documents({ functionArns, registrars: { grantees } }).registrars),
            registering(undefined, listing, passing),
        );
    });

    it("includes making windows when asked for", () => {
        assert.deepEqual(
            statements(documents({ functionArns, registrars: { grantees, createWindows: true } }).registrars),
            registering(undefined, [...listing, "ssm:CreateMaintenanceWindow"], passing),
        );
    });

    it("reaches the window made here by the tag that it carries", () => {
        const named = { ...everything, window: { ...window, windowName: "nightly" } };
        assert.deepEqual(
            statements(documents(named).registrars),
            registering(
                { StringEquals: { "aws:ResourceTag/ssm-access:maintenance-window": "nightly" } },
                listing,
                passing,
            ),
        );
    });

    it("reaches windows by the tags given, which win over the window made here", () => {
        const registrars = { grantees, windowTags: { Team: ["web", "ops"], Stage: ["prod"] } };
        assert.deepEqual(
            statements(documents({ ...everything, registrars }).registrars),
            registering(
                { StringEquals: { "aws:ResourceTag/Team": ["web", "ops"], "aws:ResourceTag/Stage": ["prod"] } },
                listing,
                passing,
            ),
        );
    });

    it("is to have the service-linked role made, not to pass one, where that is used", () => {
        const linked = documents({ serviceLinkedRole: true, registrars: { grantees } });
        const arn = "arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM";
        assert.deepEqual([linked.trust, linked.tasks], [undefined, undefined]);
        assert.deepEqual(
            statements(linked.registrars),
            registering(
                undefined,
                listing,
                allow("CreateServiceLinkedRole", ["iam:CreateServiceLinkedRole"], [arn], {
                    StringEquals: { "iam:AWSServiceName": "ssm.amazonaws.com" },
                }),
                arn,
            ),
        );
    });

    it("is nothing where there is none", () => {
        assert.equal(documents({ functionArns }).registrars, undefined);
    });
});

describe("the documents of maintenance windows", () => {
    for (const [partition, region] of [
        ["aws-cn", "cn-north-1"],
        ["aws-us-gov", "us-gov-west-1"],
    ] as const) {
        it(`are written for ${partition}`, () => {
            const there = (text: string): string =>
                text.replaceAll("arn:aws:", `arn:${partition}:`).replaceAll(home.region, region);
            const args = { ...everything, window: { ...window, windowName: "nightly" } };
            assert.equal(
                JSON.stringify(
                    documents(JSON.parse(there(JSON.stringify(args))) as WindowAccess, { partition, region }),
                ),
                there(JSON.stringify(documents(args))),
            );
        });
    }

    it("are lawful, and say nothing that AWS does not know", async () => {
        const all = [
            documents(everything),
            documents({ serviceLinkedRole: true, registrars: { grantees } }),
            documents({ functionArns, registrars: { grantees, windowTags: { Team: ["web"] } } }),
            documents({ functionArns, registrars: { grantees, createWindows: true } }),
        ].flatMap((one) => Object.values(one).flatMap((planned) => planned ?? []));
        assert.equal(all.length, 10);
        for (const planned of all) {
            assert.deepEqual(evaluate(planned.kind, planned.document), []);
            assert.deepEqual(await iamDataProblems(planned.kind, planned.document), []);
        }
    });
});

describe("the names of maintenance windows", () => {
    const names = (args: WindowAccess) => maintenanceWindow.names(namingScope("MaintenanceWindowAccess"), args);

    it("are computed, with the ARN wherever it follows", () => {
        const { role, registrars, window: made } = names({ path: "/ops/" });
        assert.equal(role.name, "acme-test-ops-window-3d9d3381");
        assert.equal(role.arn, `arn:aws:iam::123456789012:role/ops/${role.name}`);
        assert.equal(registrars.arn, `arn:aws:iam::123456789012:policy/ops/${registrars.name}`);
        assert.deepEqual(Object.keys(made), ["name"]);
    });

    it("are those given", () => {
        const { role, window: made } = names({ roleName: "acme-window", window: { ...window, windowName: "nightly" } });
        assert.deepEqual([role.name, made.name], ["acme-window", "nightly"]);
    });
});
