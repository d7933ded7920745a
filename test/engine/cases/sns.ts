import type { GoodRow, RejectedCase } from "./case";
import { accountId, document } from "./documents";

export const good: readonly GoodRow[] = [
    ["aws:sns/topic:Topic", () => ({ name: "alerts" })],
    [
        "aws:sns/topicPolicy:TopicPolicy",
        (made) => {
            const arn = made["aws:sns/topic:Topic"]?.id ?? "";
            const Principal = { Service: "events.amazonaws.com" };
            return { arn, policy: document({ Effect: "Allow", Principal, Action: "sns:Publish", Resource: arn }) };
        },
    ],
    [
        "aws:sns/topicSubscription:TopicSubscription",
        (made) => ({ topic: made["aws:sns/topic:Topic"]?.id ?? "", protocol: "email", endpoint: "ops@example.com" }),
    ],
];

/** SNS topics, topic policies and subscriptions. */
export const rejected: readonly RejectedCase[] = [
    {
        name: "a topic name with a dot",
        type: "aws:sns/topic:Topic",
        change: { name: "a.b" },
        rejected: /name must be letters/,
    },
    {
        name: "a name with the suffix .fifo for a standard topic",
        type: "aws:sns/topic:Topic",
        change: { name: "a.fifo" },
        rejected: /FIFO/,
    },
    {
        name: "a policy of a topic that does not exist",
        type: "aws:sns/topicPolicy:TopicPolicy",
        change: { arn: `arn:aws:sns:eu-west-1:${accountId}:none` },
        rejected: /Topic does not exist/,
    },
    {
        name: "a topic policy with an action of another service",
        type: "aws:sns/topicPolicy:TopicPolicy",
        change: { policy: document({ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" }) },
        rejected: /out of service scope/,
    },
    {
        name: "a topic policy with another topic as its resource",
        type: "aws:sns/topicPolicy:TopicPolicy",
        change: {
            policy: document({
                Effect: "Allow",
                Principal: "*",
                Action: "sns:Publish",
                Resource: "arn:aws:sns:eu-west-1:1:x",
            }),
        },
        rejected: /is not the topic/,
    },
    {
        name: "a subscription to a topic that does not exist",
        type: "aws:sns/topicSubscription:TopicSubscription",
        change: { topic: `arn:aws:sns:eu-west-1:${accountId}:none` },
        rejected: /Topic does not exist/,
    },
    {
        name: "an invalid email address",
        type: "aws:sns/topicSubscription:TopicSubscription",
        change: { endpoint: "ops" },
        rejected: /email endpoint/,
    },
    {
        name: "a topic policy of more than 30 KB",
        type: "aws:sns/topicPolicy:TopicPolicy",
        change: {
            policy: document(
                ...Array.from({ length: 400 }, (_, i) => ({
                    Sid: `S${i}`,
                    Effect: "Allow",
                    Principal: "*",
                    Action: "sns:Publish",
                    Resource: "*",
                })),
            ),
        },
        rejected: /more than 30 KB/,
    },
];
