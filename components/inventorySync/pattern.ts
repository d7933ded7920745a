import { allow } from "../../policypack/iam";
import type { InventorySyncArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesLimits } from "../pattern/grantees";
import { decryptByAlias, inventoryBucketPolicy, inventoryKeyPolicy } from "./bucketPolicy";
import { inventoryHolders, inventoryProblems } from "./validate";
import type { Limits } from "../pattern/constraints";
import { bucketNameFor, physicalName, type Identity } from "../pattern/naming";
import { patternLimits } from "../pattern/commonConstraints";
import { arn, bucketArn } from "../pattern/location";
import { grant, type ExplicitNames, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import { plannedPolicies } from "../pattern/namedResources";
import { readBucket } from "../statements/readBucket";
import * as limit from "../pattern/values";
import { viaService } from "../statements/viaService";

type Args = Unwrap<InventorySyncArgs>;

type Holder = (typeof inventoryHolders)[number];

const limits: Limits<Args> = {
    properties: {
        ...patternLimits,
        bucket: {
            properties: {
                bucketName: limit.bucketName,
                // A bucket's policy has 20 KB.
                accountIds: { atLeast: 1, atMost: 30, each: limit.accountId },
                organizationId: {
                    allowed: "the id of an organization, such as o-a1b2c3d4e5",
                    pattern: "o-[a-z0-9]{10,32}",
                },
                syncRegions: { atLeast: 1, each: limit.region },
                keyPrefix: limit.keyPrefix,
                kmsKeyArn: limit.kmsKeyArn,
                acceptUnguardedAclCheck: limit.reason,
            },
            together: [
                { rule: "atMostOne", of: ["accountIds", "organizationId"] },
                { rule: "atMostOne", of: ["kmsKeyArn", "createKey"] },
            ],
        },
        sync: {
            properties: {
                syncName: {
                    allowed: 'the name of a sync: 1 to 64 letters, digits, ".", "_" or "-"',
                    pattern: "[A-Za-z0-9_.-]{1,64}",
                },
                bucketName: limit.bucketName,
                bucketRegion: limit.region,
                keyPrefix: limit.keyPrefix,
                kmsKeyArn: limit.kmsKeyArn,
            },
        },
        administrators: { properties: { grantees: granteesLimits } },
        readers: { properties: { grantees: granteesLimits } },
    },
    together: [{ rule: "atLeastOne", of: ["bucket", "sync"] }],
};

const ownBucket = (identity: Identity, { bucket }: ExplicitNames): Planned => {
    const name = typeof bucket?.bucketName === "string" ? bucket.bucketName : bucketNameFor(identity, "inventory");
    return { name, arn: bucketArn(identity.place, name) };
};

const ownSync = (identity: Identity, { sync }: ExplicitNames): Planned => {
    const name = sync?.syncName ?? physicalName(identity, "sync", "resourceDataSync");
    return { name, arn: arn(identity.place, "ssm", `resource-data-sync/${name}`) };
};

const keyAlias = (identity: Identity): Planned => {
    const name = physicalName(identity, "key", "alias");
    return { name, arn: arn(identity.place, "kms", `alias/${name}`) };
};

const administer = ({ arn: sync }: Planned): PlannedDocument =>
    grant(
        allow("ChangeSync", ["ssm:CreateResourceDataSync", "ssm:DeleteResourceDataSync"], [sync], {
            StringEquals: { "ssm:SyncType": "SyncToDestination" },
        }),
        allow("ListSyncs", ["ssm:ListResourceDataSync"], ["*"]),
    );

const read = (identity: Identity, args: Args): PlannedDocument => {
    const { place } = identity;
    const { bucket } = args;
    return grant(
        allow(
            "ReadInventoryOfRegion",
            ["ssm:GetInventory", "ssm:GetInventorySchema", "ssm:ListInventoryEntries"],
            // These actions know no resource.
            ["*"],
        ),
        ...(bucket === undefined
            ? []
            : readBucket(place, "Inventory", {
                  bucketName: ownBucket(identity, args).name,
                  keyPrefix: bucket.keyPrefix,
                  kmsKeyArn: bucket.kmsKeyArn,
              })),
        ...(bucket?.createKey === true ? [decryptByAlias(place, keyAlias(identity), viaService(place, "s3"))] : []),
    );
};

/** A name, with its ARN only where the component makes what it names. */
type Made = Partial<Planned> & Pick<Planned, "name">;

/** Inventories gathered in one bucket. */
export const inventorySync: Pattern<
    Args,
    Record<Holder, Planned> & Record<"bucket" | "sync" | "key", Made>,
    Record<Holder | "bucket" | "key", PlannedDocument | undefined>
> = {
    component: "InventorySync",
    summary: "The bucket and key that inventories are gathered in, the sync that delivers them, and who reads them.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-resource-data-sync.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/cross-service-confused-deputy-prevention.html",
    ],
    unverified: [
        {
            fact: "AWS shows no condition where Systems Manager looks at the bucket's access list; that it then says its source is inferred from the delivery.",
            arg: "bucket.acceptUnguardedAclCheck",
            check: "Make a sync to the bucket. Where it fails because the bucket cannot be checked, the source is not sent.",
        },
    ],
    limits,
    problems: inventoryProblems,
    names: (identity, explicit) => {
        const made = (planned: Planned, isMade: boolean): Made => (isMade ? planned : { name: planned.name });
        return {
            ...plannedPolicies(identity, inventoryHolders, explicit),
            bucket: made(ownBucket(identity, explicit), explicit.bucket !== undefined),
            sync: made(ownSync(identity, explicit), explicit.sync !== undefined),
            key: made(keyAlias(identity), explicit.bucket?.createKey === true),
        };
    },
    documents: (identity, args) => {
        const { place } = identity;
        const { bucket } = args;
        const encrypts = bucket?.createKey === true || bucket?.kmsKeyArn !== undefined;
        return {
            bucket: bucket && inventoryBucketPolicy(place, ownBucket(identity, args).name, bucket),
            key: bucket && encrypts ? inventoryKeyPolicy(place, bucket) : undefined,
            administrators: args.administrators && administer(ownSync(identity, args)),
            readers: args.readers && read(identity, args),
        };
    },
};
