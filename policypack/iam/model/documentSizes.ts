import type { DocumentKind } from "./document";

/**
 * Characters without white space that no quota can raise. A grant may stand in a managed policy (6,144) or in a role's
 * inline policies (10,240); who knows which says so in the settings. A resource policy's limit is its service's own.
 * @see IAM User Guide, reference_iam-quotas (2026)
 */
export const hardMaximum: Readonly<Record<DocumentKind, number | undefined>> = {
    trust: 4096,
    grant: 10_240,
    boundary: undefined,
    resource: undefined,
};

/**
 * Characters that no quota can raise where a document stands: one managed policy, the policy of a bucket, of a key, of a VPC
 * endpoint.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export const maximumOf = {
    managedPolicy: 6144,
    bucketPolicy: 20_480,
    keyPolicy: 32_768,
    endpointPolicy: 20_480,
} as const;

/** What a new account has, and can have raised. */
export const defaultQuota: Readonly<Record<DocumentKind, number | undefined>> = {
    trust: 2048,
    grant: undefined,
    boundary: undefined,
    resource: undefined,
};
