import type { PolicyDocument } from "../../../policypack/iam";
import { maintenanceWindow } from "../../../components/maintenanceWindow/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import {
    assumedBy,
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    sendCommand,
    type RequestedResource,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { namingScope } from "../namingScopes";
import {
    assumeRole,
    everything,
    functionArns,
    grantees,
    invoked,
    notificationRole,
    started,
    window,
    type WindowAccess,
} from "./fixture";

const ssm = "arn:aws:ssm:eu-west-1:123456789012";
const role = "arn:aws:iam::123456789012:role/acme-window";
const group = "arn:aws:iam::123456789012:group/ops";

/** The trust policy and permissions of the role, and the policy of the registrars. */
const world = (args: WindowAccess) => (): World => {
    const { trust, tasks, registrars } = planDocuments(maintenanceWindow, namingScope("MaintenanceWindowAccess"), {
        roleName: "acme-window",
        ...args,
    });
    const held = (planned?: { readonly document: PolicyDocument }): readonly PolicyDocument[] =>
        planned === undefined ? [] : [planned.document];
    return {
        grants: { [role]: held(tasks), [group]: held(registrars) },
        trusts: trust === undefined ? {} : { [role]: trust.document },
    };
};

const by =
    (principal: string) =>
    (action: string, resource: Request["resource"] = "*", context: Context = {}): Request => ({
        principal,
        action,
        resource,
        context,
    });
const task = by(role);
const registrar = by(group);

const pass = (who: typeof task, passed: string, service?: string): Request =>
    who("iam:PassRole", passed, service === undefined ? {} : { "iam:PassedToService": service });

const document = `${ssm}:document/Acme-PatchNow`;
const patchBaseline = "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline";
const node = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0";
const managed = `${ssm}:managed-instance/mi-0123456789abcdef0`;
const tags = { Environment: "prod", PatchGroup: "web" };
const parameter = `${ssm}:parameter/app/patch/level`;

/** A command that a task may send, with overrides. */
const send = (to: Partial<Parameters<typeof sendCommand>[0]>): Request => ({
    principal: role,
    ...sendCommand({ document, node, tags, ...to }),
});

const runbook = `${ssm}:document/Acme-Rotate`;
const restart = "arn:aws:ssm:eu-west-1::document/AWS-RestartEC2Instance";
const execution = `${ssm}:automation-execution/4105a4fc`;

/** A runbook that a task may start, with overrides. */
const start = (to: { readonly document?: string; readonly execution?: string }): Request =>
    task("ssm:StartAutomationExecution", [
        { resource: to.document ?? runbook },
        { resource: to.execution ?? execution },
    ]);

const machineExecution = "arn:aws:states:eu-west-1:123456789012:execution:rotate:4105a4fc";
const resourceGroup = "arn:aws:resource-groups:eu-west-1:123456789012:group/web";

/** Requests that registrars may make for windows with the tags only. */
const registration = (carried: Readonly<Record<string, string>>) => {
    const windowArn = `${ssm}:maintenancewindow/mw-0c50858d01EXAMPLE`;
    const target = `${ssm}:windowtarget/e32eecb2`;
    const registered = `${ssm}:windowtask/4f7ca192`;
    const on = (of: Context, at = windowArn): RequestedResource => ({ resource: at, context: of });
    const misses = Object.entries(carried).flatMap(([key, value]) => {
        const others = Object.fromEntries(Object.entries(carried).filter(([other]) => other !== key));
        return [
            [`without ${key}`, others],
            [`with another ${key}`, { ...carried, [key]: `${value}-2` }],
        ] as const;
    });
    return [
        may(
            "register a task with the window, as a registrar",
            registrar("ssm:RegisterTaskWithMaintenanceWindow", [on(carried)]),
        ),
        may(
            "update a task of the window, as a registrar",
            registrar("ssm:UpdateMaintenanceWindowTask", [on(carried), { resource: registered }]),
        ),
        may(
            "update a target of the window, as a registrar",
            registrar("ssm:UpdateMaintenanceWindowTarget", [on(carried), { resource: target }]),
        ),
        ...misses.flatMap(([name, of]) => [
            mayNot(
                `register a task with a window ${name}, as a registrar`,
                registrar("ssm:RegisterTaskWithMaintenanceWindow", [on(of)]),
            ),
            mayNot(
                `update a task of a window ${name}, as a registrar`,
                registrar("ssm:UpdateMaintenanceWindowTask", [on(of), { resource: registered }]),
            ),
        ]),
        mayNot(
            "register a task in another Region, as a registrar",
            registrar("ssm:RegisterTaskWithMaintenanceWindow", [on(carried, inOtherRegion(windowArn))]),
        ),
        mayNot(
            "update a task in another Region, as a registrar",
            registrar("ssm:UpdateMaintenanceWindowTask", [on(carried), { resource: inOtherRegion(registered) }]),
        ),
        mayNot(
            "update a target in another Region, as a registrar",
            registrar("ssm:UpdateMaintenanceWindowTarget", [on(carried), { resource: inOtherRegion(target) }]),
        ),
        mayNot("tag the window, as a registrar", registrar("ssm:AddTagsToResource", [on(carried)])),
        mayNot("delete the window, as a registrar", registrar("ssm:DeleteMaintenanceWindow", [on(carried)])),
    ];
};

/** The name in the tag of the window. */
const maintenanceWindowName = (): string =>
    maintenanceWindow.names(namingScope("MaintenanceWindowAccess"), { window }).window.name;

describeAccess(
    "the window role with every task type, or a registrar,",
    world(everything),
    [
        ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
        mayNot("be assumed by Amazon SNS", {
            ...by("sns.amazonaws.com")("sts:AssumeRole", role),
            context: { "aws:SourceAccount": "123456789012" },
        }),
        mayNot("be assumed by EC2", {
            ...by("ec2.amazonaws.com")("sts:AssumeRole", role),
            context: { "aws:SourceAccount": "123456789012" },
        }),

        may("send a custom document to a node with the tags", send({})),
        may("send the document to a managed instance with the tags", send({ node: managed })),
        may("send the listed AWS-owned document", send({ document: patchBaseline })),
        may("use the output bucket", send({ bucket: "acme-output" })),
        may("cancel and follow commands", task("ssm:CancelCommand")),
        may("read the listed parameter", task("ssm:GetParameters", parameter)),
        may("pass the notification role", pass(task, notificationRole, "ssm.amazonaws.com")),
        mayNot("send another custom document", send({ document: `${document}-2` })),
        mayNot("send the document of another Region", send({ document: inOtherRegion(document) })),
        mayNot("send the document of another account", send({ document: inOtherAccount(document) })),
        mayNot(
            "send another AWS-owned document",
            send({ document: patchBaseline.replace("PatchBaseline", "ShellScript") }),
        ),
        mayNot("send the AWS-owned document of another Region", send({ document: inOtherRegion(patchBaseline) })),
        mayNot("send to a node without tags", send({ tags: {} })),
        mayNot("send to a node that lacks one tag", send({ tags: { Environment: "prod" } })),
        mayNot("send to a node that lacks the other tag", send({ tags: { PatchGroup: "web" } })),
        mayNot("send to a node of another environment", send({ tags: { ...tags, Environment: "dev" } })),
        mayNot("send to a node of another patch group", send({ tags: { ...tags, PatchGroup: "db" } })),
        mayNot("send to a node in another Region", send({ node: inOtherRegion(node) })),
        mayNot("send to a managed instance in another Region", send({ node: inOtherRegion(managed) })),
        mayNot("use another output bucket", send({ bucket: "acme-output-2" })),
        mayNot("read another parameter", task("ssm:GetParameters", `${parameter}-2`)),
        mayNot("read the parameter in another Region", task("ssm:GetParameters", inOtherRegion(parameter))),
        mayNot("read the parameter with GetParameter", task("ssm:GetParameter", parameter)),
        mayNot("pass the notification role to Amazon SNS", pass(task, notificationRole, "sns.amazonaws.com")),
        mayNot("pass the notification role without a service", pass(task, notificationRole)),
        mayNot("pass another role", pass(task, `${notificationRole}-2`, "ssm.amazonaws.com")),
        mayNot(
            "pass the notification role of another account",
            pass(task, inOtherAccount(notificationRole), "ssm.amazonaws.com"),
        ),
        mayNot("pass its own role", pass(task, role, "ssm.amazonaws.com")),

        may("start a custom runbook", start({})),
        may("start the listed AWS-owned runbook", start({ document: restart })),
        may("get executions", task("ssm:GetAutomationExecution", execution)),
        may("pass the runbook role", pass(task, assumeRole, "ssm.amazonaws.com")),
        mayNot("start another runbook", start({ document: `${runbook}-2` })),
        mayNot("start another AWS-owned runbook", start({ document: `${restart}WithApproval` })),
        mayNot("start the runbook of another Region", start({ document: inOtherRegion(runbook) })),
        mayNot("start the AWS-owned runbook of another Region", start({ document: inOtherRegion(restart) })),
        mayNot("start an execution in another Region", start({ execution: inOtherRegion(execution) })),
        mayNot("get executions in another Region", task("ssm:GetAutomationExecution", inOtherRegion(execution))),
        mayNot("stop executions", task("ssm:StopAutomationExecution", execution)),
        mayNot("pass the runbook role to EC2", pass(task, assumeRole, "ec2.amazonaws.com")),
        mayNot("pass the runbook role without a service", pass(task, assumeRole)),
        mayNot("pass a role with a longer name", pass(task, `${assumeRole}-2`, "ssm.amazonaws.com")),

        may("invoke the function by its alias", task("lambda:InvokeFunction", invoked)),
        mayNot("invoke the function by another alias", task("lambda:InvokeFunction", invoked.replace("live", "next"))),
        mayNot("invoke the function without an alias", task("lambda:InvokeFunction", invoked.replace(":live", ""))),
        mayNot("invoke another function", task("lambda:InvokeFunction", invoked.replace("sweep", "sweep2"))),
        mayNot("invoke the function in another Region", task("lambda:InvokeFunction", inOtherRegion(invoked))),
        mayNot("update the function", task("lambda:UpdateFunctionCode", invoked.replace(":live", ""))),

        may("start the state machine", task("states:StartExecution", started)),
        may("describe executions of the state machine", task("states:DescribeExecution", machineExecution)),
        mayNot("start another state machine", task("states:StartExecution", `${started}2`)),
        mayNot("start the state machine in another Region", task("states:StartExecution", inOtherRegion(started))),
        mayNot(
            "describe executions of another state machine",
            task("states:DescribeExecution", machineExecution.replace("rotate", "other")),
        ),
        mayNot(
            "describe executions of the state machine in another Region",
            task("states:DescribeExecution", inOtherRegion(machineExecution)),
        ),
        mayNot("stop executions of state machines", task("states:StopExecution", machineExecution)),

        may("resolve the resource group", task("resource-groups:ListGroupResources", resourceGroup)),
        may(
            "resolve the resource group with an ID",
            task("resource-groups:ListGroupResources", `${resourceGroup}/0123456789abcdefghijklmnop`),
        ),
        mayNot(
            "resolve the resource group with an ID in another Region",
            task("resource-groups:ListGroupResources", inOtherRegion(`${resourceGroup}/0123456789abcdefghijklmnop`)),
        ),
        may("resolve tags", task("tag:GetResources")),
        mayNot("resolve another resource group", task("resource-groups:ListGroupResources", `${resourceGroup}-2`)),
        mayNot(
            "resolve the resource group in another Region",
            task("resource-groups:ListGroupResources", inOtherRegion(resourceGroup)),
        ),

        may("pass the role, as a registrar", pass(registrar, role, "ssm.amazonaws.com")),
        may("get the role, as a registrar", registrar("iam:GetRole", role)),
        may("list windows, as a registrar", registrar("ssm:DescribeMaintenanceWindows")),
        ...registration({ "aws:ResourceTag/ssm-access:maintenance-window": maintenanceWindowName() }),
        mayNot("create windows, as a registrar", registrar("ssm:CreateMaintenanceWindow")),
        mayNot("send the document of a task, as a registrar", registrar("ssm:SendCommand", document)),
        mayNot("pass another role, as a registrar", pass(registrar, `${role}-2`, "ssm.amazonaws.com")),
        mayNot("pass the runbook role, as a registrar", pass(registrar, assumeRole, "ssm.amazonaws.com")),
        mayNot("pass the role to EC2, as a registrar", pass(registrar, role, "ec2.amazonaws.com")),
        mayNot("pass the role without a service, as a registrar", pass(registrar, role)),
        mayNot("get another role, as a registrar", registrar("iam:GetRole", `${role}-2`)),
        mayNot("assume the role, as a registrar", registrar("sts:AssumeRole", role)),
    ],
    { resources: true },
);

describeAccess(
    "a registrar limited by window tags",
    () => {
        const { grants = {} } = world({
            functionArns,
            registrars: { grantees, windowTags: { Team: ["web"], Stage: ["prod"] } },
        })();
        return { grants: { [group]: grants[group] ?? [] } };
    },
    [
        ...registration({ "aws:ResourceTag/Team": "web", "aws:ResourceTag/Stage": "prod" }),
        may("pass the role", pass(registrar, role, "ssm.amazonaws.com")),
        mayNot("pass the role to another service", pass(registrar, role, "lambda.amazonaws.com")),
        mayNot("pass the role without a service", pass(registrar, role)),
    ],
);

const linked = "arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM";
const make = (service?: string, of = linked): Request =>
    registrar("iam:CreateServiceLinkedRole", of, service === undefined ? {} : { "iam:AWSServiceName": service });

describeAccess(
    "a registrar with the service-linked role",
    world({ serviceLinkedRole: true, registrars: { grantees } }),
    [
        may("create the service-linked role", make("ssm.amazonaws.com")),
        may(
            "register tasks",
            registrar("ssm:RegisterTaskWithMaintenanceWindow", `${ssm}:maintenancewindow/mw-0c50858d01EXAMPLE`),
        ),
        mayNot("create the service-linked role for another service", make("opsinsights.ssm.amazonaws.com")),
        mayNot("create the service-linked role without a service", make()),
        mayNot("create another service-linked role", make("ssm.amazonaws.com", `${linked}_OpsInsights`)),
        mayNot("pass the service-linked role", pass(registrar, linked, "ssm.amazonaws.com")),
    ],
);
