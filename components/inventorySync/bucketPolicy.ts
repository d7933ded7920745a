import { allow, deny, document, type Conditions, type Statement } from "../../policypack/iam";
import type { InventoryBucket } from "./args";
import type { Unwrap } from "../pattern/args";
import { arn, bucketArn, type AwsLocation } from "../pattern/location";
import type { NamedResource, PlannedDocument } from "../pattern/pattern";
import { servicePrincipal } from "../statements/servicePrincipal";

/** The policies of the inventory bucket and its key. */

type Bucket = Unwrap<InventoryBucket>;

/** Limits Systems Manager to acting for the accounts' syncs, or for any account of the organization. */
const onBehalfOf = (
    location: AwsLocation,
    accountIds: readonly string[],
    { organizationId, syncRegions }: Bucket,
): Conditions =>
    organizationId === undefined
        ? {
              StringEquals: { "aws:SourceAccount": accountIds },
              ArnLike: {
                  "aws:SourceArn": accountIds.flatMap((accountId) =>
                      (syncRegions ?? [location.region]).map((region) =>
                          arn(location, "ssm", "resource-data-sync/*", { region, accountId }),
                      ),
                  ),
              },
          }
        : { StringEquals: { "aws:SourceOrgID": organizationId } };

const allowSystemsManager = (
    location: AwsLocation,
    sid: string,
    action: string,
    resource: string,
    condition?: Conditions,
): Statement => ({
    ...allow(sid, [action], [resource], condition),
    Principal: { Service: servicePrincipal(location, "ssm") },
});

/** The request headers that a delivery sends with its object. */
const delivered = ({ kmsKeyArn, createKey = false }: Bucket): Readonly<Record<string, string>> => ({
    "s3:x-amz-acl": "bucket-owner-full-control",
    ...(kmsKeyArn !== undefined || createKey ? { "s3:x-amz-server-side-encryption": "aws:kms" } : {}),
    ...(kmsKeyArn === undefined ? {} : { "s3:x-amz-server-side-encryption-aws-kms-key-id": kmsKeyArn }),
});

const accountsOf = (location: AwsLocation, { accountIds = [location.accountId] }: Bucket): readonly string[] =>
    accountIds;

const deliveries = (location: AwsLocation, name: string, bucket: Bucket): readonly Statement[] => {
    const below = (account: string): string =>
        bucketArn(
            location,
            name,
            `${bucket.keyPrefix === undefined ? "" : `${bucket.keyPrefix}/`}*/accountid=${account}/*`,
        );
    const deliver = (sid: string, account: string): Statement => {
        const { StringEquals, ...others } = onBehalfOf(location, [account], bucket);
        return allowSystemsManager(location, sid, "s3:PutObject", below(account), {
            StringEquals: { ...StringEquals, ...delivered(bucket) },
            ...others,
        });
    };
    return bucket.organizationId === undefined
        ? accountsOf(location, bucket).map((account) => deliver(`DeliverInventoryOf${account}`, account))
        : [
              deliver("DeliverInventory", "*"),
              allowSystemsManager(
                  location,
                  "TagInventory",
                  "s3:PutObjectTagging",
                  below("*"),
                  onBehalfOf(location, [], bucket),
              ),
          ];
};

/** The only statement for which AWS does not document a source condition. */
const aclCheck = "CheckBucketAcl";

/**
 * Allows each account to deliver below its own prefix, and denies requests without TLS.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html
 */
export const inventoryBucketPolicy = (location: AwsLocation, name: string, bucket: Bucket): PlannedDocument => {
    const { acceptUnguardedAclCheck: reason } = bucket;
    const whole = bucketArn(location, name);
    return {
        kind: "resource",
        document: document(
            allowSystemsManager(
                location,
                aclCheck,
                "s3:GetBucketAcl",
                whole,
                reason === undefined ? onBehalfOf(location, accountsOf(location, bucket), bucket) : undefined,
            ),
            ...deliveries(location, name, bucket),
            {
                ...deny("DenyPlainHttp", ["s3:*"], [whole, bucketArn(location, name, "*")], {
                    Bool: { "aws:SecureTransport": "false" },
                }),
                Principal: { AWS: "*" },
            },
        ),
        ...(reason === undefined
            ? {}
            : { accepted: [{ rule: "iam-resource-confused-deputy", sid: aclCheck, reason }] }),
    };
};

/**
 * The policy of the key that encrypts deliveries. For an existing key, only the statement that its policy must contain.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-resource-data-sync.html
 */
export const inventoryKeyPolicy = (location: AwsLocation, bucket: Bucket): PlannedDocument => ({
    kind: "resource",
    document: document(
        ...(bucket.createKey === true
            ? [
                  {
                      ...allow("LeaveToIam", ["kms:*"], ["*"]),
                      Principal: { AWS: arn(location, "iam", "root", { region: "" }) },
                  },
              ]
            : []),
        allowSystemsManager(
            location,
            "EncryptInventory",
            "kms:GenerateDataKey",
            "*",
            onBehalfOf(location, accountsOf(location, bucket), bucket),
        ),
    ),
});

/** AWS assigns the ID of a created key, so readers are allowed to decrypt by the key's alias. */
export const decryptByAlias = (location: AwsLocation, alias: NamedResource, through: Conditions): Statement =>
    allow("DecryptInventory", ["kms:Decrypt"], [arn(location, "kms", "key/*")], {
        ...through,
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": [`alias/${alias.name}`] },
    });
