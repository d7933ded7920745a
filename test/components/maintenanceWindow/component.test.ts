import * as assert from "node:assert/strict";
import { Policy, Role } from "@pulumi/aws/iam";
import { Topic } from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { MaintenanceWindowAccess, type MaintenanceWindowAccessArgs } from "../../../components";
import { maintenanceWindow } from "../../../components/maintenanceWindow/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { namingScope } from "../namingScopes";
import {
    assumeRole,
    automation,
    everything,
    functionArns,
    grantees,
    invoked,
    notificationRole,
    runCommand,
    started,
    stateMachineArns,
    window,
    type WindowAccess,
} from "./fixture";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";
import { assumedBy, describeAccess, may, mayNot, worldOf, type Request } from "../../support/oracle";

const token = "ssm-access:index:MaintenanceWindowAccess";
const roleArn = "arn:aws:iam::123456789012:role/acme-window";

const build = (args: MaintenanceWindowAccessArgs, run?: Run, opts?: pulumi.ComponentResourceOptions) =>
    deploy(() => new MaintenanceWindowAccess("ops", args, opts), run);

const inputsOf = (made: readonly Made[], name: string): Made["inputs"] =>
    made.find((child) => child.name === name)?.inputs ?? assert.fail(`no resource is named ${name}`);

/** The names and documents of the pattern, as expected values. */
const plannedAt = (args: WindowAccess, location: Partial<typeof home> = {}) => {
    const scope = namingScope("MaintenanceWindowAccess", location);
    return { names: maintenanceWindow.names(scope, args), documents: planDocuments(maintenanceWindow, scope, args) };
};

const holdsUnknown = (value: unknown): boolean =>
    pulumi.isUnknown(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));

/** Inputs with unknown values, as `child.property`. */
const unknownIn = (made: readonly Made[]): readonly string[] =>
    made.flatMap(({ name, inputs }) =>
        Object.entries(inputs).flatMap(([property, value]) => (holdsUnknown(value) ? [`${name}.${property}`] : [])),
    );

const roleAndTasks = [
    ["aws:iam/role:Role", "ops"],
    ["aws:iam/rolePolicy:RolePolicy", "ops-tasks"],
] as const;
const registering = [
    ["aws:iam/policy:Policy", "ops-registrars"],
    ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-registrars-group-ops"],
] as const;
const windowTask = "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask";

describe("MaintenanceWindowAccess", () => {
    const inventories: readonly (readonly [string, WindowAccess, readonly (readonly [string, string])[]])[] = [
        ["Run Command tasks", { runCommand }, roleAndTasks],
        ["Automation tasks", { automation }, roleAndTasks],
        ["Lambda tasks", { functionArns }, roleAndTasks],
        ["Step Functions tasks", { stateMachineArns }, roleAndTasks],
        ["registrars", { functionArns, registrars: { grantees } }, [...roleAndTasks, ...registering]],
        ["the service-linked role", { serviceLinkedRole: true, registrars: { grantees } }, registering],
        [
            "a window with a task of each type",
            everything,
            [
                roleAndTasks[0],
                ...registering,
                ["aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget", "ops-targets"],
                [windowTask, "ops-task-patch"],
                [windowTask, "ops-task-report"],
                [windowTask, "ops-task-rotate"],
                [windowTask, "ops-task-sweep"],
                roleAndTasks[1],
                ["aws:ssm/maintenanceWindow:MaintenanceWindow", "ops-window"],
            ],
        ],
        [
            "a window without nodes",
            { functionArns, window: { ...window, tasks: { sweep: { functionArn: invoked } } } },
            [
                roleAndTasks[0],
                [windowTask, "ops-task-sweep"],
                roleAndTasks[1],
                ["aws:ssm/maintenanceWindow:MaintenanceWindow", "ops-window"],
            ],
        ],
    ];
    for (const [name, args, expected] of inventories) {
        it(`creates only the resources of ${name}`, async () => {
            const { made } = await build(args);
            assert.deepEqual(
                inventory(made),
                [[token, "ops"] as const, ...expected].sort(
                    ([type, child], [otherType, other]) => child.localeCompare(other) || type.localeCompare(otherType),
                ),
            );
        });
    }

    it("creates the role with the documents of the pattern", async () => {
        const args = {
            ...everything,
            path: "/ops/",
            permissionsBoundary: "arn:aws:iam::123456789012:policy/edge",
            tags: { Owner: "platform" },
        };
        const { made } = await build(args);
        const { assumeRolePolicy, ...role } = inputsOf(made, "ops");
        const { names, documents } = plannedAt(args);
        assert.equal(typeof assumeRolePolicy, "string");
        assert.deepEqual(role, {
            name: "acme-window",
            path: "/ops/",
            description: "Runs the tasks of maintenance windows.",
            permissionsBoundary: "arn:aws:iam::123456789012:policy/edge",
            tags: { Owner: "platform" },
        });
        assert.deepEqual(documentIn(made, "ops", "assumeRolePolicy"), documents.trust?.document);
        assert.deepEqual(documentIn(made, "ops-tasks", "policy"), documents.tasks?.document);
        assert.deepEqual(
            [inputsOf(made, "ops-tasks").name, inputsOf(made, "ops-tasks").role],
            ["tasks", "acme-window"],
        );
        assert.deepEqual(documentIn(made, "ops-registrars", "policy"), documents.registrars?.document);
        assert.deepEqual(inputsOf(made, "ops-registrars-group-ops"), { group: "ops", policyArn: names.registrars.arn });
    });

    it("outputs the role, the policy and the window", async () => {
        const { result } = await build({ ...everything, window: { ...window, windowName: "nightly" } });
        const { names } = plannedAt(everything);
        assert.equal(await valueOf(result.roleArn), roleArn);
        assert.equal(await valueOf(result.roleName), "acme-window");
        assert.equal(result.registrarPolicyArn && (await valueOf(result.registrarPolicyArn)), names.registrars.arn);
        assert.equal(result.windowName && (await valueOf(result.windowName)), "nightly");
        assert.equal(result.windowId && (await valueOf(result.windowId)), "ops-window-id");
    });

    it("outputs the service-linked role with serviceLinkedRole, and no window", async () => {
        const { result } = await build({ serviceLinkedRole: true, registrars: { grantees } });
        assert.equal(
            await valueOf(result.roleArn),
            "arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM",
        );
        assert.equal(await valueOf(result.roleName), "AWSServiceRoleForAmazonSSM");
        assert.deepEqual([result.windowName, result.windowId], [undefined, undefined]);
    });

    it("allows a trust policy without a guard if a reason is given", async () => {
        const { made } = await build({ functionArns, acceptUnguardedTrust: "windows fail with the key" });
        assert.deepEqual(documentIn(made, "ops", "assumeRolePolicy"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "TrustService",
                    Effect: "Allow",
                    Principal: { Service: "ssm.amazonaws.com" },
                    Action: ["sts:AssumeRole"],
                },
            ],
        });
    });
});

describe("MaintenanceWindowAccess with invalid args", () => {
    it("reports every validation issue at once and registers nothing", async () => {
        const { result, made } = await deploy(() => {
            try {
                new MaintenanceWindowAccess("ops", {
                    functionArns: ["arn:aws:lambda:*:*:function:Automation*"],
                    registrars: { grantees: {} },
                    window: { ...window, durationHours: 30, tasks: { one: { document: "Own" } } },
                });
                return "nothing";
            } catch (issue) {
                return String(issue);
            }
        });
        assert.deepEqual(made, []);
        for (const path of [
            "functionArns[0]",
            "registrars.grantees",
            "window.durationHours",
            "window.tasks.one.document",
        ]) {
            assert.ok(
                result.includes(`MaintenanceWindowAccess "ops".${path} `),
                `${path} is not reported in:\n${result}`,
            );
        }
    });

    it("creates no role from an output with an invalid value", async () => {
        await assert.rejects(
            build({ functionArns: [pulumi.output("arn:aws:lambda:eu-west-1:123456789012:function:*")] }),
            /functionArns\[0\] "arn:aws:lambda:.*" is not the ARN of one Lambda function/,
        );
    });

    it("rejects a role in another account once the account is known", async () => {
        await assert.rejects(
            build({ automation: { ...automation, assumeRoleArns: [assumeRole.replace("1234", "2101")] } }),
            /automation\.assumeRoleArns\[0\] .* is in account 210156789012, but the component deploys to account/,
        );
    });
});

describe("MaintenanceWindowAccess at preview", () => {
    const preview = { preview: true };

    it("resolves everything except the IDs of the window and its targets", async () => {
        const { result, made } = await build(everything, preview);
        assert.deepEqual(unknownIn(made), [
            "ops-targets.windowId",
            "ops-task-patch.targets",
            "ops-task-patch.windowId",
            "ops-task-report.windowId",
            "ops-task-rotate.windowId",
            "ops-task-sweep.windowId",
        ]);
        const { documents } = plannedAt(everything);
        assert.deepEqual(documentIn(made, "ops", "assumeRolePolicy"), documents.trust?.document);
        assert.deepEqual(documentIn(made, "ops-tasks", "policy"), documents.tasks?.document);
        assert.deepEqual(documentIn(made, "ops-registrars", "policy"), documents.registrars?.document);
        assert.equal(await isKnown(result.roleArn), true);
        assert.equal(result.windowName && (await isKnown(result.windowName)), true);
        assert.equal(result.windowId && (await isKnown(result.windowId)), false);
    });

    it("resolves every document while the window, tags or permissions boundary are unknown", async () => {
        const { made } = await deploy(() => {
            const alerts = new Topic("alerts");
            const edge = new Policy("edge", { policy: "{}" });
            return new MaintenanceWindowAccess("ops", {
                ...everything,
                tags: { Topic: alerts.arn },
                permissionsBoundary: edge.arn,
                window: {
                    ...window,
                    tasks: {
                        patch: {
                            document: "AWS-RunPatchBaseline",
                            notificationRoleArn: notificationRole,
                            notificationTopicArn: alerts.arn,
                        },
                        sweep: { functionArn: invoked, payload: pulumi.jsonStringify({ topic: alerts.arn }) },
                    },
                },
            });
        }, preview);
        const { documents } = plannedAt(everything);
        assert.deepEqual(documentIn(made, "ops", "assumeRolePolicy"), documents.trust?.document);
        assert.deepEqual(documentIn(made, "ops-tasks", "policy"), documents.tasks?.document);
        assert.deepEqual(documentIn(made, "ops-registrars", "policy"), documents.registrars?.document);
    });

    it("keeps the role known while its document depends on an unknown arg", async () => {
        const { result, made } = await deploy(() => {
            const role = new Role("notify", { assumeRolePolicy: "{}" });
            return new MaintenanceWindowAccess("ops", {
                runCommand: { ...runCommand, notificationRoleArns: [role.arn] },
            });
        }, preview);
        assert.equal(pulumi.isUnknown(inputsOf(made, "ops-tasks").policy), true);
        assert.equal(inputsOf(made, "ops").name, plannedAt({ runCommand }).names.role.name);
        assert.equal(await isKnown(result.roleArn), true);
    });
});

describe("MaintenanceWindowAccess in other locations", () => {
    const bare: WindowAccess = {
        runCommand: { documents: ["AWS-Own", "Own"], targetTags: { A: ["b"] } },
        registrars: { grantees },
    };

    for (const [name, args, run, location] of [
        ["the Region of the region arg", { region: "us-east-1" }, {}, { region: "us-east-1" }],
        ["another account", {}, { location: { accountId: "210987654321" } }, { accountId: "210987654321" }],
        [
            "China",
            {},
            { location: { partition: "aws-cn", region: "cn-north-1" } },
            { partition: "aws-cn", region: "cn-north-1" },
        ],
        [
            "AWS GovCloud",
            {},
            { location: { partition: "aws-us-gov", region: "us-gov-west-1" } },
            { partition: "aws-us-gov", region: "us-gov-west-1" },
        ],
    ] as const) {
        it(`uses ARNs for ${name}`, async () => {
            const { result, made } = await build({ ...bare, ...args }, run);
            const { names, documents } = plannedAt(bare, location);
            assert.deepEqual(documentIn(made, "ops", "assumeRolePolicy"), documents.trust?.document);
            assert.deepEqual(documentIn(made, "ops-tasks", "policy"), documents.tasks?.document);
            assert.deepEqual(documentIn(made, "ops-registrars", "policy"), documents.registrars?.document);
            assert.equal(await valueOf(result.roleArn), names.role.arn);
        });
    }

    it("creates the window in the Region of the region arg", async () => {
        const { made } = await build({
            runCommand: { documents: ["Own"], targetTags: { A: ["b"] } },
            region: "us-east-1",
            window: { ...window, tasks: { own: { document: "Own" } } },
        });
        for (const child of ["ops-window", "ops-targets", "ops-task-own"]) {
            assert.equal(inputsOf(made, child).region, "us-east-1", child);
        }
    });
});

const passed = (service?: string): Request => ({
    principal: "arn:aws:iam::123456789012:group/ops",
    action: "iam:PassRole",
    resource: roleArn,
    context: service === undefined ? {} : { "iam:PassedToService": service },
});

describeAccess(
    "the role of MaintenanceWindowAccess, or a registrar,",
    async () => worldOf((await build({ functionArns, roleName: "acme-window", registrars: { grantees } })).made),
    [
        ...assumedBy("ssm.amazonaws.com", roleArn, { account: "123456789012" }),
        may("invoke the function, as the role", {
            principal: roleArn,
            action: "lambda:InvokeFunction",
            resource: invoked,
        }),
        mayNot("start a state machine, as the role", {
            principal: roleArn,
            action: "states:StartExecution",
            resource: started,
        }),
        may("pass the role to Systems Manager, as a registrar", passed("ssm.amazonaws.com")),
        mayNot("pass the role to EC2, as a registrar", passed("ec2.amazonaws.com")),
        mayNot("pass the role without a service, as a registrar", passed()),
    ],
);
