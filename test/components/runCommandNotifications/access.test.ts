import { runCommandNotifications } from "../../../components/runCommandNotifications/pattern";
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
import { key, own, topic, type Notifications } from "./fixture";

const role = "arn:aws:iam::123456789012:role/notify";
const caller = "arn:aws:iam::123456789012:group/ops";
/** A key's policy that lets the policies of the account decide, as AWS writes it for a new key. */
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
    const { trust, publish, callers } = runCommandNotifications.documents(namingScope("RunCommandNotifications"), args);
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
    "the role of notifications and its callers",
    world(own),
    [
        ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
        mayNot("be assumed by Amazon SNS", assume("sns.amazonaws.com")),
        mayNot("be assumed by EC2", assume("ec2.amazonaws.com")),
        mayNot("be assumed by a caller", ask(caller, "sts:AssumeRole", role)),

        may("publish to the topic", publish(topic)),
        mayNot("publish to another topic", publish(`${topic}-2`)),
        mayNot("publish to the topic's FIFO namesake", publish(`${topic}.fifo`)),
        mayNot("publish to the topic of another Region", publish(inOtherRegion(topic))),
        mayNot("publish to another account's topic of this name", publish(inOtherAccount(topic))),
        mayNot("subscribe to the topic", ask(role, "sns:Subscribe", topic)),
        mayNot("change the topic", ask(role, "sns:SetTopicAttributes", topic)),

        may("encrypt for the topic", useKey("kms:GenerateDataKey")),
        may("decrypt for the topic", useKey("kms:Decrypt")),
        mayNot("use another key", useKey("kms:Decrypt", `${key}0`)),
        mayNot("use the key of another Region", useKey("kms:Decrypt", inOtherRegion(key))),
        mayNot("encrypt with another key", useKey("kms:GenerateDataKey", `${key}0`)),
        mayNot("use the key by itself", useKey("kms:Decrypt", key, "")),
        mayNot("use the key through another service", useKey("kms:Decrypt", key, "sqs.eu-west-1.amazonaws.com")),
        mayNot("use the key through another Region", useKey("kms:Decrypt", key, "sns.eu-west-2.amazonaws.com")),
        mayNot("use the key in another way", useKey("kms:Encrypt")),

        may("let a caller pass it to Systems Manager", pass(role, "ssm.amazonaws.com")),
        mayNot("let a caller pass it to Amazon SNS", pass(role, "sns.amazonaws.com")),
        mayNot("let a caller pass it to EC2", pass(role, "ec2.amazonaws.com")),
        mayNot("let a caller pass it to no service", pass(role)),
        mayNot("let a caller pass another role", pass(`${role}-2`, "ssm.amazonaws.com")),
        mayNot("let a caller pass another account's role", pass(inOtherAccount(role), "ssm.amazonaws.com")),
        mayNot("let a caller publish", ask(caller, "sns:Publish", topic)),
        mayNot("let a caller send commands", ask(caller, "ssm:SendCommand", "arn:aws:ssm:eu-west-1::document/AWS-Run")),
        mayNot("let another group pass it", { ...pass(role, "ssm.amazonaws.com"), principal: `${caller}-2` }),
    ],
    { resources: true },
);

describeAccess(
    "the role of notifications to an existing topic that is not encrypted",
    world({ roleName: "notify", topicArn: topic }),
    [
        ...assumedBy("ssm.amazonaws.com", role, { account: "123456789012" }),
        may("publish to the topic", publish(topic)),
        mayNot("publish to another topic", publish(`${topic}-2`)),
        mayNot("publish to the topic of another Region", publish(inOtherRegion(topic))),
        mayNot("use a key", useKey("kms:Decrypt")),
    ],
    { resources: true },
);
