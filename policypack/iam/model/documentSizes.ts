import type { DocumentKind } from "./document";

/**
 * Hard limits in characters without whitespace; no quota increase raises them. An identity-based policy may be a
 * managed policy (6,144) or a role's inline policies (10,240); a caller that knows which sets `maximumCharacters` in
 * the options. The limit of a resource-based policy depends on its service.
 * @see IAM User Guide, reference_iam-quotas (read 2026-12-01: a role trust policy, 2,048 characters, up to 8,192 on request)
 */
export const hardMaximum: Readonly<Record<DocumentKind, number | undefined>> = {
    trust: 8192,
    grant: 10_240,
    boundary: undefined,
    resource: undefined,
};

/**
 * Hard limits in characters for one managed policy and for the policy of a bucket, a KMS key and a VPC endpoint; no
 * quota increase raises them.
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

/**
 * Hard limits in characters for all inline policies of one principal together; no quota increase raises them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const maximumInline = { role: 10_240, user: 2048, group: 5120 } as const;

/** The default quotas of a new account, which can be increased. */
export const defaultQuota: Readonly<Record<DocumentKind, number | undefined>> = {
    trust: 2048,
    grant: undefined,
    boundary: undefined,
    resource: undefined,
};
