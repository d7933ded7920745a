import * as assert from "node:assert/strict";
import type { AwsLocation } from "../../../components/pattern/location";
import { planDocuments, type PlannedDocument } from "../../../components/pattern/pattern";
import { maintenanceWindow } from "../../../components/maintenanceWindow/pattern";
import { reviewDocument } from "../../../components/resources/reviewDocument";
import { evaluate } from "../../policypack/evaluate";
import { home } from "../../support/deploy";
import { iamDataIssues } from "../../support/iamData";
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
    planDocuments(maintenanceWindow, namingScope("MaintenanceWindowAccess", location), {
        roleName: "acme-window",
        ...args,
    });

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

describe("the permissions of tasks", () => {
    const alone: readonly (readonly [name: string, args: WindowAccess, statements: readonly object[]])[] = [
        ["Run Command tasks", { runCommand }, commandStatements],
        ["Automation tasks", { automation }, automationStatements],
        ["Lambda tasks", { functionArns }, functionStatements],
        ["Step Functions tasks", { stateMachineArns }, machineStatements],
        [
            "resource groups with Lambda tasks",
            { functionArns, resourceGroupNames },
            [...functionStatements, ...groupStatements],
        ],
        [
            "every arg",
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
        it(`include only the statements of ${name}`, () => {
            assert.deepEqual(statements(documents(args).tasks), expected);
        });
    }

    it("include no role, parameter or bucket by default", () => {
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

describe("the trust policy of MaintenanceWindowAccess", () => {
    it("trusts Systems Manager on behalf of this account", () => {
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

    it("omits the guard with a reason, and reports an accepted violation", () => {
        const reason = "windows fail with the key in this Region";
        const { trust } = documents({ functionArns, acceptUnguardedTrust: reason });
        assert.ok(trust);
        assert.equal(statements(trust)?.[0]?.Condition, undefined);
        const { blocking, accepted } = reviewDocument(trust, home.accountId);
        assert.deepEqual(blocking, []);
        assert.deepEqual(
            accepted.map((one) => [one.violation.rule.name, one.reason]),
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

/** The statements of registrars, with the condition on windows. */
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

describe("the permissions of registrars", () => {
    const listing = ["ssm:DescribeMaintenanceWindows", "ssm:DescribeMaintenanceWindowSchedule"];
    const passing = allow("PassWindowRole", ["iam:PassRole"], [roleArn], passed);

    it("cover every window in the Region without a window or tags", () => {
        assert.deepEqual(
            statements(documents({ functionArns, registrars: { grantees } }).registrars),
            registering(undefined, listing, passing),
        );
    });

    it("include creating windows with createWindows", () => {
        assert.deepEqual(
            statements(documents({ functionArns, registrars: { grantees, createWindows: true } }).registrars),
            registering(undefined, [...listing, "ssm:CreateMaintenanceWindow"], passing),
        );
    });

    it("cover only the window of the component, by its tag", () => {
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

    it("cover only windows with windowTags, which override the window of the component", () => {
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

    it("include creating the service-linked role instead of passing a role with serviceLinkedRole", () => {
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

    it("do not exist without registrars", () => {
        assert.equal(documents({ functionArns }).registrars, undefined);
    });
});

describe("the documents of MaintenanceWindowAccess", () => {
    for (const [partition, region] of [
        ["aws-cn", "cn-north-1"],
        ["aws-us-gov", "us-gov-west-1"],
    ] as const) {
        it(`use the ARNs of ${partition}`, () => {
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

    it("are compliant and contain only known IAM actions, resources and keys", async () => {
        const all = [
            documents(everything),
            documents({ serviceLinkedRole: true, registrars: { grantees } }),
            documents({ functionArns, registrars: { grantees, windowTags: { Team: ["web"] } } }),
            documents({ functionArns, registrars: { grantees, createWindows: true } }),
        ].flatMap((one) => Object.values(one).flatMap((planned) => planned ?? []));
        assert.equal(all.length, 10);
        for (const planned of all) {
            assert.deepEqual(evaluate(planned.kind, planned.document), []);
            assert.deepEqual(await iamDataIssues(planned.kind, planned.document), []);
        }
    });
});

describe("the names of MaintenanceWindowAccess", () => {
    const names = (args: WindowAccess) => maintenanceWindow.names(namingScope("MaintenanceWindowAccess"), args);

    it("are computed, and the ARNs of IAM resources derive from them", () => {
        const { role, registrars, window: made } = names({ path: "/ops/" });
        assert.equal(role.name, "acme-test-ops-window-3d9d3381");
        assert.equal(role.arn, `arn:aws:iam::123456789012:role/ops/${role.name}`);
        assert.equal(registrars.arn, `arn:aws:iam::123456789012:policy/ops/${registrars.name}`);
        assert.deepEqual(Object.keys(made), ["name"]);
    });

    it("use the args", () => {
        const { role, window: made } = names({ roleName: "acme-window", window: { ...window, windowName: "nightly" } });
        assert.deepEqual([role.name, made.name], ["acme-window", "nightly"]);
    });
});
