import * as assert from "node:assert/strict";
import { Policy, Role } from "@pulumi/aws/iam";
import { Topic } from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { MaintenanceWindowAccess, type MaintenanceWindowAccessArgs } from "../../../components";
import { maintenanceWindow } from "../../../components/maintenanceWindow/pattern";
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
    made.find((child) => child.name === name)?.inputs ?? assert.fail(`nothing is called ${name}`);

/** The names and documents that the catalogue plans; what the component makes is compared with them. */
const plannedAt = (args: WindowAccess, location: Partial<typeof home> = {}) => {
    const scope = namingScope("MaintenanceWindowAccess", location);
    return { names: maintenanceWindow.names(scope, args), documents: maintenanceWindow.documents(scope, args) };
};

const holdsUnknown = (value: unknown): boolean =>
    pulumi.isUnknown(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));

/** Everything that is unknown among the inputs, as `child.property`. */
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
        ["commands", { runCommand }, roleAndTasks],
        ["runbooks", { automation }, roleAndTasks],
        ["functions", { functionArns }, roleAndTasks],
        ["state machines", { stateMachineArns }, roleAndTasks],
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
        it(`makes exactly what is asked for: ${name}`, async () => {
            const { made } = await build(args);
            assert.deepEqual(
                inventory(made),
                [[token, "ops"] as const, ...expected].sort(
                    ([type, child], [otherType, other]) => child.localeCompare(other) || type.localeCompare(otherType),
                ),
            );
        });
    }

    it("makes the role of the planned documents", async () => {
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

    it("puts out role, policy and window", async () => {
        const { result } = await build({ ...everything, window: { ...window, windowName: "nightly" } });
        const { names } = plannedAt(everything);
        assert.equal(await valueOf(result.roleArn), roleArn);
        assert.equal(await valueOf(result.roleName), "acme-window");
        assert.equal(result.registrarPolicyArn && (await valueOf(result.registrarPolicyArn)), names.registrars.arn);
        assert.equal(result.windowName && (await valueOf(result.windowName)), "nightly");
        assert.equal(result.windowId && (await valueOf(result.windowId)), "ops-window-id");
    });

    it("puts out the service-linked role where that is used, and no window", async () => {
        const { result } = await build({ serviceLinkedRole: true, registrars: { grantees } });
        assert.equal(
            await valueOf(result.roleArn),
            "arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM",
        );
        assert.equal(await valueOf(result.roleName), "AWSServiceRoleForAmazonSSM");
        assert.deepEqual([result.windowName, result.windowId], [undefined, undefined]);
    });

    it("trusts without a guard for a reason, which is let through", async () => {
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

describe("MaintenanceWindowAccess, refusing", () => {
    it("names every problem of the args at once, and registers nothing", async () => {
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
            assert.ok(result.includes(`MaintenanceWindowAccess "ops".${path} `), `${path} is not named in:\n${result}`);
        }
    });

    it("makes no role of an output that turns out wrong", async () => {
        await assert.rejects(
            build({ functionArns: [pulumi.output("arn:aws:lambda:eu-west-1:123456789012:function:*")] }),
            /functionArns\[0\] "arn:aws:lambda:.*" is not the ARN of one Lambda function/,
        );
    });

    it("sees that a role is of another account once its own is known", async () => {
        await assert.rejects(
            build({ automation: { ...automation, assumeRoleArns: [assumeRole.replace("1234", "2101")] } }),
            /automation\.assumeRoleArns\[0\] .* is of account 210156789012, but this stack stands in account/,
        );
    });
});

describe("MaintenanceWindowAccess, at preview", () => {
    const preview = { preview: true };

    it("knows all but the ids of the window and its targets, which are AWS's", async () => {
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

    it("knows every document whatever is not known of the window, the tags or the boundary", async () => {
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

    it("leaves a document unknown whose arg is, and role and trust known", async () => {
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

describe("MaintenanceWindowAccess, elsewhere", () => {
    const bare: WindowAccess = {
        runCommand: { documents: ["AWS-Own", "Own"], targetTags: { A: ["b"] } },
        registrars: { grantees },
    };

    for (const [name, args, run, location] of [
        ["an arg's Region", { region: "us-east-1" }, {}, { region: "us-east-1" }],
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
        it(`writes every ARN for ${name}`, async () => {
            const { result, made } = await build({ ...bare, ...args }, run);
            const { names, documents } = plannedAt(bare, location);
            assert.deepEqual(documentIn(made, "ops", "assumeRolePolicy"), documents.trust?.document);
            assert.deepEqual(documentIn(made, "ops-tasks", "policy"), documents.tasks?.document);
            assert.deepEqual(documentIn(made, "ops-registrars", "policy"), documents.registrars?.document);
            assert.equal(await valueOf(result.roleArn), names.role.arn);
        });
    }

    it("puts the window into the arg's Region", async () => {
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
    "what MaintenanceWindowAccess puts in force",
    async () => worldOf((await build({ functionArns, roleName: "acme-window", registrars: { grantees } })).made),
    [
        ...assumedBy("ssm.amazonaws.com", roleArn, { account: "123456789012" }),
        may("let the role invoke the function", {
            principal: roleArn,
            action: "lambda:InvokeFunction",
            resource: invoked,
        }),
        mayNot("let the role start a state machine", {
            principal: roleArn,
            action: "states:StartExecution",
            resource: started,
        }),
        may("let registrars pass it to Systems Manager", passed("ssm.amazonaws.com")),
        mayNot("let registrars pass it to EC2", passed("ec2.amazonaws.com")),
        mayNot("let registrars pass it to no service", passed()),
    ],
);
