import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { InventoryBucket } from "./args";
import type { PatternArgs } from "../pattern/args";
import { resolveAfter } from "../resources/resolveAfter";

/** The names, documents and args that the bucket needs besides its own args. */
interface BucketContext {
    readonly bucketName: pulumi.Output<string>;
    readonly aliasName: pulumi.Output<string>;
    /** The compliant policies of the bucket and of its key, as JSON. */
    readonly policies: Readonly<Record<"bucket" | "key", pulumi.Output<string>>>;
    readonly args: PatternArgs;
}

/** A bucket that is ready for deliveries, and its KMS key. */
interface ReadyBucket {
    /** Resolves once the bucket policy is attached. */
    readonly name: pulumi.Output<string>;
    readonly kmsKeyArn?: pulumi.Output<string>;
}

/** The inventory bucket: no public access, encrypted, with a policy that allows Systems Manager to deliver. */
export const inventoryBucket = (
    owner: pulumi.ComponentResource,
    child: string,
    { kmsKeyArn, createKey }: InventoryBucket,
    { bucketName, aliasName, policies, args: { tags, region } }: BucketContext,
): ReadyBucket => {
    const childOptions = { parent: owner };
    const key =
        createKey === true
            ? new kms.Key(
                  `${child}-key`,
                  {
                      description: "Encrypts the inventories of Systems Manager.",
                      policy: policies.key,
                      enableKeyRotation: true,
                      tags,
                      region,
                  },
                  childOptions,
              )
            : undefined;
    const alias =
        key &&
        new kms.Alias(
            `${child}-key`,
            { name: aliasName.apply((name) => `alias/${name}`), targetKeyId: key.keyId, region },
            childOptions,
        );
    const keyArn = key?.arn ?? (kmsKeyArn === undefined ? undefined : pulumi.output(kmsKeyArn));

    const made = new s3.Bucket(`${child}-bucket`, { bucket: bucketName, tags, region }, childOptions);
    const bucket = resolveAfter(bucketName, [made]);
    const closed = new s3.BucketPublicAccessBlock(
        `${child}-bucket`,
        {
            bucket,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
            region,
        },
        childOptions,
    );
    const encrypted = new s3.BucketServerSideEncryptionConfiguration(
        `${child}-bucket`,
        {
            bucket,
            rules: [
                keyArn === undefined
                    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
                    : {
                          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
                          bucketKeyEnabled: true,
                      },
            ],
            region,
        },
        childOptions,
    );
    const delivered = new s3.BucketPolicy(
        `${child}-bucket`,
        {
            bucket: resolveAfter(bucket, [closed]),
            policy: policies.bucket,
            region,
        },
        childOptions,
    );
    return {
        name: resolveAfter(bucket, [closed, encrypted, delivered, ...(alias === undefined ? [] : [alias])]),
        ...(keyArn === undefined ? {} : { kmsKeyArn: keyArn }),
    };
};
