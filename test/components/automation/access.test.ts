import type { AutomationAccessArgs } from "../../../components/automation/args";
import type { Unwrap } from "../../../components/pattern/args";
import { automation } from "../../../components/automation/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
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

/** The default key policy of AWS, which delegates access to the IAM policies of the account. */
const keyPolicy = document({
    Sid: "EnableIamPolicies",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: ["kms:*"],
    Resource: ["*"],
});

const documents = (args: Args) =>
    planDocuments(automation, namingScope("AutomationAccess"), { roleName: "images", ...args });

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

/** AWS authorizes a start on both the document and the execution. */
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
    "the runbook role",
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
    "the runbook role for two Regions",
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
    "the runbook role for runbooks that associations start",
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
    "a runbook with the role",
    holding(role, "permissions", everything),
    [
        may("call an action of its permissions", ask("ec2:DescribeImages")),
        may("call an action whose condition matches", ask("ec2:CreateImage", instance, managed)),
        may("call the action on the other resource", ask("ec2:CreateImage", newImage, managed)),
        mayNot("call the action without the condition key", ask("ec2:CreateImage", instance)),
        mayNot(
            "call the action with another value of the condition key",
            ask("ec2:CreateImage", instance, { "ec2:ResourceTag/ManagedBy": "people" }),
        ),
        mayNot("call the action in another Region", ask("ec2:CreateImage", inOtherRegion(instance), managed)),
        mayNot(
            "call the action on images in another Region",
            ask("ec2:CreateImage", newImage.replace("west-1", "west-2"), managed),
        ),
        mayNot("call an action outside its permissions", ask("ec2:TerminateInstances", instance, managed)),

        may("invoke the function", ask("lambda:InvokeFunction", functionArn)),
        mayNot(
            "invoke another alias of the function",
            ask("lambda:InvokeFunction", functionArn.replace("live", "next")),
        ),
        mayNot("invoke another function", ask("lambda:InvokeFunction", functionArn.replace("Stamp", "Automation"))),
        mayNot("invoke the function in another Region", ask("lambda:InvokeFunction", inOtherRegion(functionArn))),

        may("start a child runbook", startNested(child)),
        may("start an AWS-owned child runbook", startNested(stop)),
        may("get an execution", ask("ssm:GetAutomationExecution", execution)),
        mayNot("start another runbook", startNested(image)),
        mayNot("start another AWS-owned runbook", startNested(linuxAmi)),
        mayNot(
            "start an account-owned runbook with an AWS-owned name",
            startNested(stop.replace("::", `:${account}:`)),
        ),
        mayNot("start an AWS-owned runbook with an account-owned name", startNested(child.replace(account, ""))),
        mayNot("start a child runbook of another Region", startNested(inOtherRegion(child))),
        mayNot("start an AWS-owned child runbook of another Region", startNested(inOtherRegion(stop))),
        mayNot("start an execution in another Region", startNested(child, undefined, inOtherRegion(execution))),
        mayNot("get an execution in another Region", ask("ssm:GetAutomationExecution", inOtherRegion(execution))),

        may("pass its own role to Systems Manager", pass(role, "ssm.amazonaws.com")),
        mayNot("pass its own role to EC2", pass(role, "ec2.amazonaws.com")),
        mayNot("pass its own role without a service", pass(role)),
        mayNot("pass another role to Systems Manager", pass(`${role}-2`, "ssm.amazonaws.com")),
        may("pass the instance role to EC2", pass(instanceRole, "ec2.amazonaws.com")),
        mayNot("pass the instance role to Systems Manager", pass(instanceRole, "ssm.amazonaws.com")),
        mayNot("pass the instance role without a service", pass(instanceRole)),
        mayNot("pass another role to EC2", pass(`${instanceRole}-2`, "ec2.amazonaws.com")),
        may("pass the stack role to CloudFormation", pass(stackRole, "cloudformation.amazonaws.com")),
        mayNot("pass the stack role to Lambda", pass(stackRole, "lambda.amazonaws.com")),
        mayNot("pass the stack role without a service", pass(stackRole)),
        mayNot("pass another role to CloudFormation", pass(instanceRole, "cloudformation.amazonaws.com")),

        may("publish to the approval topic", ask("sns:Publish", approvals)),
        mayNot("publish to another topic", ask("sns:Publish", `${approvals}-2`)),
        mayNot("publish to the topic in another Region", ask("sns:Publish", inOtherRegion(approvals))),
        may("use the topic key through Amazon SNS", ask("kms:GenerateDataKey", key, throughSns)),
        mayNot("use the topic key directly", ask("kms:Decrypt", key)),
        mayNot(
            "use the topic key through Amazon S3",
            ask("kms:Decrypt", key, { "kms:ViaService": "s3.eu-west-1.amazonaws.com" }),
        ),
        mayNot("use another key", ask("kms:Decrypt", otherKey, throughSns)),
        mayNot("use the topic key of another Region", ask("kms:Decrypt", inOtherRegion(key), throughSns)),

        may("read the alarm", ask("cloudwatch:DescribeAlarms", alarm)),
        may("stop an execution when the alarm fires", ask("ssm:StopAutomationExecution", execution)),
        mayNot("read another alarm", ask("cloudwatch:DescribeAlarms", `${alarm}2`)),
        mayNot("read the alarm in another Region", ask("cloudwatch:DescribeAlarms", inOtherRegion(alarm))),
        mayNot("stop an execution in another Region", ask("ssm:StopAutomationExecution", inOtherRegion(execution))),
    ],
    { resources: true },
);

describeAccess(
    "a runbook whose child runbooks have their own role",
    holding(role, "permissions", { nested: { runbooks: ["Acme-Child"], assumeRoleArns: [childRole] } }),
    [
        may("pass the child role to Systems Manager", pass(childRole, "ssm.amazonaws.com")),
        mayNot("pass the child role to EC2", pass(childRole, "ec2.amazonaws.com")),
        mayNot("pass the child role without a service", pass(childRole)),
        mayNot("pass its own role", pass(role, "ssm.amazonaws.com")),
        mayNot("invoke a function", ask("lambda:InvokeFunction", functionArn)),
        mayNot("publish to the approval topic", ask("sns:Publish", approvals)),
    ],
);

const following = [
    may("pass the role to Systems Manager", passAsStarter(role, "ssm.amazonaws.com")),
    mayNot("pass the role to EC2", passAsStarter(role, "ec2.amazonaws.com")),
    mayNot("pass the role without a service", passAsStarter(role)),
    mayNot("pass another role", passAsStarter(`${role}-2`, "ssm.amazonaws.com")),
    mayNot("pass the instance role", passAsStarter(instanceRole, "ssm.amazonaws.com")),
    may("get an execution", asStarter("ssm:GetAutomationExecution", execution)),
    may("describe the steps of an execution", asStarter("ssm:DescribeAutomationStepExecutions", execution)),
    may("list executions", asStarter("ssm:DescribeAutomationExecutions")),
    mayNot("get an execution in another Region", asStarter("ssm:GetAutomationExecution", inOtherRegion(execution))),
    mayNot("approve an execution", asStarter("ssm:SendAutomationSignal", execution)),
    mayNot("update a runbook", asStarter("ssm:UpdateDocument", image)),
    mayNot("assume the role", asStarter("sts:AssumeRole", role)),
];

describeAccess(
    "a starter limited to versions",
    holding(group, "starters", { starters }),
    [
        ...following,
        may("start an allowed version of the runbook", start(image, "3")),
        may("start the other allowed version of the runbook", start(image, "5")),
        may("start an allowed version of the AWS-owned runbook", start(linuxAmi, "5")),
        mayNot("start another version of the runbook", start(image, "4")),
        mayNot("start the runbook without a version", start(image)),
        mayNot("start another version of the AWS-owned runbook", start(linuxAmi, "50")),
        mayNot("start another runbook", start(`${image}2`, "5")),
        mayNot("start another AWS-owned runbook", start(stop, "5")),
        mayNot(
            "start an account-owned runbook with an AWS-owned name",
            start(linuxAmi.replace("::", `:${account}:`), "5"),
        ),
        mayNot("start an AWS-owned runbook with an account-owned name", start(image.replace(account, ""), "5")),
        mayNot("start the runbook of another account", start(inOtherAccount(image), "5")),
        mayNot("start the runbook of another Region", start(inOtherRegion(image), "5")),
        mayNot("start the AWS-owned runbook of another Region", start(inOtherRegion(linuxAmi), "5")),
        mayNot("start an execution in another Region", start(image, "5", inOtherRegion(execution))),
        mayNot(
            "start the runbook by its automation definition",
            asStarter("ssm:StartAutomationExecution", `${ssm}:automation-definition/Acme-PatchImage:3`),
        ),
        mayNot("stop an execution", asStarter("ssm:StopAutomationExecution", execution)),
    ],
    { resources: true },
);

const definition = `${ssm}:automation-definition/Acme-PatchImage:3`;

describeAccess(
    "a starter with stop and legacyDefinitions",
    holding(group, "starters", {
        starters: { grantees, runbooks: ["Acme-PatchImage"], stop: true, legacyDefinitions: true },
    }),
    [
        ...following,
        may("start any version of the runbook", start(image)),
        may("start the runbook by its automation definition", asStarter("ssm:StartAutomationExecution", definition)),
        may("stop an execution", asStarter("ssm:StopAutomationExecution", execution)),
        mayNot(
            "start another automation definition",
            asStarter("ssm:StartAutomationExecution", definition.replace("Patch", "X")),
        ),
        mayNot(
            "start an automation definition of another Region",
            asStarter("ssm:StartAutomationExecution", inOtherRegion(definition)),
        ),
        mayNot("start another runbook", start(child)),
        mayNot("start the runbook of another Region", start(inOtherRegion(image))),
        mayNot("start an execution in another Region", start(image, undefined, inOtherRegion(execution))),
    ],
    { resources: true },
);

const asApprover = by(`arn:aws:iam::${account}:user/ana`);
const ofTeam = (Team: string): Context => ({ "aws:ResourceTag/Team": Team });

describeAccess(
    "an approver limited by execution tags",
    holding(`arn:aws:iam::${account}:user/ana`, "approvers", { approvers }),
    [
        may("approve an execution with the tag", asApprover("ssm:SendAutomationSignal", execution, ofTeam("web"))),
        may(
            "approve an execution with the other tag value",
            asApprover("ssm:SendAutomationSignal", execution, ofTeam("batch")),
        ),
        may("get an execution with the tag", asApprover("ssm:GetAutomationExecution", execution, ofTeam("web"))),
        may("list executions", asApprover("ssm:DescribeAutomationExecutions")),
        mayNot(
            "approve an execution with another tag value",
            asApprover("ssm:SendAutomationSignal", execution, ofTeam("db")),
        ),
        mayNot("approve an execution without the tag", asApprover("ssm:SendAutomationSignal", execution)),
        mayNot(
            "approve an execution in another Region",
            asApprover("ssm:SendAutomationSignal", inOtherRegion(execution), ofTeam("web")),
        ),
        mayNot("stop an execution", asApprover("ssm:StopAutomationExecution", execution, ofTeam("web"))),
        mayNot("start the runbook", { ...start(image, "5"), principal: `arn:aws:iam::${account}:user/ana` }),
        mayNot("tag an execution", asApprover("ssm:AddTagsToResource", execution, ofTeam("db"))),
    ],
    { resources: true },
);
