import { resourceArn } from "./location";
import {
    arn,
    booleanField,
    computed,
    length,
    listOf,
    namesake,
    oneOf,
    pattern,
    record,
    replaces,
    required,
    tagsField,
    textField,
    type Models,
} from "./model";
import { AwsError } from "./awsError";
import { isRecord, text, type Properties } from "./value";

const cluster = "aws:ecs/cluster:Cluster";

const recordIn = (inputs: Properties, name: string): Properties => {
    const value = inputs[name];
    return isRecord(value) ? value : {};
};

/** ECS requires a destination for the logs that replace those of the task, and accepts none otherwise. */
const rejectLogging = (configuration: Properties): void => {
    const { cloudWatchLogGroupName, s3BucketName } = recordIn(configuration, "logConfiguration");
    const logging = text(configuration, "logging");
    const isLogged = cloudWatchLogGroupName !== undefined || s3BucketName !== undefined;
    if ((logging === "OVERRIDE") !== isLogged) {
        throw new AwsError(
            "InvalidParameterException",
            logging === "OVERRIDE"
                ? "A logConfiguration must be provided when logging is OVERRIDE."
                : `A logConfiguration cannot be provided when logging is ${logging}.`,
        );
    }
};

export const ecs: Models = {
    [cluster]: {
        autoname: { maxLength: 255 },
        fields: {
            configuration: record({
                executeCommandConfiguration: record({
                    kmsKeyId: textField(length(1, 2048)),
                    logConfiguration: record({
                        cloudWatchEncryptionEnabled: booleanField(),
                        cloudWatchLogGroupName: textField(length(1, 512)),
                        s3BucketEncryptionEnabled: booleanField(),
                        s3BucketName: textField(length(3, 63)),
                        s3KeyPrefix: textField(),
                    }),
                    logging: computed(textField(oneOf("NONE", "DEFAULT", "OVERRIDE"))),
                }),
                managedStorageConfiguration: record({
                    fargateEphemeralStorageKmsKeyId: textField(),
                    kmsKeyId: textField(),
                }),
            }),
            name: replaces(
                computed(textField(length(1, 255), pattern(/^[A-Za-z0-9_-]+$/, "letters, digits and _- only"))),
            ),
            serviceConnectDefaults: record({ namespace: required(textField(arn("servicediscovery"))) }),
            settings: computed(
                listOf({
                    name: required(textField(oneOf("containerInsights"))),
                    value: required(textField(oneOf("disabled", "enabled", "enhanced"))),
                }),
            ),
            tags: tagsField,
        },
        id: (call) => resourceArn(call.location, "ecs", `cluster/${text(call.inputs, "name")}`),
        outputs: ({ id }) => ({ arn: id }),
        validate: ({ account, location, inputs, id }) => {
            const name = text(inputs, "name");
            // CreateCluster returns the existing cluster, and the provider would take it over.
            if (id === undefined && namesake(account, cluster, name, { region: location.region }) !== undefined) {
                throw new AwsError("ClientException", `Cluster ${name} already exists.`);
            }
            const configuration = recordIn(recordIn(inputs, "configuration"), "executeCommandConfiguration");
            if (Object.keys(configuration).length > 0) {
                rejectLogging(configuration);
            }
        },
    },
};
