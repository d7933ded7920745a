import type { AutomationEventsArgs } from "../../../components/automationEvents/args";
import type { Unwrap } from "../../../components/pattern/args";
import { automationEvents } from "../../../components/automationEvents/pattern";
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
import { account, assumeRole, everything, key, rule, schedule, topic } from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<AutomationEventsArgs>;

const roleOf = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const [statusRole, restartRole, weeklyRole] = ["acme-status-role", "acme-restart-role", "acme-weekly-role"].map(roleOf);

const documents = (args: Args) => planDocuments(automationEvents, namingScope("AutomationEvents"), args);
type Child = keyof ReturnType<typeof documents>;

const otherKey = key.replace("aaaaaaaa", "bbbbbbbb");

/** The default key policy of AWS, which delegates access to the IAM policies of the account. */
const keyPolicy = document({
    Sid: "EnableIamPolicies",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: ["kms:*"],
    Resource: ["*"],
});

const trusting =
    (role: string | undefined, child: Child, args = everything) =>
    (): World => {
        const planned = documents(args)[child];
        return { trusts: planned === undefined ? {} : { [String(role)]: planned.document } };
    };

const holding =
    (role: string | undefined, child: Child, args = everything) =>
    (): World => {
        const planned = documents(args)[child];
        return {
            grants: { [String(role)]: planned === undefined ? [] : [planned.document] },
            resourcePolicies: Object.fromEntries([key, otherKey, inOtherRegion(key)].map((at) => [at, keyPolicy])),
        };
    };

const events = `arn:aws:events:eu-west-1:${account}:rule`;

for (const [title, role, child, name] of [
    ["the notification role", statusRole, "notificationTrust", "acme-status"],
    ["the role of the rule", restartRole, "ruleTrust", "acme-restart"],
] as const) {
    const arn = `${events}/${name}`;
    describeAccess(
        title,
        trusting(role, child),
        assumedBy("events.amazonaws.com", String(role), {
            account,
            arn,
            otherArns: [
                `${events}/other`,
                `${arn}-2`,
                `${events}/orders/${name}`,
                inOtherRegion(arn),
                inOtherAccount(arn),
            ],
        }),
    );
}

describeAccess(
    "the role of a rule on a custom event bus",
    trusting(restartRole, "ruleTrust", { rule: { ...rule, eventBusName: "orders" } }),
    assumedBy("events.amazonaws.com", String(restartRole), {
        account,
        arn: `${events}/orders/acme-restart`,
        otherArns: [
            `${events}/acme-restart`,
            `${events}/other/acme-restart`,
            inOtherRegion(`${events}/orders/acme-restart`),
            inOtherAccount(`${events}/orders/acme-restart`),
        ],
    }),
);

const group = `arn:aws:scheduler:eu-west-1:${account}:schedule-group/acme-group`;

describeAccess(
    "the role of the schedule",
    trusting(weeklyRole, "scheduleTrust"),
    assumedBy("scheduler.amazonaws.com", String(weeklyRole), {
        account,
        arn: group,
        otherArns: [
            group.replace("acme-group", "default"),
            `${group}-2`,
            `arn:aws:scheduler:eu-west-1:${account}:schedule/acme-group/acme-weekly`,
            inOtherRegion(group),
            inOtherAccount(group),
        ],
    }),
);

const by =
    (principal: string | undefined) =>
    (action: string, resource = "*", context: Context = {}): Request => ({
        principal: String(principal),
        action,
        resource,
        context,
    });
const report = by(statusRole);
const throughSns = { "kms:ViaService": "sns.eu-west-1.amazonaws.com" };

describeAccess(
    "the notification role, with its permissions",
    holding(statusRole, "notificationGrant"),
    [
        may("publish to the topic", report("sns:Publish", topic)),
        may("use the topic key through Amazon SNS", report("kms:GenerateDataKey", key, throughSns)),
        mayNot("publish to another topic", report("sns:Publish", `${topic}-2`)),
        mayNot("publish to the topic in another Region", report("sns:Publish", inOtherRegion(topic))),
        mayNot("publish to the topic in another account", report("sns:Publish", inOtherAccount(topic))),
        mayNot("subscribe to the topic", report("sns:Subscribe", topic)),
        mayNot("use the topic key directly", report("kms:Decrypt", key)),
        mayNot(
            "use the topic key through Amazon S3",
            report("kms:Decrypt", key, { "kms:ViaService": "s3.eu-west-1.amazonaws.com" }),
        ),
        mayNot("use another key", report("kms:Decrypt", otherKey, throughSns)),
        mayNot("use the topic key of another Region", report("kms:Decrypt", inOtherRegion(key), throughSns)),
        mayNot(
            "start a runbook",
            report("ssm:StartAutomationExecution", `arn:aws:ssm:eu-west-1:${account}:document/Acme`),
        ),
    ],
    { resources: true },
);

const ssm = `arn:aws:ssm:eu-west-1:${account}`;
const execution = `${ssm}:automation-execution/0d7a3a52-5b8e-4c1d-9f53-0a6f3a0b1c2d`;
const restart = "arn:aws:ssm:eu-west-1::document/AWS-RestartEC2Instance";
const image = `${ssm}:document/Acme-PatchImage`;

/** AWS authorizes a start on the document and the execution; a start by definition only on the definition. */
const starting =
    (principal: string | undefined) =>
    (resource: string, version?: string, at = execution): Request => ({
        principal: String(principal),
        action: "ssm:StartAutomationExecution",
        resource: [
            { resource, context: version === undefined ? {} : { "ssm:DocumentVersion": [version] } },
            { resource: at },
        ],
    });
const passing =
    (principal: string | undefined) =>
    (role: string, service?: string): Request =>
        by(principal)("iam:PassRole", role, service === undefined ? {} : { "iam:PassedToService": service });

const passes = (principal: string | undefined) => [
    may("pass the role to Systems Manager", passing(principal)(assumeRole, "ssm.amazonaws.com")),
    mayNot("pass the role to EC2", passing(principal)(assumeRole, "ec2.amazonaws.com")),
    mayNot("pass the role without a service", passing(principal)(assumeRole)),
    mayNot("pass another role", passing(principal)(`${assumeRole}-2`, "ssm.amazonaws.com")),
    mayNot("pass its own role", passing(principal)(String(principal), "ssm.amazonaws.com")),
    mayNot("pass the role of another account", passing(principal)(inOtherAccount(assumeRole), "ssm.amazonaws.com")),
    mayNot("get executions", by(principal)("ssm:GetAutomationExecution", execution)),
    mayNot("stop executions", by(principal)("ssm:StopAutomationExecution", execution)),
];

const startByRule = starting(restartRole);
const startDefinition = by(restartRole);
const definition = "arn:aws:ssm:eu-west-1::automation-definition/AWS-RestartEC2Instance:$DEFAULT";

describeAccess(
    "the role of the rule, with its permissions",
    holding(restartRole, "ruleGrant"),
    [
        ...passes(restartRole),
        may("start the runbook", startByRule(restart)),
        may(
            "start the runbook by its automation definition",
            startDefinition("ssm:StartAutomationExecution", definition),
        ),
        mayNot("start another AWS-owned runbook", startByRule(restart.replace("Restart", "Terminate"))),
        mayNot("start an account-owned runbook with the same name", startByRule(restart.replace("::", `:${account}:`))),
        mayNot("start an account-owned runbook", startByRule(image)),
        mayNot("start the runbook of another Region", startByRule(inOtherRegion(restart))),
        mayNot("start an execution in another Region", startByRule(restart, undefined, inOtherRegion(execution))),
        mayNot(
            "start another version by its automation definition",
            startDefinition("ssm:StartAutomationExecution", definition.replace("$DEFAULT", "3")),
        ),
        mayNot(
            "start another automation definition",
            startDefinition("ssm:StartAutomationExecution", definition.replace("Restart", "Terminate")),
        ),
        mayNot(
            "start the automation definition of another Region",
            startDefinition("ssm:StartAutomationExecution", inOtherRegion(definition)),
        ),
    ],
    { resources: true },
);

const startBySchedule = starting(weeklyRole);

describeAccess(
    "the role of the schedule, with its permissions",
    holding(weeklyRole, "scheduleGrant"),
    [
        ...passes(weeklyRole),
        may("start the version of the runbook", startBySchedule(image, "5")),
        mayNot("start another version", startBySchedule(image, "6")),
        mayNot("start the default version", startBySchedule(image)),
        mayNot("start another runbook", startBySchedule(`${image}2`, "5")),
        mayNot("start an AWS-owned runbook with the same name", startBySchedule(image.replace(account, ""), "5")),
        mayNot("start the runbook of another Region", startBySchedule(inOtherRegion(image), "5")),
        mayNot("start an execution in another Region", startBySchedule(image, "5", inOtherRegion(execution))),
        mayNot(
            "start the runbook by its automation definition",
            by(weeklyRole)("ssm:StartAutomationExecution", `${ssm}:automation-definition/Acme-PatchImage:5`),
        ),
    ],
    { resources: true },
);

describeAccess(
    "the role of a rule with withoutDefinition",
    holding(restartRole, "ruleGrant", { rule: { ...rule, runbook: schedule.runbook, withoutDefinition: true } }),
    [
        ...passes(restartRole),
        may("start the runbook", startByRule(image)),
        mayNot(
            "start the runbook by its automation definition",
            startDefinition("ssm:StartAutomationExecution", `${ssm}:automation-definition/Acme-PatchImage:$DEFAULT`),
        ),
    ],
);
