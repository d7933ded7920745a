import {
    booleanField,
    computed,
    initially,
    jsonObject,
    length,
    listOf,
    numberField,
    oneOf,
    pattern,
    record,
    replaces,
    required,
    tagsField,
    textField,
    listOfText,
    type Call,
    type Field,
    type Models,
    type ResourceModel,
} from "./model";
import { rejectMalformed } from "./policyDocument";
import { AwsError } from "./awsError";
import { isRecord, parseJson, text, texts } from "./value";

const bucket = "aws:s3/bucket:Bucket";
const bucketV2 = "aws:s3/bucketV2:BucketV2";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName = textField(
    length(3, 63),
    pattern(/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/, "lower-case letters, digits, - and ., between letters or digits"),
    pattern(
        /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)(?!xn--|sthree-|amzn-s3-demo-)/,
        "a name without .., unlike an IP address and without a reserved prefix",
    ),
);

const encryptionRules = {
    applyServerSideEncryptionByDefault: record({
        kmsMasterKeyId: textField(length(1, 2048)),
        sseAlgorithm: required(textField(oneOf("AES256", "aws:kms", "aws:kms:dsse"))),
    }),
    blockedEncryptionTypes: computed(listOfText()),
    bucketKeyEnabled: booleanField(),
};

const rejectMissingBucket = ({ account, location, inputs }: Call): void => {
    const name = text(inputs, "bucket");
    if (![bucket, bucketV2].some((type) => account.find(type, name, location.region) !== undefined)) {
        throw new AwsError("NoSuchBucket", `The specified bucket does not exist: ${name}`);
    }
};

/** A bucket policy may only contain S3 actions, and the bucket and its objects as resources. */
const rejectPolicy = ({ location, inputs }: Call): void => {
    const source = text(inputs, "policy");
    rejectMalformed("resource", source);
    if (Buffer.byteLength(source) > 20_480) {
        throw new AwsError("PolicyTooLarge", "Bucket policies are limited to 20 KB in size.");
    }
    const own = `arn:${location.partition}:s3:::${text(inputs, "bucket")}`;
    const document = parseJson(source);
    for (const statement of isRecord(document) ? [document.Statement].flat() : []) {
        if (!isRecord(statement)) {
            continue;
        }
        const foreign = texts(statement.Action).find((action) => action !== "*" && !/^s3:/i.test(action));
        if (foreign !== undefined) {
            throw new AwsError("MalformedPolicy", `Policy has invalid action: ${foreign}`);
        }
        const other = texts(statement.Resource).find((resource) => resource !== own && !resource.startsWith(`${own}/`));
        if (other !== undefined) {
            throw new AwsError("MalformedPolicy", `Policy has invalid resource: ${other}`);
        }
    }
};

/** A setting of an existing bucket; its id is the name of the bucket. */
const settingOf = (fields: Readonly<Record<string, Field>>): ResourceModel => ({
    fields: { bucket: required(replaces(textField(length(3, 63)))), ...fields },
    id: ({ inputs }) => text(inputs, "bucket"),
    outputs: () => ({}),
    validate: rejectMissingBucket,
});

const theBucket: ResourceModel = {
    autoname: { property: "bucket", maxLength: 63, lowerCase: true },
    conflicts: [["bucket", "bucketPrefix"]],
    fields: {
        bucket: replaces(computed(bucketName)),
        bucketPrefix: replaces(computed(textField(length(1, 37)))),
        forceDestroy: booleanField(false),
        objectLockEnabled: replaces(computed(booleanField())),
        tags: tagsField,
    },
    id: ({ inputs }) => text(inputs, "bucket"),
    outputs: ({ location, id }) => ({
        arn: `arn:${location.partition}:s3:::${id}`,
        bucketDomainName: `${id}.s3.amazonaws.com`,
        bucketRegion: location.region,
        bucketRegionalDomainName: `${id}.s3.${location.region}.amazonaws.com`,
    }),
    validate: ({ account, inputs, id }) => {
        const name = text(inputs, "bucket");
        const taken = [bucket, bucketV2].flatMap((type) => account.all(type)).some((each) => each.id === name);
        if (id === undefined && taken) {
            throw new AwsError("BucketAlreadyOwnedByYou", `The bucket ${name} already exists, and you own it.`);
        }
    },
};

const versioning = settingOf({
    expectedBucketOwner: textField(),
    mfa: textField(),
    versioningConfiguration: required(
        record({
            mfaDelete: computed(textField(oneOf("Enabled", "Disabled"))),
            status: required(textField(oneOf("Enabled", "Suspended", "Disabled"))),
        }),
    ),
});

const encryption = settingOf({
    expectedBucketOwner: textField(),
    rules: required(listOf(encryptionRules)),
});

const policyOf = settingOf({ policy: { ...required(textField(jsonObject)), json: true } });

export const s3: Models = {
    [bucket]: theBucket,
    [bucketV2]: theBucket,
    "aws:s3/bucketPolicy:BucketPolicy": {
        ...policyOf,
        validate: (call) => {
            rejectMissingBucket(call);
            rejectPolicy(call);
        },
    },
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": settingOf({
        blockPublicAcls: booleanField(false),
        blockPublicPolicy: booleanField(false),
        ignorePublicAcls: booleanField(false),
        restrictPublicBuckets: booleanField(false),
        skipDestroy: booleanField(),
    }),
    "aws:s3/bucketVersioning:BucketVersioning": versioning,
    "aws:s3/bucketVersioningV2:BucketVersioningV2": versioning,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": encryption,
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2": encryption,
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": settingOf({
        rule: required(
            record({
                objectOwnership: required(
                    textField(oneOf("BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced")),
                ),
            }),
        ),
    }),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": settingOf({
        expectedBucketOwner: textField(),
        rules: listOf({
            abortIncompleteMultipartUpload: record({ daysAfterInitiation: numberField() }),
            expiration: record({
                date: textField(),
                days: numberField(),
                expiredObjectDeleteMarker: booleanField(),
            }),
            filter: record({ prefix: textField() }),
            id: required(textField(length(1, 255))),
            noncurrentVersionExpiration: record({
                noncurrentDays: numberField(),
                newerNoncurrentVersions: numberField(),
            }),
            prefix: textField(),
            status: required(textField(oneOf("Enabled", "Disabled"))),
        }),
        transitionDefaultMinimumObjectSize: initially("all_storage_classes_128K", textField()),
    }),
};
