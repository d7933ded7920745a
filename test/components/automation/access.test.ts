import type { AutomationAccessArgs } from "../../../components/automation/args";
import type { Unwrap } from "../../../components/pattern/args";
import { automation } from "../../../components/automation/pattern";
import { document } from "../../../policypack/iam";
import {
    assumedBy,
    describeAccess,
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    type Context,
    type Request,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import {
    account,
    approvals,
    approvers,
    childRole,
    everything,
    functionArn,
    grantees,
    instanceRole,
    key,
    stackRole,
    starters,
} from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<AutomationAccessArgs>;
type Child = "permissions" | "starters" | "approvers";

const role = `arn:aws:iam::${account}:role/images`;
const group = `arn:aws:iam::${account}:group/ops`;
const ssm = `arn:aws:ssm:eu-west-1:${account}`;
const execution = `${ssm}:automation-execution/0d7a3a52-5b8e-4c1d-9f53-0a6f3a0b1c2d`;
const image = `${ssm}:document/Acme-PatchImage`;
const linuxAmi = "arn:aws:ssm:eu-west-1::document/AWS-UpdateLinuxAmi";

const otherKey = key.replace("aaaaaaaa", "bbbbbbbb");

/** A key asks its own policy too, which leaves the account's policies to decide, as AWS writes it. */
const keyPolicy = document({
    Sid: "EnableIamPolicies",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: ["kms:*"],
    Resource: ["*"],
});

const documents = (args: Args) =>
    automation.documents(namingScope("AutomationAccess"), { roleName: "images", ...args });

const holding = (principal: string, child: Child, args: Args) => (): World => {
    const planned = documents(args)[child];
    return {
        grants: { [principal]: planned === undefined ? [] : [planned.document] },
        resourcePolicies: Object.fromEntries([key, otherKey, inOtherRegion(key)].map((at) => [at, keyPolicy])),
    };
};

const by =
    (principal: string) =>
    (action: string, resource = "*", context: Context = {}): Request => ({ principal, action, resource, context });

const ask = by(role);
const asStarter = by(group);

const passing =
    (principal: string) =>
    (passed: string, service?: string): Request =>
        by(principal)("iam:PassRole", passed, service === undefined ? {} : { "iam:PassedToService": service });
const pass = passing(role);
const passAsStarter = passing(group);

/** A start is judged on the document and on the execution. */
const starting =
    (principal: string) =>
    (document: string, version?: string, at = execution): Request => ({
        principal,
        action: "ssm:StartAutomationExecution",
        resource: [
            { resource: document, context: version === undefined ? {} : { "ssm:DocumentVersion": [version] } },
            { resource: at },
        ],
    });
const start = starting(group);
const startNested = starting(role);

const trusting = (args: Args) => (): World => {
    const { trust } = documents(args);
    return { trusts: trust === undefined ? {} : { [role]: trust.document } };
};

describeAccess(
    "the role of runbooks",
    trusting(everything),
    assumedBy("ssm.amazonaws.com", role, {
        account,
        arn: execution,
        otherArns: [
            inOtherRegion(execution),
            inOtherAccount(execution),
            `${ssm}:maintenancewindow/mw-0123456789abcdef0`,
            `${ssm}:*`,
        ],
    }),
);

describeAccess(
    "the role of runbooks in two Regions",
    trusting({ ...everything, executionRegions: ["us-east-1"] }),
    [execution, execution.replace("eu-west-1", "us-east-1")].flatMap((arn) =>
        assumedBy("ssm.amazonaws.com", role, {
            account,
            arn,
            otherArns: [
                inOtherRegion(execution),
                inOtherAccount(arn),
                arn.replace("automation-execution", "association"),
            ],
        }),
    ),
);

describeAccess(
    "the role of runbooks that associations start",
    trusting({ ...everything, anySource: true }),
    assumedBy("ssm.amazonaws.com", role, { account }),
);

const child = `${ssm}:document/Acme-Child`;
const stop = "arn:aws:ssm:eu-west-1::document/AWS-StopEC2Instance";
const alarm = `arn:aws:cloudwatch:eu-west-1:${account}:alarm:Acme-Unhealthy`;
const instance = `arn:aws:ec2:eu-west-1:${account}:instance/i-0123456789abcdef0`;
const newImage = "arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0";
const managed = { "ec2:ResourceTag/ManagedBy": "automation" };
const throughSns = { "kms:ViaService": "sns.eu-west-1.amazonaws.com" };

describeAccess(
    "runbooks with the role",
    holding(role, "permissions", everything),
    [
        may("read what they were given", ask("ec2:DescribeImages")),
        may("act on a resource under its condition", ask("ec2:CreateImage", instance, managed)),
        may("act on the other resource", ask("ec2:CreateImage", newImage, managed)),
        mayNot("act without the condition", ask("ec2:CreateImage", instance)),
        mayNot("act under another value", ask("ec2:CreateImage", instance, { "ec2:ResourceTag/ManagedBy": "people" })),
        mayNot("act in another Region", ask("ec2:CreateImage", inOtherRegion(instance), managed)),
        mayNot(
            "act on images of another Region",
            ask("ec2:CreateImage", newImage.replace("west-1", "west-2"), managed),
        ),
        mayNot("do what they were not given", ask("ec2:TerminateInstances", instance, managed)),

        may("invoke the function", ask("lambda:InvokeFunction", functionArn)),
        mayNot("invoke its other alias", ask("lambda:InvokeFunction", functionArn.replace("live", "next"))),
        mayNot("invoke another function", ask("lambda:InvokeFunction", functionArn.replace("Stamp", "Automation"))),
        mayNot("invoke it in another Region", ask("lambda:InvokeFunction", inOtherRegion(functionArn))),

        may("start a nested runbook", startNested(child)),
        may("start a nested runbook of AWS", startNested(stop)),
        may("see how it ends", ask("ssm:GetAutomationExecution", execution)),
        mayNot("start another runbook", startNested(image)),
        mayNot("start another runbook of AWS", startNested(linuxAmi)),
        mayNot("start an own one under the name of AWS", startNested(stop.replace("::", `:${account}:`))),
        mayNot("start one of AWS under an own name", startNested(child.replace(account, ""))),
        mayNot("start it from another Region's document", startNested(inOtherRegion(child))),
        mayNot("start that of AWS in another Region", startNested(inOtherRegion(stop))),
        mayNot("start an execution in another Region", startNested(child, undefined, inOtherRegion(execution))),
        mayNot("see executions of another Region", ask("ssm:GetAutomationExecution", inOtherRegion(execution))),

        may("pass themselves on to Automation", pass(role, "ssm.amazonaws.com")),
        mayNot("pass themselves to EC2", pass(role, "ec2.amazonaws.com")),
        mayNot("pass themselves to no service", pass(role)),
        mayNot("pass another role to Automation", pass(`${role}-2`, "ssm.amazonaws.com")),
        may("pass the instance role to EC2", pass(instanceRole, "ec2.amazonaws.com")),
        mayNot("pass it to Automation", pass(instanceRole, "ssm.amazonaws.com")),
        mayNot("pass it to no service", pass(instanceRole)),
        mayNot("pass another role to EC2", pass(`${instanceRole}-2`, "ec2.amazonaws.com")),
        may("pass the stack's role to CloudFormation", pass(stackRole, "cloudformation.amazonaws.com")),
        mayNot("pass it to Lambda", pass(stackRole, "lambda.amazonaws.com")),
        mayNot("pass it to no service", pass(stackRole)),
        mayNot("pass another role to CloudFormation", pass(instanceRole, "cloudformation.amazonaws.com")),

        may("ask for approval", ask("sns:Publish", approvals)),
        mayNot("publish to another topic", ask("sns:Publish", `${approvals}-2`)),
        mayNot("publish to the topic of another Region", ask("sns:Publish", inOtherRegion(approvals))),
        may("use the topic's key through SNS", ask("kms:GenerateDataKey", key, throughSns)),
        mayNot("use it directly", ask("kms:Decrypt", key)),
        mayNot("use it through S3", ask("kms:Decrypt", key, { "kms:ViaService": "s3.eu-west-1.amazonaws.com" })),
        mayNot("use another key", ask("kms:Decrypt", otherKey, throughSns)),
        mayNot("use that of another Region", ask("kms:Decrypt", inOtherRegion(key), throughSns)),

        may("read the alarm", ask("cloudwatch:DescribeAlarms", alarm)),
        may("be stopped by it", ask("ssm:StopAutomationExecution", execution)),
        mayNot("read another alarm", ask("cloudwatch:DescribeAlarms", `${alarm}2`)),
        mayNot("read that of another Region", ask("cloudwatch:DescribeAlarms", inOtherRegion(alarm))),
        mayNot("stop executions of another Region", ask("ssm:StopAutomationExecution", inOtherRegion(execution))),
    ],
    { resources: true },
);

describeAccess(
    "runbooks whose nested ones have a role",
    holding(role, "permissions", { nested: { runbooks: ["Acme-Child"], assumeRoleArns: [childRole] } }),
    [
        may("pass that role to Automation", pass(childRole, "ssm.amazonaws.com")),
        mayNot("pass it to EC2", pass(childRole, "ec2.amazonaws.com")),
        mayNot("pass it to no service", pass(childRole)),
        mayNot("pass themselves on", pass(role, "ssm.amazonaws.com")),
        mayNot("invoke a function", ask("lambda:InvokeFunction", functionArn)),
        mayNot("publish", ask("sns:Publish", approvals)),
    ],
);

const following = [
    may("pass the role to Systems Manager", passAsStarter(role, "ssm.amazonaws.com")),
    mayNot("pass it to EC2", passAsStarter(role, "ec2.amazonaws.com")),
    mayNot("pass it to no service", passAsStarter(role)),
    mayNot("pass another role", passAsStarter(`${role}-2`, "ssm.amazonaws.com")),
    mayNot("pass the instances' role", passAsStarter(instanceRole, "ssm.amazonaws.com")),
    may("follow an execution", asStarter("ssm:GetAutomationExecution", execution)),
    may("follow its steps", asStarter("ssm:DescribeAutomationStepExecutions", execution)),
    may("list executions", asStarter("ssm:DescribeAutomationExecutions")),
    mayNot("follow those of another Region", asStarter("ssm:GetAutomationExecution", inOtherRegion(execution))),
    mayNot("approve", asStarter("ssm:SendAutomationSignal", execution)),
    mayNot("change a runbook", asStarter("ssm:UpdateDocument", image)),
    mayNot("assume the role themselves", asStarter("sts:AssumeRole", role)),
];

describeAccess(
    "a starter of pinned runbooks",
    holding(group, "starters", { starters }),
    [
        ...following,
        may("start the runbook in the version", start(image, "3")),
        may("start it in the other version", start(image, "5")),
        may("start the runbook of AWS in the version", start(linuxAmi, "5")),
        mayNot("start it in another version", start(image, "4")),
        mayNot("start it without a version", start(image)),
        mayNot("start that of AWS in another version", start(linuxAmi, "50")),
        mayNot("start another runbook", start(`${image}2`, "5")),
        mayNot("start another runbook of AWS", start(stop, "5")),
        mayNot("start an own one under the name of AWS", start(linuxAmi.replace("::", `:${account}:`), "5")),
        mayNot("start one of AWS under an own name", start(image.replace(account, ""), "5")),
        mayNot("start that of another account", start(inOtherAccount(image), "5")),
        mayNot("start that of another Region", start(inOtherRegion(image), "5")),
        mayNot("start that of AWS in another Region", start(inOtherRegion(linuxAmi), "5")),
        mayNot("start in another Region", start(image, "5", inOtherRegion(execution))),
        mayNot(
            "start by definition",
            asStarter("ssm:StartAutomationExecution", `${ssm}:automation-definition/Acme-PatchImage:3`),
        ),
        mayNot("stop an execution", asStarter("ssm:StopAutomationExecution", execution)),
    ],
    { resources: true },
);

const definition = `${ssm}:automation-definition/Acme-PatchImage:3`;

describeAccess(
    "a starter by definition who may stop",
    holding(group, "starters", {
        starters: { grantees, runbooks: ["Acme-PatchImage"], stop: true, legacyDefinitions: true },
    }),
    [
        ...following,
        may("start the runbook in any version", start(image)),
        may("start by definition", asStarter("ssm:StartAutomationExecution", definition)),
        may("stop an execution", asStarter("ssm:StopAutomationExecution", execution)),
        mayNot("start another definition", asStarter("ssm:StartAutomationExecution", definition.replace("Patch", "X"))),
        mayNot("start one of another Region", asStarter("ssm:StartAutomationExecution", inOtherRegion(definition))),
        mayNot("start another runbook", start(child)),
        mayNot("start it from another Region's document", start(inOtherRegion(image))),
        mayNot("start in another Region", start(image, undefined, inOtherRegion(execution))),
    ],
    { resources: true },
);

const asApprover = by(`arn:aws:iam::${account}:user/ana`);
const ofTeam = (Team: string): Context => ({ "aws:ResourceTag/Team": Team });

describeAccess(
    "an approver of tagged executions",
    holding(`arn:aws:iam::${account}:user/ana`, "approvers", { approvers }),
    [
        may("approve an execution of the team", asApprover("ssm:SendAutomationSignal", execution, ofTeam("web"))),
        may("approve one of the other", asApprover("ssm:SendAutomationSignal", execution, ofTeam("batch"))),
        may("see what they approve", asApprover("ssm:GetAutomationExecution", execution, ofTeam("web"))),
        may("list executions", asApprover("ssm:DescribeAutomationExecutions")),
        mayNot("approve one of another team", asApprover("ssm:SendAutomationSignal", execution, ofTeam("db"))),
        mayNot("approve one without the tag", asApprover("ssm:SendAutomationSignal", execution)),
        mayNot(
            "approve in another Region",
            asApprover("ssm:SendAutomationSignal", inOtherRegion(execution), ofTeam("web")),
        ),
        mayNot("stop an execution", asApprover("ssm:StopAutomationExecution", execution, ofTeam("web"))),
        mayNot("start the runbook", { ...start(image, "5"), principal: `arn:aws:iam::${account}:user/ana` }),
        mayNot("tag an execution", asApprover("ssm:AddTagsToResource", execution, ofTeam("db"))),
    ],
    { resources: true },
);
