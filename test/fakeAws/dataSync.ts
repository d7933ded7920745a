import { length, oneOf, record, replaces, required, textField, arn, type Call, type Models } from "./model";
import { AwsError } from "./awsError";
import { isRecord, parseJson, text, texts, type Properties } from "./value";

const resourceDataSync = "aws:ssm/resourceDataSync:ResourceDataSync";
const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
const buckets = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

/**
 * The quota of resource data syncs per account and Region. @see https://docs.aws.amazon.com/general/latest/gr/ssm.html
 */
const maxSyncs = 5;

const destinationOf = ({ inputs }: Call): Properties => (isRecord(inputs.s3Destination) ? inputs.s3Destination : {});

/** Whether a bucket policy allows Systems Manager to put objects. AWS tries a write before it creates the sync. */
const allowsWrite = (policy: string): boolean => {
    const document = parseJson(policy);
    return (isRecord(document) ? [document.Statement].flat() : []).some(
        (statement) =>
            isRecord(statement) &&
            statement.Effect === "Allow" &&
            isRecord(statement.Principal) &&
            texts(statement.Principal.Service).some((service) => service.startsWith("ssm.")) &&
            texts(statement.Action).some((action) => /^s3:(Put\*|PutObject|\*)$/i.test(action)),
    );
};

/** The fake cannot see buckets of other accounts, so it assumes that they allow the write. */
const rejectSync = (call: Call): void => {
    const { account, location, inputs, id } = call;
    const name = text(inputs, "name");
    const syncs = account.all(resourceDataSync).filter(({ region }) => region === location.region);
    if (id === undefined && syncs.some((each) => each.id === name)) {
        throw new AwsError("ResourceDataSyncAlreadyExistsException", `A resource data sync ${name} already exists.`);
    }
    if (id === undefined && syncs.length >= maxSyncs) {
        throw new AwsError("ResourceDataSyncCountExceededException", `There are ${syncs.length} syncs already.`);
    }
    const destination = destinationOf(call);
    const [bucketName, bucketRegion] = [text(destination, "bucketName"), text(destination, "region")];
    const bucket = buckets.flatMap((type) => account.all(type)).find((each) => each.id === bucketName);
    if (bucket === undefined) {
        return;
    }
    if (bucket.region !== bucketRegion) {
        throw new AwsError(
            "ResourceDataSyncInvalidConfigurationException",
            `The bucket ${bucket.id} is in ${bucket.region}, not in ${bucketRegion}.`,
        );
    }
    const policy = account.find(bucketPolicy, bucket.id, bucket.region);
    if (policy === undefined || !allowsWrite(text(policy.properties, "policy"))) {
        throw new AwsError(
            "ResourceDataSyncInvalidConfigurationException",
            `S3 write failed for bucket ${bucket.id}: its policy does not allow Systems Manager to put objects.`,
        );
    }
};

export const dataSync: Models = {
    [resourceDataSync]: {
        autoname: { maxLength: 64 },
        fields: {
            name: replaces({ ...textField(length(1, 64)), computed: true }),
            s3Destination: required(
                replaces(
                    record({
                        bucketName: required(textField(length(3, 63))),
                        destinationDataSharing: record({
                            destinationDataSharingType: textField(oneOf("Organization")),
                        }),
                        kmsKeyArn: textField(arn("kms")),
                        prefix: textField(length(1, 256)),
                        region: required(textField(length(1, 64))),
                        syncFormat: { ...textField(oneOf("JsonSerDe")), computed: true },
                    }),
                ),
            ),
        },
        id: ({ inputs }) => text(inputs, "name"),
        outputs: () => ({}),
        validate: rejectSync,
    },
};
