import type { PolicyDocument } from "../../../policypack/iam";
import { maintenanceWindow } from "../../../components/maintenanceWindow/pattern";
import {
    assumedBy,
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    sendCommand,
    type Asked,
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

/** What is in force: the role's trust and rights, and those of the registrars. */
const world = (args: WindowAccess) => (): World => {
    const { trust, tasks, registrars } = maintenanceWindow.documents(namingScope("MaintenanceWindowAccess"), {
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

/** A command that a task may send, but for what is given. */
const send = (to: Partial<Parameters<typeof sendCommand>[0]>): Request => ({
    principal: role,
    ...sendCommand({ document, node, tags, ...to }),
});

const runbook = `${ssm}:document/Acme-Rotate`;
const restart = "arn:aws:ssm:eu-west-1::document/AWS-RestartEC2Instance";
const execution = `${ssm}:automation-execution/4105a4fc`;

/** A runbook that a task may start, but for what is given. */
const start = (to: { readonly document?: string; readonly execution?: string }): Request =>
    task("ssm:StartAutomationExecution", [
        { resource: to.document ?? runbook },
        { resource: to.execution ?? execution },
    ]);

const machineExecution = "arn:aws:states:eu-west-1:123456789012:execution:rotate:4105a4fc";
const resourceGroup = "arn:aws:resource-groups:eu-west-1:123456789012:group/web";

/** What registrars do to windows that carry tags, and may not do to others. */
const registration = (carried: Readonly<Record<string, string>>) => {
    const windowArn = `${ssm}:maintenancewindow/mw-0c50858d01EXAMPLE`;
    const target = `${ssm}:windowtarget/e32eecb2`;
    const registered = `${ssm}:windowtask/4f7ca192`;
    const on = (of: Context, at = windowArn): Asked => ({ resource: at, context: of });
    const misses = Object.entries(carried).flatMap(([key, value]) => {
        const others = Object.fromEntries(Object.entries(carried).filter(([other]) => other !== key));
        return [
            [`that lacks ${key}`, others],
            [`with another ${key}`, { ...carried, [key]: `${value}-2` }],
        ] as const;
    });
    return [
        may(
            "let a registrar register tasks with a window",
            registrar("ssm:RegisterTaskWithMaintenanceWindow", [on(carried)]),
        ),
        may(
            "let a registrar change a task of the window",
            registrar("ssm:UpdateMaintenanceWindowTask", [on(carried), { resource: registered }]),
        ),
        may(
            "let a registrar change a target of the window",
            registrar("ssm:UpdateMaintenanceWindowTarget", [on(carried), { resource: target }]),
        ),
        ...misses.flatMap(([name, of]) => [
            mayNot(
                `let a registrar register tasks with a window ${name}`,
                registrar("ssm:RegisterTaskWithMaintenanceWindow", [on(of)]),
            ),
            mayNot(
                `let a registrar change a task of a window ${name}`,
                registrar("ssm:UpdateMaintenanceWindowTask", [on(of), { resource: registered }]),
            ),
        ]),
        mayNot(
            "let a registrar register tasks in another Region",
            registrar("ssm:RegisterTaskWithMaintenanceWindow", [on(carried, inOtherRegion(windowArn))]),
        ),
        mayNot(
            "let a registrar change a task of another Region",
            registrar("ssm:UpdateMaintenanceWindowTask", [on(carried), { resource: inOtherRegion(registered) }]),
        ),
        mayNot(
            "let a registrar change a target of another Region",
            registrar("ssm:UpdateMaintenanceWindowTarget", [on(carried), { resource: inOtherRegion(target) }]),
        ),
        mayNot("let a registrar tag the window", registrar("ssm:AddTagsToResource", [on(carried)])),
        mayNot("let a registrar delete the window", registrar("ssm:DeleteMaintenanceWindow", [on(carried)])),
    ];
};

/** The name the window's tag holds. */
const maintenanceWindowName = (): string =>
    maintenanceWindow.names(namingScope("MaintenanceWindowAccess"), { window }).window.name;

describeAccess(
    "the role of a maintenance window with tasks of every type",
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

        may("send an own document to a node with the tags", send({})),
        may("send it to a managed instance with the tags", send({ node: managed })),
        may("send the named document of AWS", send({ document: patchBaseline })),
        may("name the bucket for output", send({ bucket: "acme-output" })),
        may("cancel and follow commands", task("ssm:CancelCommand")),
        may("read the named parameter", task("ssm:GetParameters", parameter)),
        may("pass the notification role", pass(task, notificationRole, "ssm.amazonaws.com")),
        mayNot("send another own document", send({ document: `${document}-2` })),
        mayNot("send the document of another Region", send({ document: inOtherRegion(document) })),
        mayNot("send another account's document of this name", send({ document: inOtherAccount(document) })),
        mayNot(
            "send another document of AWS",
            send({ document: patchBaseline.replace("PatchBaseline", "ShellScript") }),
        ),
        mayNot("send the one of AWS in another Region", send({ document: inOtherRegion(patchBaseline) })),
        mayNot("send to a node without tags", send({ tags: {} })),
        mayNot("send to a node that lacks one tag", send({ tags: { Environment: "prod" } })),
        mayNot("send to a node that lacks the other tag", send({ tags: { PatchGroup: "web" } })),
        mayNot("send to a node of another environment", send({ tags: { ...tags, Environment: "dev" } })),
        mayNot("send to a node of another patch group", send({ tags: { ...tags, PatchGroup: "db" } })),
        mayNot("send to a node of another Region", send({ node: inOtherRegion(node) })),
        mayNot("send to a managed instance of another Region", send({ node: inOtherRegion(managed) })),
        mayNot("name another bucket", send({ bucket: "acme-output-2" })),
        mayNot("read a parameter beside it", task("ssm:GetParameters", `${parameter}-2`)),
        mayNot("read the parameter of another Region", task("ssm:GetParameters", inOtherRegion(parameter))),
        mayNot("read it by the other action", task("ssm:GetParameter", parameter)),
        mayNot("pass the notification role to Amazon SNS", pass(task, notificationRole, "sns.amazonaws.com")),
        mayNot("pass the notification role to no service", pass(task, notificationRole)),
        mayNot("pass another role", pass(task, `${notificationRole}-2`, "ssm.amazonaws.com")),
        mayNot("pass another account's role", pass(task, inOtherAccount(notificationRole), "ssm.amazonaws.com")),
        mayNot("pass itself", pass(task, role, "ssm.amazonaws.com")),

        may("start an own runbook", start({})),
        may("start the named runbook of AWS", start({ document: restart })),
        may("follow executions", task("ssm:GetAutomationExecution", execution)),
        may("pass the runbooks' role", pass(task, assumeRole, "ssm.amazonaws.com")),
        mayNot("start another runbook", start({ document: `${runbook}-2` })),
        mayNot("start another runbook of AWS", start({ document: `${restart}WithApproval` })),
        mayNot("start the runbook of another Region", start({ document: inOtherRegion(runbook) })),
        mayNot("start the one of AWS in another Region", start({ document: inOtherRegion(restart) })),
        mayNot("start an execution in another Region", start({ execution: inOtherRegion(execution) })),
        mayNot("follow executions of another Region", task("ssm:GetAutomationExecution", inOtherRegion(execution))),
        mayNot("stop executions", task("ssm:StopAutomationExecution", execution)),
        mayNot("pass the runbooks' role to EC2", pass(task, assumeRole, "ec2.amazonaws.com")),
        mayNot("pass the runbooks' role to no service", pass(task, assumeRole)),
        mayNot("pass a role like it", pass(task, `${assumeRole}-2`, "ssm.amazonaws.com")),

        may("invoke the function by its alias", task("lambda:InvokeFunction", invoked)),
        mayNot("invoke it by another alias", task("lambda:InvokeFunction", invoked.replace("live", "next"))),
        mayNot("invoke it without an alias", task("lambda:InvokeFunction", invoked.replace(":live", ""))),
        mayNot("invoke another function", task("lambda:InvokeFunction", invoked.replace("sweep", "sweep2"))),
        mayNot("invoke that of another Region", task("lambda:InvokeFunction", inOtherRegion(invoked))),
        mayNot("change the function", task("lambda:UpdateFunctionCode", invoked.replace(":live", ""))),

        may("start the state machine", task("states:StartExecution", started)),
        may("follow its executions", task("states:DescribeExecution", machineExecution)),
        mayNot("start another state machine", task("states:StartExecution", `${started}2`)),
        mayNot("start that of another Region", task("states:StartExecution", inOtherRegion(started))),
        mayNot(
            "follow executions of another",
            task("states:DescribeExecution", machineExecution.replace("rotate", "other")),
        ),
        mayNot(
            "follow executions of another Region",
            task("states:DescribeExecution", inOtherRegion(machineExecution)),
        ),
        mayNot("stop executions of state machines", task("states:StopExecution", machineExecution)),

        may("resolve the resource group", task("resource-groups:ListGroupResources", resourceGroup)),
        may(
            "resolve it where AWS gave it an id",
            task("resource-groups:ListGroupResources", `${resourceGroup}/0123456789abcdefghijklmnop`),
        ),
        mayNot(
            "resolve one with an id in another Region",
            task("resource-groups:ListGroupResources", inOtherRegion(`${resourceGroup}/0123456789abcdefghijklmnop`)),
        ),
        may("resolve tags", task("tag:GetResources")),
        mayNot("resolve another group", task("resource-groups:ListGroupResources", `${resourceGroup}-2`)),
        mayNot(
            "resolve that of another Region",
            task("resource-groups:ListGroupResources", inOtherRegion(resourceGroup)),
        ),

        may("let a registrar pass the role", pass(registrar, role, "ssm.amazonaws.com")),
        may("let a registrar read the role", registrar("iam:GetRole", role)),
        may("let a registrar list windows", registrar("ssm:DescribeMaintenanceWindows")),
        ...registration({ "aws:ResourceTag/ssm-access:maintenance-window": maintenanceWindowName() }),
        mayNot("let a registrar make windows", registrar("ssm:CreateMaintenanceWindow")),
        mayNot("let a registrar run a task's document", registrar("ssm:SendCommand", document)),
        mayNot("let a registrar pass another role", pass(registrar, `${role}-2`, "ssm.amazonaws.com")),
        mayNot("let a registrar pass the runbooks' role", pass(registrar, assumeRole, "ssm.amazonaws.com")),
        mayNot("let a registrar pass the role to EC2", pass(registrar, role, "ec2.amazonaws.com")),
        mayNot("let a registrar pass the role to no service", pass(registrar, role)),
        mayNot("let a registrar read another role", registrar("iam:GetRole", `${role}-2`)),
        mayNot("let a registrar assume the role", registrar("sts:AssumeRole", role)),
    ],
    { resources: true },
);

describeAccess(
    "registrars of windows by tags",
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
        mayNot("pass it to another service", pass(registrar, role, "lambda.amazonaws.com")),
        mayNot("pass it to no service", pass(registrar, role)),
    ],
);

const linked = "arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM";
const make = (service?: string, of = linked): Request =>
    registrar("iam:CreateServiceLinkedRole", of, service === undefined ? {} : { "iam:AWSServiceName": service });

describeAccess(
    "registrars with the service-linked role",
    world({ serviceLinkedRole: true, registrars: { grantees } }),
    [
        may("have exactly that role made", make("ssm.amazonaws.com")),
        may(
            "register tasks",
            registrar("ssm:RegisterTaskWithMaintenanceWindow", `${ssm}:maintenancewindow/mw-0c50858d01EXAMPLE`),
        ),
        mayNot("have that of another service made", make("opsinsights.ssm.amazonaws.com")),
        mayNot("have one made without a service", make()),
        mayNot("have another role made", make("ssm.amazonaws.com", `${linked}_OpsInsights`)),
        mayNot("pass it", pass(registrar, linked, "ssm.amazonaws.com")),
    ],
);
