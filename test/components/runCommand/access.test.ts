import type { RunCommandAccessArgs } from "../../../components/runCommand/args";
import type { Unwrap } from "../../../components/pattern/args";
import { runCommand } from "../../../components/runCommand/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import {
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    sendCommand,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { namingScope } from "../namingScopes";
import { administrator, grantees, notificationRole, operator, reader } from "./fixture";

const principal = "arn:aws:iam::123456789012:group/ops";
const document = "arn:aws:ssm:eu-west-1:123456789012:document/Acme-PatchNow";
const patchBaseline = "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline";
const shellScript = "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript";
const node = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0";
const managed = "arn:aws:ssm:eu-west-1:123456789012:managed-instance/mi-0123456789abcdef0";
const tags = { Environment: "prod", PatchGroup: "web" };

const world = (args: Unwrap<RunCommandAccessArgs>) => (): World => ({
    grants: {
        [principal]: Object.values(planDocuments(runCommand, namingScope("RunCommandAccess"), args)).flatMap(
            (planned) => (planned === undefined ? [] : [planned.document]),
        ),
    },
});

const ask = (action: string, resource = "*", context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context,
});

const pass = (role: string, service?: string): Request =>
    ask("iam:PassRole", role, service === undefined ? {} : { "iam:PassedToService": service });

/** A command that an operator may send, with overrides. */
const send = (to: Partial<Parameters<typeof sendCommand>[0]>): Request => ({
    principal,
    ...sendCommand({ document, node, tags, ...to }),
});

describeAccess(
    "an operator of Run Command",
    world({ operator }),
    [
        may("send a custom document to a node with the tags", send({})),
        may(
            "send the document to a node with another listed tag value",
            send({ tags: { ...tags, PatchGroup: "batch" } }),
        ),
        may("send the document to a managed instance with the tags", send({ node: managed })),
        may("send an accepted AWS-owned document", send({ document: patchBaseline })),
        may("use the output bucket", send({ bucket: "acme-output" })),
        may("pass the notification role to Systems Manager", pass(notificationRole, "ssm.amazonaws.com")),
        may("list commands", ask("ssm:ListCommands")),
        may("follow commands", ask("ssm:GetCommandInvocation")),

        mayNot("send another custom document", send({ document: document.replace("PatchNow", "Other") })),
        mayNot("send a document whose name starts with the same text", send({ document: `${document}AndMore` })),
        mayNot("send the document of another Region", send({ document: inOtherRegion(document) })),
        mayNot("send the document of another account", send({ document: inOtherAccount(document) })),
        mayNot("send another AWS-owned document", send({ document: shellScript })),
        mayNot(
            "send the accepted AWS-owned document of another Region",
            send({ document: inOtherRegion(patchBaseline) }),
        ),
        mayNot(
            "send a custom document with an AWS-owned name",
            send({ document: patchBaseline.replace("::", ":123456789012:") }),
        ),
        mayNot(
            "send an AWS-owned document with a custom name",
            send({ document: document.replace("123456789012", "") }),
        ),

        mayNot("send to a node without tags", send({ tags: {} })),
        mayNot("send to a managed instance without tags", send({ node: managed, tags: {} })),
        mayNot("send to a node that lacks one tag", send({ tags: { Environment: "prod" } })),
        mayNot("send to a node that lacks the other tag", send({ tags: { PatchGroup: "web" } })),
        mayNot("send to a node of another environment", send({ tags: { ...tags, Environment: "dev" } })),
        mayNot("send to a node of another patch group", send({ tags: { ...tags, PatchGroup: "db" } })),
        mayNot(
            "send to a node whose tag value starts with the same text",
            send({ tags: { ...tags, PatchGroup: "web-2" } }),
        ),
        mayNot("send to a node in another Region", send({ node: inOtherRegion(node) })),
        mayNot("send to a managed instance in another Region", send({ node: inOtherRegion(managed) })),
        mayNot("send to a node in another account", send({ node: inOtherAccount(node) })),
        mayNot("use another output bucket", send({ bucket: "acme-output-2" })),

        mayNot("pass the role to another service", pass(notificationRole, "ec2.amazonaws.com")),
        mayNot("pass the role without a service", pass(notificationRole)),
        mayNot("pass another role", pass(`${notificationRole}-2`, "ssm.amazonaws.com")),
        mayNot("pass the role of another account", pass(inOtherAccount(notificationRole), "ssm.amazonaws.com")),

        mayNot("cancel commands", ask("ssm:CancelCommand")),
        mayNot("update the document", ask("ssm:UpdateDocument", document)),
        mayNot("create a document", ask("ssm:CreateDocument", document)),
        mayNot("tag a node", ask("ec2:CreateTags", node)),
        mayNot("tag a managed instance", ask("ssm:AddTagsToResource", managed)),
        mayNot("start a session", ask("ssm:StartSession", node)),
        mayNot("start the document as a runbook", ask("ssm:StartAutomationExecution", document)),
    ],
    { resources: true },
);

describeAccess(
    "an administrator of Run Command",
    world({ administrator: { ...administrator, cancel: true } }),
    [
        may("send the listed AWS-owned document to any node", send({ document: shellScript, tags: {} })),
        may("send the document to any managed instance", send({ document: shellScript, node: managed, tags: {} })),
        may("cancel commands", ask("ssm:CancelCommand")),
        mayNot("send another AWS-owned document", send({ document: patchBaseline })),
        mayNot("send a custom document", send({})),
        mayNot("send the document of another Region", send({ document: inOtherRegion(shellScript) })),
        mayNot(
            "send the document to a node in another Region",
            send({ document: shellScript, node: inOtherRegion(node) }),
        ),
        mayNot(
            "send the document to a managed instance in another Region",
            send({ document: shellScript, node: inOtherRegion(managed) }),
        ),
        mayNot("use an output bucket", send({ document: shellScript, bucket: "acme-output" })),
        mayNot("pass a role", pass(notificationRole, "ssm.amazonaws.com")),
    ],
    { resources: true },
);

describeAccess(
    "an operator of Run Command limited by node ID",
    world({ operator: { documents: ["Acme-PatchNow"], nodeIds: ["i-0123456789abcdef0"], grantees } }),
    [
        may("send to the node", send({})),
        mayNot("send to another node", send({ node: node.replace(/0$/, "1") })),
        mayNot("send to the node ID in another Region", send({ node: inOtherRegion(node) })),
        mayNot("send to a managed instance", send({ node: managed })),
        mayNot("send another document", send({ document: `${document}2` })),
        mayNot("send the document of another Region", send({ document: inOtherRegion(document) })),
    ],
    { resources: true },
);

const reading = [
    may("list documents", ask("ssm:ListDocuments")),
    may("list nodes", ask("ssm:DescribeInstanceInformation")),
    may("list commands", ask("ssm:ListCommands")),
    may("read a custom document", ask("ssm:GetDocument", document)),
    may("read an AWS-owned document", ask("ssm:GetDocument", shellScript)),
    mayNot("read a custom document of another Region", ask("ssm:GetDocument", inOtherRegion(document))),
    mayNot("read an AWS-owned document of another Region", ask("ssm:GetDocument", inOtherRegion(shellScript))),
    mayNot("send a command", send({})),
    mayNot("read a parameter", ask("ssm:GetParameter", "arn:aws:ssm:eu-west-1:123456789012:parameter/app/db")),
    mayNot(
        "read parameters by path",
        ask("ssm:GetParametersByPath", "arn:aws:ssm:eu-west-1:123456789012:parameter/app"),
    ),
    mayNot("get an access token", ask("ssm:GetAccessToken", "arn:aws:ssm:eu-west-1:123456789012:opsitem/oi-01234567")),
];

describeAccess(
    "a reader of Run Command",
    world({ reader }),
    [
        ...reading,
        mayNot("read the output of a command", ask("ssm:GetCommandInvocation")),
        mayNot("list the output of commands", ask("ssm:ListCommandInvocations")),
    ],
    { resources: true },
);

describeAccess(
    "a reader of Run Command with commandOutput",
    world({ reader: { ...reader, commandOutput: true } }),
    [...reading, may("read the output of a command", ask("ssm:GetCommandInvocation"))],
    { resources: true },
);
