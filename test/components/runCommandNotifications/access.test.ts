import { runCommandNotifications } from "../../../components/runCommandNotifications/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
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
import { namingScope } from "../namingScopes";
import { key, createdTopic, topic, type Notifications } from "./fixture";

const role = "arn:aws:iam::123456789012:role/notify";
const caller = "arn:aws:iam::123456789012:group/ops";
/** The default key policy of AWS, which delegates access to the IAM policies of the account. */
const keyPolicy = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "LeaveItToIam",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: ["kms:*"],
            Resource: ["*"],
        },
    ],
} as const;

const world = (args: Notifications) => (): World => {
    const { trust, publish, callers } = planDocuments(
        runCommandNotifications,
        namingScope("RunCommandNotifications"),
        args,
    );
    return {
        grants: { [role]: [publish.document], ...(callers === undefined ? {} : { [caller]: [callers.document] }) },
        trusts: { [role]: trust.document },
        resourcePolicies: { [key]: keyPolicy, [`${key}0`]: keyPolicy, [inOtherRegion(key)]: keyPolicy },
    };
};

const ask = (principal: string, action: string, resource: string, context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context,
});
const publish = (to: string): Request => ask(role, "sns:Publish", to);
const useKey = (action: string, of = key, through: string | undefined = "sns.eu-west-1.amazonaws.com"): Request =>
    ask(role, action, of, through === "" ? {} : { "kms:ViaService": through });
const pass = (passed: string, service?: string): Request =>
    ask(caller, "iam:PassRole", passed, service === undefined ? {} : { "iam:PassedToService": service });
const assume = (service: string): Request =>
    ask(service, "sts:AssumeRole", role, { "aws:SourceAccount": "123456789012" });

describeAccess(
    "the notification role, or a caller,",
    world(createdTopic),
    [
        ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
        mayNot("be assumed by Amazon SNS", assume("sns.amazonaws.com")),
        mayNot("be assumed by EC2", assume("ec2.amazonaws.com")),
        mayNot("be assumed by a caller", ask(caller, "sts:AssumeRole", role)),

        may("publish to the topic", publish(topic)),
        mayNot("publish to another topic", publish(`${topic}-2`)),
        mayNot("publish to a FIFO topic of the same name", publish(`${topic}.fifo`)),
        mayNot("publish to the topic in another Region", publish(inOtherRegion(topic))),
        mayNot("publish to the topic in another account", publish(inOtherAccount(topic))),
        mayNot("subscribe to the topic", ask(role, "sns:Subscribe", topic)),
        mayNot("change the topic", ask(role, "sns:SetTopicAttributes", topic)),

        may("generate a data key for the topic", useKey("kms:GenerateDataKey")),
        may("decrypt for the topic", useKey("kms:Decrypt")),
        mayNot("use another key", useKey("kms:Decrypt", `${key}0`)),
        mayNot("use the key of another Region", useKey("kms:Decrypt", inOtherRegion(key))),
        mayNot("generate a data key with another key", useKey("kms:GenerateDataKey", `${key}0`)),
        mayNot("use the key directly", useKey("kms:Decrypt", key, "")),
        mayNot("use the key through another service", useKey("kms:Decrypt", key, "sqs.eu-west-1.amazonaws.com")),
        mayNot("use the key through another Region", useKey("kms:Decrypt", key, "sns.eu-west-2.amazonaws.com")),
        mayNot("call another KMS action with the key", useKey("kms:Encrypt")),

        may("pass the role to Systems Manager, as a caller", pass(role, "ssm.amazonaws.com")),
        mayNot("pass the role to Amazon SNS, as a caller", pass(role, "sns.amazonaws.com")),
        mayNot("pass the role to EC2, as a caller", pass(role, "ec2.amazonaws.com")),
        mayNot("pass the role without a service, as a caller", pass(role)),
        mayNot("pass another role, as a caller", pass(`${role}-2`, "ssm.amazonaws.com")),
        mayNot("pass the role of another account, as a caller", pass(inOtherAccount(role), "ssm.amazonaws.com")),
        mayNot("publish, as a caller", ask(caller, "sns:Publish", topic)),
        mayNot("send commands, as a caller", ask(caller, "ssm:SendCommand", "arn:aws:ssm:eu-west-1::document/AWS-Run")),
        mayNot("pass the role, as another group", { ...pass(role, "ssm.amazonaws.com"), principal: `${caller}-2` }),
    ],
    { resources: true },
);

describeAccess(
    "the notification role of an existing topic without encryption",
    world({ roleName: "notify", topicArn: topic }),
    [
        ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
        may("publish to the topic", publish(topic)),
        mayNot("publish to another topic", publish(`${topic}-2`)),
        mayNot("publish to the topic in another Region", publish(inOtherRegion(topic))),
        mayNot("use a key", useKey("kms:Decrypt")),
    ],
    { resources: true },
);
