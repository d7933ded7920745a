import { length, oneOf, record, replaces, required, textField, arn, type Call, type Models } from "./model";
import { Refusal } from "./refusal";
import { isRecord, parseJson, text, texts, type Properties } from "./value";

const resourceDataSync = "aws:ssm/resourceDataSync:ResourceDataSync";
const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
const buckets = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

/** How many syncs an account has in a Region. @see https://docs.aws.amazon.com/general/latest/gr/ssm.html */
const mostSyncs = 5;

const destinationOf = ({ inputs }: Call): Properties => (isRecord(inputs.s3Destination) ? inputs.s3Destination : {});

/** Whether a policy lets Systems Manager put objects: AWS tries it before it makes the sync. */
const letsWrite = (policy: string): boolean => {
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

/** Buckets of other accounts, which are not seen, are taken to let it. */
const refuseSync = (call: Call): void => {
    const { account, location, inputs, id } = call;
    const name = text(inputs, "name");
    const syncs = account.all(resourceDataSync).filter(({ region }) => region === location.region);
    if (id === undefined && syncs.some((each) => each.id === name)) {
        throw new Refusal("ResourceDataSyncAlreadyExistsException", `A resource data sync ${name} already exists.`);
    }
    if (id === undefined && syncs.length >= mostSyncs) {
        throw new Refusal("ResourceDataSyncCountExceededException", `There are ${syncs.length} syncs already.`);
    }
    const destination = destinationOf(call);
    const [bucketName, bucketRegion] = [text(destination, "bucketName"), text(destination, "region")];
    const bucket = buckets.flatMap((type) => account.all(type)).find((each) => each.id === bucketName);
    if (bucket === undefined) {
        return;
    }
    if (bucket.region !== bucketRegion) {
        throw new Refusal(
            "ResourceDataSyncInvalidConfigurationException",
            `The bucket ${bucket.id} is in ${bucket.region}, not in ${bucketRegion}.`,
        );
    }
    const policy = account.find(bucketPolicy, bucket.id, bucket.region);
    if (policy === undefined || !letsWrite(text(policy.properties, "policy"))) {
        throw new Refusal(
            "ResourceDataSyncInvalidConfigurationException",
            `S3 write failed for bucket ${bucket.id}: its policy does not let Systems Manager put objects.`,
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
        refuse: refuseSync,
    },
};
