import type { GoodRow, RefusalCase } from "./case";
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

/** Topics, their policies and subscriptions. */
export const refusals: readonly RefusalCase[] = [
    {
        name: "a topic's name with a dot",
        type: "aws:sns/topic:Topic",
        spoil: { name: "a.b" },
        refused: /name must be letters/,
    },
    { name: "a FIFO topic by name only", type: "aws:sns/topic:Topic", spoil: { name: "a.fifo" }, refused: /FIFO/ },
    {
        name: "a policy of a missing topic",
        type: "aws:sns/topicPolicy:TopicPolicy",
        spoil: { arn: `arn:aws:sns:eu-west-1:${accountId}:none` },
        refused: /Topic does not exist/,
    },
    {
        name: "a topic's policy on another service",
        type: "aws:sns/topicPolicy:TopicPolicy",
        spoil: { policy: document({ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" }) },
        refused: /out of service scope/,
    },
    {
        name: "a topic's policy on another topic",
        type: "aws:sns/topicPolicy:TopicPolicy",
        spoil: {
            policy: document({
                Effect: "Allow",
                Principal: "*",
                Action: "sns:Publish",
                Resource: "arn:aws:sns:eu-west-1:1:x",
            }),
        },
        refused: /is not the topic/,
    },
    {
        name: "a subscription to a missing topic",
        type: "aws:sns/topicSubscription:TopicSubscription",
        spoil: { topic: `arn:aws:sns:eu-west-1:${accountId}:none` },
        refused: /Topic does not exist/,
    },
    {
        name: "an e-mail address that is none",
        type: "aws:sns/topicSubscription:TopicSubscription",
        spoil: { endpoint: "ops" },
        refused: /email endpoint/,
    },
    {
        name: "a topic's policy of more than 30 KB",
        type: "aws:sns/topicPolicy:TopicPolicy",
        spoil: {
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
        refused: /more than 30 KB/,
    },
];
