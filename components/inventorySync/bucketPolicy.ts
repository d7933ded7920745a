import { allow, deny, document, type Conditions, type Statement } from "../../policypack/iam";
import type { InventoryBucketArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { arn, bucketArn, type Place } from "../pattern/location";
import type { Planned, PlannedDocument } from "../pattern/pattern";
import { servicePrincipal } from "../statements/servicePrincipal";

/** What the bucket of inventories and its key say of who delivers. */

type Bucket = Unwrap<InventoryBucketArgs>;

/** On whose behalf Systems Manager comes: an account's syncs, or those of any account of the organization. */
const comingFor = (place: Place, accountIds: readonly string[], { organizationId, syncRegions }: Bucket): Conditions =>
    organizationId === undefined
        ? {
              StringEquals: { "aws:SourceAccount": accountIds },
              ArnLike: {
                  "aws:SourceArn": accountIds.flatMap((accountId) =>
                      (syncRegions ?? [place.region]).map((region) =>
                          arn(place, "ssm", "resource-data-sync/*", { region, accountId }),
                      ),
                  ),
              },
          }
        : { StringEquals: { "aws:SourceOrgID": organizationId } };

const allowSystemsManager = (
    place: Place,
    sid: string,
    action: string,
    resource: string,
    condition?: Conditions,
): Statement => ({
    ...allow(sid, [action], [resource], condition),
    Principal: { Service: servicePrincipal(place, "ssm") },
});

/** What a delivery says of its object. */
const delivered = ({ kmsKeyArn, createKey = false }: Bucket): Readonly<Record<string, string>> => ({
    "s3:x-amz-acl": "bucket-owner-full-control",
    ...(kmsKeyArn !== undefined || createKey ? { "s3:x-amz-server-side-encryption": "aws:kms" } : {}),
    ...(kmsKeyArn === undefined ? {} : { "s3:x-amz-server-side-encryption-aws-kms-key-id": kmsKeyArn }),
});

const accountsOf = (place: Place, { accountIds = [place.accountId] }: Bucket): readonly string[] => accountIds;

const deliveries = (place: Place, name: string, bucket: Bucket): readonly Statement[] => {
    const below = (account: string): string =>
        bucketArn(
            place,
            name,
            `${bucket.keyPrefix === undefined ? "" : `${bucket.keyPrefix}/`}*/accountid=${account}/*`,
        );
    const deliver = (sid: string, account: string): Statement => {
        const { StringEquals, ...others } = comingFor(place, [account], bucket);
        return allowSystemsManager(place, sid, "s3:PutObject", below(account), {
            StringEquals: { ...StringEquals, ...delivered(bucket) },
            ...others,
        });
    };
    return bucket.organizationId === undefined
        ? accountsOf(place, bucket).map((account) => deliver(`DeliverInventoryOf${account}`, account))
        : [
              deliver("DeliverInventory", "*"),
              allowSystemsManager(
                  place,
                  "TagInventory",
                  "s3:PutObjectTagging",
                  below("*"),
                  comingFor(place, [], bucket),
              ),
          ];
};

/** The one statement whose guard AWS does not document. */
const aclCheck = "CheckBucketAcl";

/**
 * Who may deliver, each account below its own prefix; and nothing without TLS.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html
 */
export const inventoryBucketPolicy = (place: Place, name: string, bucket: Bucket): PlannedDocument => {
    const { acceptUnguardedAclCheck: reason } = bucket;
    const whole = bucketArn(place, name);
    return {
        kind: "resource",
        document: document(
            allowSystemsManager(
                place,
                aclCheck,
                "s3:GetBucketAcl",
                whole,
                reason === undefined ? comingFor(place, accountsOf(place, bucket), bucket) : undefined,
            ),
            ...deliveries(place, name, bucket),
            {
                ...deny("DenyPlainHttp", ["s3:*"], [whole, bucketArn(place, name, "*")], {
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
 * The policy of the key that deliveries are encrypted with; of an existing one only what it must have beside its own.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-resource-data-sync.html
 */
export const inventoryKeyPolicy = (place: Place, bucket: Bucket): PlannedDocument => ({
    kind: "resource",
    document: document(
        ...(bucket.createKey === true
            ? [
                  {
                      ...allow("LeaveToIam", ["kms:*"], ["*"]),
                      Principal: { AWS: arn(place, "iam", "root", { region: "" }) },
                  },
              ]
            : []),
        allowSystemsManager(
            place,
            "EncryptInventory",
            "kms:GenerateDataKey",
            "*",
            comingFor(place, accountsOf(place, bucket), bucket),
        ),
    ),
});

/** A key made here has an id that AWS decides, so its readers know it by the alias that it is given here. */
export const decryptByAlias = (place: Place, alias: Planned, through: Conditions): Statement =>
    allow("DecryptInventory", ["kms:Decrypt"], [arn(place, "kms", "key/*")], {
        ...through,
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": [`alias/${alias.name}`] },
    });
