import { rejectUnusableRole } from "./iam";
import {
    arn,
    between,
    booleanField,
    computed,
    jsonObject,
    length,
    numberField,
    oneOf,
    pattern,
    replaces,
    required,
    roleArn,
    tagsField,
    textField,
    generated,
    type Call,
    type Field,
    type Models,
} from "./model";
import { resourceArn } from "./location";
import { rejectMalformed } from "./policyDocument";
import { AwsError } from "./awsError";
import { isRecord, parseJson, text, texts } from "./value";

const topic = "aws:sns/topic:Topic";

const invalid = (message: string): AwsError => new AwsError("InvalidParameter", `Invalid parameter: ${message}`);

const json: Field = { kind: "string", json: true, checks: [jsonObject] };

/** A topic policy may only contain SNS actions, and the topic as its resource. */
const rejectPolicy = (source: string, topicArn: string): void => {
    rejectMalformed("resource", source);
    const document = parseJson(source);
    for (const statement of isRecord(document) ? [document.Statement].flat() : []) {
        if (!isRecord(statement)) {
            continue;
        }
        const foreign = texts(statement.Action).find((action) => !/^sns:/i.test(action));
        if (foreign !== undefined) {
            throw invalid(`Policy statement action out of service scope! got ${foreign}`);
        }
        const other = texts(statement.Resource).find((resource) => resource !== "*" && resource !== topicArn);
        if (other !== undefined) {
            throw invalid(`Policy Error: the resource ${other} is not the topic ${topicArn}`);
        }
    }
    if (Buffer.byteLength(source) > 30_720) {
        throw invalid("the policy has more than 30 KB");
    }
};

const rejectMissingTopic = ({ account, location }: Call, topicArn: string): void => {
    if (account.find(topic, topicArn, location.region) === undefined) {
        throw new AwsError("NotFound", `Topic does not exist: ${topicArn}`);
    }
};

const feedback = (protocol: string): Record<string, Field> => ({
    [`${protocol}FailureFeedbackRoleArn`]: textField(roleArn),
    [`${protocol}SuccessFeedbackRoleArn`]: textField(roleArn),
    [`${protocol}SuccessFeedbackSampleRate`]: numberField(between(0, 100)),
});

export const sns: Models = {
    [topic]: {
        autoname: { maxLength: 256 },
        conflicts: [["name", "namePrefix"]],
        fields: {
            ...feedback("application"),
            ...feedback("firehose"),
            ...feedback("http"),
            ...feedback("lambda"),
            ...feedback("sqs"),
            archivePolicy: json,
            contentBasedDeduplication: booleanField(false),
            deliveryPolicy: json,
            displayName: textField(length(0, 100)),
            fifoThroughputScope: computed(textField(oneOf("Topic", "MessageGroup"))),
            fifoTopic: replaces(booleanField(false)),
            kmsMasterKeyId: textField(length(1, 2048)),
            name: replaces(
                computed(textField(length(1, 256), pattern(/^[\w-]+(\.fifo)?$/, "letters, digits, - and _ only"))),
            ),
            namePrefix: replaces(computed(textField(length(1, 230)))),
            policy: { ...computed(textField(jsonObject)), json: true },
            signatureVersion: computed(numberField(between(1, 2))),
            tags: tagsField,
            tracingConfig: computed(textField(oneOf("Active", "PassThrough"))),
        },
        id: ({ location, inputs }) => resourceArn(location, "sns", text(inputs, "name")),
        outputs: (call) => ({ arn: call.id, owner: call.location.accountId, beginningArchiveTime: "" }),
        validate: (call) => {
            const name = text(call.inputs, "name");
            if (name.endsWith(".fifo") !== (call.inputs.fifoTopic === true)) {
                throw invalid("the name of a FIFO topic must end with .fifo, and that of a standard topic must not");
            }
            const policy = text(call.inputs, "policy");
            if (policy !== "") {
                rejectPolicy(policy, resourceArn(call.location, "sns", name));
            }
        },
        onRemove: ({ account, id }) => {
            [
                ...account.all("aws:sns/topicPolicy:TopicPolicy"),
                ...account.all("aws:sns/topicSubscription:TopicSubscription"),
            ]
                .filter(({ properties }) => properties.arn === id || properties.topic === id)
                .forEach((each) => {
                    account.remove(each);
                });
        },
    },
    "aws:sns/topicPolicy:TopicPolicy": {
        fields: {
            arn: required(replaces(textField(arn("sns")))),
            policy: { ...required(textField(jsonObject)), json: true },
        },
        id: ({ inputs }) => text(inputs, "arn"),
        outputs: ({ location }) => ({ owner: location.accountId }),
        validate: (call) => {
            rejectMissingTopic(call, text(call.inputs, "arn"));
            rejectPolicy(text(call.inputs, "policy"), text(call.inputs, "arn"));
        },
    },
    "aws:sns/topicSubscription:TopicSubscription": {
        fields: {
            confirmationTimeoutInMinutes: numberField(),
            deliveryPolicy: json,
            endpoint: required(replaces(textField(length(1, 2048)))),
            endpointAutoConfirms: booleanField(false),
            filterPolicy: json,
            filterPolicyScope: computed(textField(oneOf("MessageAttributes", "MessageBody"))),
            protocol: required(
                replaces(
                    textField(
                        oneOf(
                            "application",
                            "email",
                            "email-json",
                            "firehose",
                            "http",
                            "https",
                            "lambda",
                            "sms",
                            "sqs",
                        ),
                    ),
                ),
            ),
            rawMessageDelivery: booleanField(false),
            redrivePolicy: json,
            replayPolicy: json,
            subscriptionRoleArn: textField(roleArn),
            topic: required(replaces(textField(arn("sns")))),
        },
        id: (call) => `${text(call.inputs, "topic")}:${generated(call, 32)}`,
        outputs: (call) => ({
            arn: call.id,
            ownerId: call.location.accountId,
            pendingConfirmation: text(call.inputs, "protocol").startsWith("email"),
            confirmationWasAuthenticated: false,
        }),
        validate: (call) => {
            rejectMissingTopic(call, text(call.inputs, "topic"));
            const [protocol, endpoint] = [text(call.inputs, "protocol"), text(call.inputs, "endpoint")];
            const forms: Readonly<Record<string, RegExp>> = {
                email: /^\S+@\S+$/,
                "email-json": /^\S+@\S+$/,
                http: /^http:\/\//,
                https: /^https:\/\//,
                lambda: /^arn:aws[a-z-]*:lambda:/,
                sqs: /^arn:aws[a-z-]*:sqs:/,
                firehose: /^arn:aws[a-z-]*:firehose:/,
                sms: /^\+?\d+$/,
            };
            if (forms[protocol]?.test(endpoint) === false) {
                throw invalid(`${protocol} endpoint: ${endpoint}`);
            }
            const role = text(call.inputs, "subscriptionRoleArn");
            if (role !== "") {
                rejectUnusableRole(call, role, "InvalidParameter");
            }
        },
    },
};
