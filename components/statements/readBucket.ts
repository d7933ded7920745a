import { allow, type Conditions, type Statement } from "../../policypack/iam";
import { bucketArn, regionOf, type AwsLocation } from "../pattern/location";
import * as limit from "../pattern/values";
import { kmsViaService } from "./viaService";

/** A bucket to read, or a prefix of it. */
export interface ReadableBucket {
    readonly bucketName: string;
    readonly keyPrefix?: string | undefined;
    readonly kmsKeyArn?: string | undefined;
    /** @default - the account of the location. */
    readonly accountId?: string | undefined;
}

/** Constraints on the properties of a bucket. */
export const bucketConstraints = {
    bucketName: limit.bucketName,
    keyPrefix: limit.keyPrefix,
    kmsKeyArn: limit.kmsKeyArn,
    accountId: limit.accountId,
} as const;

/** Bucket ARNs have no account, so only this condition excludes a bucket with the same name in another account. */
export const ownedBy = (accounts: readonly string[]): Conditions => ({
    StringEquals: { "s3:ResourceAccount": accounts },
});

/** Allows reading and listing the objects below a prefix, and decrypting them. `what` is part of the Sids. */
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
