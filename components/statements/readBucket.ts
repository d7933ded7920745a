import { allow, type Conditions, type Statement } from "../../policypack/iam";
import { bucketArn, regionOf, type AwsLocation } from "../pattern/location";
import * as limit from "../pattern/values";
import { kmsViaService } from "./viaService";

/** A bucket, or a prefix of it, that somebody reads. */
export interface ReadableBucket {
    readonly bucketName: string;
    readonly keyPrefix?: string | undefined;
    readonly kmsKeyArn?: string | undefined;
    /** Left out where the bucket is of the own account. */
    readonly accountId?: string | undefined;
}

/** The limits of a bucket's properties. */
export const bucketConstraints = {
    bucketName: limit.bucketName,
    keyPrefix: limit.keyPrefix,
    kmsKeyArn: limit.kmsKeyArn,
    accountId: limit.accountId,
} as const;

/** A bucket's ARN names no account, so only this condition keeps a stranger's bucket of the same name out. */
export const ownedBy = (accounts: readonly string[]): Conditions => ({
    StringEquals: { "s3:ResourceAccount": accounts },
});

/** Reading what a bucket holds below a prefix, told apart by what is read: the objects, their list, their key. */
export const readBucket = (
    location: AwsLocation,
    what: string,
    { bucketName, keyPrefix, kmsKeyArn, accountId = location.accountId }: ReadableBucket,
): readonly Statement[] => [
    allow(
        `Read${what}`,
        ["s3:GetObject"],
        [bucketArn(location, bucketName, keyPrefix === undefined ? "*" : `${keyPrefix}/*`)],
        ownedBy([accountId]),
    ),
    allow(`List${what}`, ["s3:ListBucket"], [bucketArn(location, bucketName)], {
        ...ownedBy([accountId]),
        ...(keyPrefix === undefined ? {} : { StringLike: { "s3:prefix": [`${keyPrefix}/*`] } }),
    }),
    ...(kmsKeyArn === undefined
        ? []
        : [
              allow(
                  `Decrypt${what}`,
                  ["kms:Decrypt"],
                  [kmsKeyArn],
                  kmsViaService(location, "s3", [regionOf(kmsKeyArn)]),
              ),
          ]),
];
