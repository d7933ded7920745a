import { allow, type Conditions, type Statement } from "../../policypack/iam";
import type { NodeBucket, NodeSourceBucket } from "./bucketsArgs";
import type { NodeFeaturesArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { awsBucketArns } from "./awsBuckets";
import { bucketArn, regionOf, type AwsLocation } from "../pattern/location";
import { ownedBy } from "../statements/readBucket";
import { kmsViaService } from "../statements/viaService";

type Bucket = Unwrap<NodeBucket>;
type SourceBucket = Unwrap<NodeSourceBucket>;

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const ownerIn =
    (location: AwsLocation) =>
    ({ accountId = location.accountId }: { readonly accountId?: string }): string =>
        accountId;

/** One statement per bucket owner. The Sid of a bucket owner in another account includes the account ID. */
const byOwner = <Owned extends { readonly accountId?: string }>(
    location: AwsLocation,
    sid: readonly [own: string, foreign: string],
    all: readonly Owned[],
    statement: (sid: string, of: readonly Owned[], foreign: boolean, owner: Conditions) => Statement,
): readonly Statement[] => {
    const owner = ownerIn(location);
    return unique(all.map(owner)).map((account) => {
        const foreign = account !== location.accountId;
        return statement(
            foreign ? `${sid[1]}${account}` : sid[0],
            all.filter((bucket) => owner(bucket) === account),
            foreign,
            ownedBy([account]),
        );
    });
};

const below = (location: AwsLocation, { bucketName, keyPrefix }: Pick<Bucket, "bucketName" | "keyPrefix">): string =>
    bucketArn(location, bucketName, keyPrefix === undefined ? "*" : `${keyPrefix}/*`);

const withKeys = (
    location: AwsLocation,
    sid: string,
    action: string,
    all: readonly { readonly kmsKeyArn?: string }[],
): readonly Statement[] => {
    const keys = unique(all.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []));
    return keys.length === 0
        ? []
        : [allow(sid, [action], keys, kmsViaService(location, "s3", unique(keys.map(regionOf))))];
};

/** Allows writing to buckets, in one statement per bucket owner. `purpose` is part of the Sids. */
export const writeBuckets = (
    location: AwsLocation,
    purpose: string,
    all: readonly Bucket[],
    isEncrypted: (bucket: Bucket) => boolean = ({ encrypted, kmsKeyArn }) => encrypted ?? kmsKeyArn !== undefined,
): readonly Statement[] => {
    const encrypted = all.filter(isEncrypted);
    return [
        ...byOwner(location, [`Write${purpose}`, `Write${purpose}To`], all, (sid, of, foreign, owner) =>
            allow(
                sid,
                ["s3:PutObject", ...(foreign ? ["s3:PutObjectAcl"] : [])],
                of.map((bucket) => below(location, bucket)),
                owner,
            ),
        ),
        ...(encrypted.length === 0
            ? []
            : [
                  allow(
                      `Read${purpose}Encryption`,
                      ["s3:GetEncryptionConfiguration"],
                      unique(encrypted.map(({ bucketName }) => bucketArn(location, bucketName))),
                      ownedBy(unique(encrypted.map(ownerIn(location)))),
                  ),
              ]),
        ...withKeys(location, `Encrypt${purpose}`, "kms:GenerateDataKey", all),
    ];
};

const readable = (location: AwsLocation, { keys, ...bucket }: SourceBucket): readonly string[] => [
    ...(keys ?? []).map((key) => bucketArn(location, bucket.bucketName, key)),
    ...(keys !== undefined && bucket.keyPrefix === undefined ? [] : [below(location, bucket)]),
];

const readBuckets = (location: AwsLocation, all: readonly SourceBucket[]): readonly Statement[] => [
    ...byOwner(location, ["FetchSources", "FetchSourcesFrom"], all, (sid, of, _foreign, owner) =>
        allow(
            sid,
            ["s3:GetObject"],
            of.flatMap((bucket) => readable(location, bucket)),
            owner,
        ),
    ),
    ...withKeys(location, "DecryptSources", "kms:Decrypt", all),
];

/**
 * The Amazon S3 permissions of a node: downloading from AWS-owned buckets through a VPC endpoint, and downloading from
 * and writing to other buckets. AWS does not document the owner account of its buckets, so only their exact names limit
 * access.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html#instance-profile-custom-s3-policy
 */
export const nodeBuckets = (
    location: AwsLocation,
    {
        awsBuckets,
        sourceBuckets,
        outputBuckets,
    }: Pick<Unwrap<NodeFeaturesArgs>, "awsBuckets" | "sourceBuckets" | "outputBuckets">,
): readonly Statement[] => [
    ...(awsBuckets === undefined
        ? []
        : [allow("FetchFromAwsBuckets", ["s3:GetObject"], awsBucketArns(location, awsBuckets))]),
    ...(sourceBuckets === undefined ? [] : readBuckets(location, sourceBuckets)),
    ...(outputBuckets === undefined ? [] : writeBuckets(location, "Output", outputBuckets)),
];
