import { allow } from "../../policypack/iam";
import type { InventorySyncArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesConstraints } from "../pattern/grantees";
import { decryptByAlias, inventoryBucketPolicy, inventoryKeyPolicy } from "./bucketPolicy";
import { inventoryAccessLevels, validateInventorySync } from "./validate";
import type { Constraints } from "../pattern/constraints";
import { bucketNameFor, physicalName, type NamingScope } from "../pattern/naming";
import { patternConstraints } from "../pattern/commonConstraints";
import { arn, bucketArn } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import { namedPolicies } from "../pattern/namedResources";
import { readBucket } from "../statements/readBucket";
import * as limit from "../pattern/values";
import { kmsViaService } from "../statements/viaService";

type Args = Unwrap<InventorySyncArgs>;
type NameArgs = Pick<InventorySyncArgs, "path" | "bucket" | "sync">;

type AccessLevel = (typeof inventoryAccessLevels)[number];

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        bucket: {
            properties: {
                bucketName: limit.bucketName,
                // A bucket policy is limited to 20 KB.
                accountIds: { atLeast: 1, atMost: 30, each: limit.accountId },
                organizationId: {
                    description: "the ID of an organization, such as o-a1b2c3d4e5",
                    pattern: "o-[a-z0-9]{10,32}",
                },
                syncRegions: { atLeast: 1, each: limit.region },
                keyPrefix: limit.keyPrefix,
                kmsKeyArn: limit.kmsKeyArn,
                acceptUnguardedAclCheck: limit.reason,
            },
            groups: [
                { rule: "atMostOne", of: ["accountIds", "organizationId"] },
                { rule: "atMostOne", of: ["kmsKeyArn", "createKey"] },
            ],
        },
        sync: {
            properties: {
                syncName: {
                    description: 'the name of a sync: 1 to 64 letters, digits, ".", "_" or "-"',
                    pattern: "[A-Za-z0-9_.-]{1,64}",
                },
                bucketName: limit.bucketName,
                bucketRegion: limit.region,
                keyPrefix: limit.keyPrefix,
                kmsKeyArn: limit.kmsKeyArn,
            },
        },
        administrators: { properties: { grantees: granteesConstraints } },
        readers: { properties: { grantees: granteesConstraints } },
    },
    groups: [{ rule: "atLeastOne", of: ["bucket", "sync"] }],
};

const ownBucket = (scope: NamingScope, { bucket }: NameArgs): NamedResource => {
    const name = typeof bucket?.bucketName === "string" ? bucket.bucketName : bucketNameFor(scope, "inventory");
    return { name, arn: bucketArn(scope.location, name) };
};

const ownSync = (scope: NamingScope, { sync }: NameArgs): NamedResource => {
    const name = sync?.syncName ?? physicalName(scope, "sync", "resourceDataSync");
    return { name, arn: arn(scope.location, "ssm", `resource-data-sync/${name}`) };
};

const keyAlias = (scope: NamingScope): NamedResource => {
    const name = physicalName(scope, "key", "alias");
    return { name, arn: arn(scope.location, "kms", `alias/${name}`) };
};

const administer = ({ arn: sync }: NamedResource): PlannedDocument =>
    grant(
        allow("ChangeSync", ["ssm:CreateResourceDataSync", "ssm:DeleteResourceDataSync"], [sync], {
            StringEquals: { "ssm:SyncType": "SyncToDestination" },
        }),
        allow("ListSyncs", ["ssm:ListResourceDataSync"], ["*"]),
    );

const read = (scope: NamingScope, args: Args): PlannedDocument => {
    const { location } = scope;
    const { bucket } = args;
    return grant(
        allow(
            "ReadInventoryOfRegion",
            ["ssm:GetInventory", "ssm:GetInventorySchema", "ssm:ListInventoryEntries"],
            // These actions do not support resource-level permissions.
            ["*"],
        ),
        ...(bucket === undefined
            ? []
            : readBucket(location, "Inventory", {
                  bucketName: ownBucket(scope, args).name,
                  keyPrefix: bucket.keyPrefix,
                  kmsKeyArn: bucket.kmsKeyArn,
              })),
        ...(bucket?.createKey === true
            ? [decryptByAlias(location, keyAlias(scope), kmsViaService(location, "s3"))]
            : []),
    );
};

/** A name, with an ARN only if the component creates the resource. */
type Made = Partial<NamedResource> & Pick<NamedResource, "name">;

/** Inventory data collected in one bucket. */
export const inventorySync: Pattern<
    Args,
    Record<AccessLevel, NamedResource> & Record<"bucket" | "sync" | "key", Made>,
    Record<AccessLevel | "bucket" | "key", PlannedDocument | undefined>,
    NameArgs
> = {
    component: "InventorySync",
    summary: "The bucket and key that store inventory data, the sync that delivers it, and who may read it.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-resource-data-sync.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/cross-service-confused-deputy-prevention.html",
    ],
    unverified: [
        {
            fact: "AWS's sample policy has no condition on reading the bucket ACL. That Systems Manager sends its source there, as it does with deliveries, is inferred.",
            arg: "bucket.acceptUnguardedAclCheck",
            check: "Create a sync to the bucket. If it fails because Systems Manager cannot read the bucket ACL, the source is not sent.",
        },
    ],
    constraints,
    children: {
        administrators: { kind: "policy", purpose: "grantees" },
        readers: { kind: "policy", purpose: "grantees" },
        bucket: { kind: "bucket", nameArg: "bucket.bucketName" },
        sync: { kind: "resourceDataSync", nameArg: "sync.syncName" },
        key: { kind: "alias" },
    },
    validate: validateInventorySync,
    names: (scope, explicit) => {
        const made = (planned: NamedResource, isMade: boolean): Made => (isMade ? planned : { name: planned.name });
        return {
            ...namedPolicies(scope, inventoryAccessLevels, explicit),
            bucket: made(ownBucket(scope, explicit), explicit.bucket !== undefined),
            sync: made(ownSync(scope, explicit), explicit.sync !== undefined),
            key: made(keyAlias(scope), explicit.bucket?.createKey === true),
        };
    },
    documents: {
        bucket: (scope, args) =>
            args.bucket && inventoryBucketPolicy(scope.location, ownBucket(scope, args).name, args.bucket),
        key: ({ location }, { bucket }) =>
            bucket?.createKey === true || bucket?.kmsKeyArn !== undefined
                ? inventoryKeyPolicy(location, bucket)
                : undefined,
        administrators: (scope, args) => args.administrators && administer(ownSync(scope, args)),
        readers: (scope, args) => args.readers && read(scope, args),
    },
};
