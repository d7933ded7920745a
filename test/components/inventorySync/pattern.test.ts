import * as assert from "node:assert/strict";
import type { InventorySyncArgs } from "../../../components/inventorySync/args";
import type { Unwrap } from "../../../components/pattern/args";
import { inventorySync } from "../../../components/inventorySync/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import type { PolicyDocument } from "../../../policypack/iam";
import { describeAccess, inOtherRegion, may, mayNot, type Context, type Request } from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { accounts, member, organization, reading } from "./fixture";
import { keyArn } from "../managedInstance/fixture";

type Args = Unwrap<InventorySyncArgs>;

const scope = namingScope("InventorySync");
const documents = (args: Args) => planDocuments(inventorySync, scope, args);
const bucket = "arn:aws:s3:::acme-inventory";
const ownSync = "123456789012";
const other = "210987654321";
const outsider = "333333333333";
const sync = (account: string, region = "eu-west-1"): string =>
    `arn:aws:ssm:${region}:${account}:resource-data-sync/fleet`;
const syncs = (account: string): readonly string[] =>
    ["eu-west-1", "us-east-1"].map((region) => `arn:aws:ssm:${region}:${account}:resource-data-sync/*`);
const ssm = { Service: "ssm.amazonaws.com" };
const overHttp = {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: ["s3:*"],
    Resource: [bucket, `${bucket}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describe("InventorySync documents", () => {
    it("allow each account to deliver below its own prefix", () => {
        const deliver = (account: string) => ({
            Sid: `DeliverInventoryOf${account}`,
            Effect: "Allow",
            Principal: ssm,
            Action: ["s3:PutObject"],
            Resource: [`${bucket}/nodes/*/accountid=${account}/*`],
            Condition: {
                StringEquals: {
                    "aws:SourceAccount": [account],
                    "s3:x-amz-acl": "bucket-owner-full-control",
                    "s3:x-amz-server-side-encryption": "aws:kms",
                },
                ArnLike: { "aws:SourceArn": syncs(account) },
            },
        });
        assert.deepEqual(documents(accounts).bucket?.document.Statement, [
            {
                Sid: "CheckBucketAcl",
                Effect: "Allow",
                Principal: ssm,
                Action: ["s3:GetBucketAcl"],
                Resource: [bucket],
                Condition: {
                    StringEquals: { "aws:SourceAccount": [ownSync, other] },
                    ArnLike: { "aws:SourceArn": [...syncs(ownSync), ...syncs(other)] },
                },
            },
            deliver(ownSync),
            deliver(other),
            overHttp,
        ]);
    });

    it("allow an organization to deliver and tag, with one key", () => {
        const [check, deliver, tag, deny] = documents(organization).bucket?.document.Statement ?? [];
        const ofOrganization = { StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" } };
        assert.deepEqual(check?.Condition, ofOrganization);
        assert.deepEqual(deliver?.Resource, [`${bucket}/*/accountid=*/*`]);
        assert.deepEqual(deliver.Condition, {
            StringEquals: {
                "aws:SourceOrgID": "o-a1b2c3d4e5",
                "s3:x-amz-acl": "bucket-owner-full-control",
                "s3:x-amz-server-side-encryption": "aws:kms",
                "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn("a"),
            },
        });
        assert.deepEqual([tag?.Action, tag?.Condition], [["s3:PutObjectTagging"], ofOrganization]);
        assert.deepEqual(deny, overHttp);
    });

    it("omit the source condition of the ACL check for a reason, and record the acceptance", () => {
        const reason = "Tried on 3 May: the sync failed.";
        const planned = documents({ bucket: { acceptUnguardedAclCheck: reason } }).bucket;
        assert.equal(planned?.document.Statement[0]?.Condition, undefined);
        assert.deepEqual(planned?.accepted, [{ rule: "iam-resource-confused-deputy", sid: "CheckBucketAcl", reason }]);
    });

    it("delegate a created key to IAM, and contain only the delivery statement for an existing key", () => {
        const sids = (args: Args) => documents(args).key?.document.Statement.map(({ Sid }) => Sid);
        assert.deepEqual(sids(accounts), ["LeaveToIam", "EncryptInventory"]);
        assert.deepEqual(sids(organization), ["EncryptInventory"]);
        assert.equal(sids({ bucket: {} }), undefined);
        assert.equal(sids(member), undefined);
    });

    it("include an ARN among the names only for created resources", () => {
        const { bucket: theirs, sync: made } = inventorySync.names(scope, member);
        assert.equal(theirs.arn, undefined);
        assert.match(made.arn ?? "", /^arn:aws:ssm:eu-west-1:123456789012:resource-data-sync\/acme-test-ops-sync-/);
        const { name } = inventorySync.names({ ...scope, project: "_Acme", name: "Node_Fleet" }, { bucket: {} }).bucket;
        assert.match(name, /^acme-test-node-fleet-inventory-[0-9a-f]{8}$/);
    });
});

const resourcePolicies = (args: Args) => (): World => ({
    resourcePolicies: {
        [bucket]: documents(args).bucket?.document ?? assert.fail(),
        ...(documents(args).key === undefined
            ? {}
            : { [keyArn("a")]: (documents(args).key as { document: PolicyDocument }).document }),
    },
});

const asService = (action: string, resource: string, context: Context, principal = "ssm.amazonaws.com"): Request => ({
    principal,
    action,
    resource,
    context,
});
const acl = { "s3:x-amz-acl": "bucket-owner-full-control", "s3:x-amz-server-side-encryption": "aws:kms" };
const forAccount = (account: string, region?: string): Context => ({
    "aws:SourceAccount": account,
    "aws:SourceArn": sync(account, region),
});
const object = (account: string, prefix = "nodes/"): string =>
    `${bucket}/${prefix}AWS:Application/accountid=${account}/region=eu-west-1/a.json`;
const put = (account: string, context: Context, principal?: string, prefix?: string): Request =>
    asService("s3:PutObject", object(account, prefix), context, principal);

describeAccess("Systems Manager with a bucket of accounts", resourcePolicies(accounts), [
    ...[ownSync, other].flatMap((account) => [
        may(`deliver for ${account}`, put(account, { ...acl, ...forAccount(account) })),
        may(
            `deliver for ${account} from the second Region`,
            put(account, { ...acl, ...forAccount(account, "us-east-1") }),
        ),
        mayNot(
            `deliver for ${account} from a third Region`,
            put(account, { ...acl, ...forAccount(account, "eu-west-2") }),
        ),
        mayNot(
            `deliver for another account below the prefix of ${account}`,
            put(account, { ...acl, ...forAccount(outsider) }),
        ),
        mayNot(
            `deliver for ${account} with another account's sync as source`,
            put(account, { ...acl, "aws:SourceAccount": account, "aws:SourceArn": sync(outsider) }),
        ),
        mayNot(
            `deliver for another account with a sync of ${account} as source`,
            put(account, { ...acl, "aws:SourceAccount": outsider, "aws:SourceArn": sync(account) }),
        ),
        mayNot(
            `deliver for ${account} with a source that is not a sync`,
            put(account, {
                ...acl,
                "aws:SourceAccount": account,
                "aws:SourceArn": `arn:aws:ssm:eu-west-1:${account}:document/a`,
            }),
        ),
        mayNot(
            `deliver for ${account} from the second Region with a source that is not a sync`,
            put(account, {
                ...acl,
                "aws:SourceAccount": account,
                "aws:SourceArn": `arn:aws:ssm:us-east-1:${account}:document/a`,
            }),
        ),
        mayNot(
            `deliver for ${account} with another account's sync in the second Region`,
            put(account, { ...acl, "aws:SourceAccount": account, "aws:SourceArn": sync(outsider, "us-east-1") }),
        ),
        mayNot(
            `deliver for ${account} without a source account`,
            put(account, { ...acl, "aws:SourceArn": sync(account) }),
        ),
        mayNot(`deliver for ${account} without a source ARN`, put(account, { ...acl, "aws:SourceAccount": account })),
        mayNot(
            `deliver for ${account} with a private ACL`,
            put(account, { ...acl, ...forAccount(account), "s3:x-amz-acl": "private" }),
        ),
        mayNot(
            `deliver for ${account} without an ACL`,
            put(account, { "s3:x-amz-server-side-encryption": "aws:kms", ...forAccount(account) }),
        ),
        mayNot(
            `deliver for ${account} with SSE-S3`,
            put(account, { ...acl, ...forAccount(account), "s3:x-amz-server-side-encryption": "AES256" }),
        ),
        mayNot(
            `deliver for ${account} without encryption`,
            put(account, { "s3:x-amz-acl": "bucket-owner-full-control", ...forAccount(account) }),
        ),
        mayNot(
            `deliver for ${account} without TLS`,
            put(account, { ...acl, ...forAccount(account), "aws:SecureTransport": "false" }),
        ),
        mayNot(
            `deliver for ${account} as another service`,
            put(account, { ...acl, ...forAccount(account) }, "config.amazonaws.com"),
        ),
        mayNot(
            `deliver for ${account} outside the prefix`,
            put(account, { ...acl, ...forAccount(account) }, undefined, ""),
        ),
        may(`read the ACL for ${account}`, asService("s3:GetBucketAcl", bucket, forAccount(account))),
        mayNot(
            `read the ACL for ${account} from a third Region`,
            asService("s3:GetBucketAcl", bucket, forAccount(account, "eu-west-2")),
        ),
        mayNot(
            `read the ACL for ${account} with a source that is not a sync`,
            asService("s3:GetBucketAcl", bucket, {
                "aws:SourceAccount": account,
                "aws:SourceArn": `arn:aws:ssm:eu-west-1:${account}:document/a`,
            }),
        ),
        mayNot(
            `read the ACL for ${account} from the second Region with a source that is not a sync`,
            asService("s3:GetBucketAcl", bucket, {
                "aws:SourceAccount": account,
                "aws:SourceArn": `arn:aws:ssm:us-east-1:${account}:document/a`,
            }),
        ),
    ]),
    mayNot(
        "deliver for the second account below the prefix of the first",
        put(ownSync, { ...acl, ...forAccount(other) }),
    ),
    mayNot(
        "deliver for the first account below the prefix of the second",
        put(other, { ...acl, ...forAccount(ownSync) }),
    ),
    mayNot("read the ACL for another account", asService("s3:GetBucketAcl", bucket, forAccount(outsider))),
    mayNot(
        "read the ACL with another account's sync as source",
        asService("s3:GetBucketAcl", bucket, { "aws:SourceAccount": ownSync, "aws:SourceArn": sync(outsider) }),
    ),
    mayNot(
        "read the ACL with another account's sync in the second Region",
        asService("s3:GetBucketAcl", bucket, {
            "aws:SourceAccount": ownSync,
            "aws:SourceArn": sync(outsider, "us-east-1"),
        }),
    ),
    mayNot(
        "read the ACL for another account with the own sync as source",
        asService("s3:GetBucketAcl", bucket, { "aws:SourceAccount": outsider, "aws:SourceArn": sync(ownSync) }),
    ),
    mayNot(
        "read the ACL without a source account",
        asService("s3:GetBucketAcl", bucket, { "aws:SourceArn": sync(ownSync) }),
    ),
    mayNot("read the ACL without a source ARN", asService("s3:GetBucketAcl", bucket, { "aws:SourceAccount": ownSync })),
    may("encrypt for the first account", asService("kms:GenerateDataKey", keyArn("a"), forAccount(ownSync))),
    may(
        "encrypt for the second account",
        asService("kms:GenerateDataKey", keyArn("a"), forAccount(other, "us-east-1")),
    ),
    mayNot("encrypt for another account", asService("kms:GenerateDataKey", keyArn("a"), forAccount(outsider))),
    ...[ownSync, other].flatMap((account) => [
        mayNot(
            `encrypt for ${account} from a third Region`,
            asService("kms:GenerateDataKey", keyArn("a"), forAccount(account, "eu-west-2")),
        ),
        ...["eu-west-1", "us-east-1"].flatMap((region) => [
            mayNot(
                `encrypt for ${account} with another account's sync in ${region}`,
                asService("kms:GenerateDataKey", keyArn("a"), {
                    "aws:SourceAccount": account,
                    "aws:SourceArn": sync(outsider, region),
                }),
            ),
            mayNot(
                `encrypt for ${account} in ${region} with a source that is not a sync`,
                asService("kms:GenerateDataKey", keyArn("a"), {
                    "aws:SourceAccount": account,
                    "aws:SourceArn": `arn:aws:ssm:${region}:${account}:document/a`,
                }),
            ),
        ]),
    ]),
    mayNot(
        "encrypt for another account with the own sync as source",
        asService("kms:GenerateDataKey", keyArn("a"), {
            "aws:SourceAccount": outsider,
            "aws:SourceArn": sync(ownSync),
        }),
    ),
    mayNot(
        "encrypt without a source account",
        asService("kms:GenerateDataKey", keyArn("a"), { "aws:SourceArn": sync(ownSync) }),
    ),
    mayNot(
        "encrypt without a source ARN",
        asService("kms:GenerateDataKey", keyArn("a"), { "aws:SourceAccount": ownSync }),
    ),
    mayNot("decrypt for an account", asService("kms:Decrypt", keyArn("a"), forAccount(ownSync))),
]);

const inOrganization = { "aws:SourceOrgID": "o-a1b2c3d4e5" };
const withKey = { ...acl, "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn("a") };

const without = (context: Context, key: string): Context =>
    Object.fromEntries(Object.entries({ ...context, ...inOrganization }).filter(([name]) => name !== key));

describeAccess("Systems Manager with a bucket of an organization", resourcePolicies(organization), [
    may("deliver for any account of the organization", put(outsider, { ...withKey, ...inOrganization }, undefined, "")),
    mayNot(
        "deliver for another organization",
        put(outsider, { ...withKey, "aws:SourceOrgID": "o-0000000000" }, undefined, ""),
    ),
    mayNot("deliver without a source organization", put(outsider, withKey, undefined, "")),
    mayNot(
        "deliver with a private ACL",
        put(ownSync, { ...withKey, ...inOrganization, "s3:x-amz-acl": "private" }, undefined, ""),
    ),
    mayNot("deliver without an ACL", put(ownSync, without(withKey, "s3:x-amz-acl"), undefined, "")),
    mayNot(
        "deliver with SSE-S3",
        put(ownSync, { ...withKey, ...inOrganization, "s3:x-amz-server-side-encryption": "AES256" }, undefined, ""),
    ),
    mayNot(
        "deliver without encryption",
        put(ownSync, without(withKey, "s3:x-amz-server-side-encryption"), undefined, ""),
    ),
    ...[keyArn("e"), inOtherRegion(keyArn("a")), keyArn("a").replace(ownSync, other)].map((key) =>
        mayNot(
            `deliver with key ${key}`,
            put(
                ownSync,
                { ...withKey, ...inOrganization, "s3:x-amz-server-side-encryption-aws-kms-key-id": key },
                undefined,
                "",
            ),
        ),
    ),
    mayNot("deliver without a key", put(ownSync, { ...acl, ...inOrganization }, undefined, "")),
    mayNot(
        "deliver outside every account's prefix",
        asService("s3:PutObject", `${bucket}/a.json`, { ...withKey, ...inOrganization }),
    ),
    mayNot(
        "deliver without TLS",
        put(ownSync, { ...withKey, ...inOrganization, "aws:SecureTransport": "false" }, undefined, ""),
    ),
    may("tag objects", asService("s3:PutObjectTagging", object(ownSync, ""), inOrganization)),
    mayNot(
        "tag objects for another organization",
        asService("s3:PutObjectTagging", object(ownSync, ""), { "aws:SourceOrgID": "o-0" }),
    ),
    mayNot("tag objects without a source organization", asService("s3:PutObjectTagging", object(ownSync, ""), {})),
    may("read the ACL", asService("s3:GetBucketAcl", bucket, inOrganization)),
    mayNot("read the ACL for another organization", asService("s3:GetBucketAcl", bucket, { "aws:SourceOrgID": "o-0" })),
    mayNot("read the ACL without a source organization", asService("s3:GetBucketAcl", bucket, {})),
    may("encrypt", asService("kms:GenerateDataKey", keyArn("a"), inOrganization)),
    mayNot(
        "encrypt for another organization",
        asService("kms:GenerateDataKey", keyArn("a"), { "aws:SourceOrgID": "o-0" }),
    ),
    mayNot("encrypt without a source organization", asService("kms:GenerateDataKey", keyArn("a"), {})),
]);

const principal = "arn:aws:iam::123456789012:role/somebody";
const ask = (action: string, resource = "*", context: Context = {}): Request => ({
    principal,
    action,
    resource,
    context,
});
const leftToIam: PolicyDocument = {
    Version: "2012-10-17",
    Statement: (documents(accounts).key?.document.Statement ?? []).filter(({ Sid }) => Sid === "LeaveToIam"),
};
const held = (args: Args, holder: "administrators" | "readers") => (): World => ({
    grants: { [principal]: [documents(args)[holder]?.document ?? assert.fail()] },
    resourcePolicies: Object.fromEntries(
        [keyArn("a"), keyArn("e"), inOtherRegion(keyArn("a"))].map((key) => [key, leftToIam]),
    ),
});
const toDestination = { "ssm:SyncType": "SyncToDestination" };

describeAccess(
    "an administrator of the sync",
    () => ({ grants: held(accounts, "administrators")().grants ?? {} }),
    [
        may("create the sync", ask("ssm:CreateResourceDataSync", sync(ownSync), toDestination)),
        may("delete the sync", ask("ssm:DeleteResourceDataSync", sync(ownSync), toDestination)),
        mayNot(
            "create a sync from a source",
            ask("ssm:CreateResourceDataSync", sync(ownSync), { "ssm:SyncType": "SyncFromSource" }),
        ),
        mayNot("create a sync without a type", ask("ssm:CreateResourceDataSync", sync(ownSync))),
        mayNot("create another sync", ask("ssm:CreateResourceDataSync", `${sync(ownSync)}2`, toDestination)),
        mayNot(
            "create the sync in another Region",
            ask("ssm:CreateResourceDataSync", inOtherRegion(sync(ownSync)), toDestination),
        ),
        may("list syncs", ask("ssm:ListResourceDataSync")),
        mayNot("read inventory data", ask("ssm:GetInventory")),
    ],
    { resources: true },
);

const mine = { "s3:ResourceAccount": ownSync };
const viaS3 = { "kms:ViaService": "s3.eu-west-1.amazonaws.com" };
const aliases = (name: string): Context => ({ "kms:ResourceAliases": [`alias/${name}`] });
const { name: alias } = inventorySync.names(scope, accounts).key;
const listed = (prefix: string, context: Context = mine): Request =>
    ask("s3:ListBucket", bucket, { ...context, "s3:prefix": prefix });

describeAccess("a reader of inventory data", held(accounts, "readers"), [
    may("read inventory data of the Region", ask("ssm:GetInventory")),
    may("read objects of every account", ask("s3:GetObject", object(other), mine)),
    mayNot(
        "read objects in another account's bucket",
        ask("s3:GetObject", object(other), { "s3:ResourceAccount": outsider }),
    ),
    mayNot("read objects without s3:ResourceAccount", ask("s3:GetObject", object(other))),
    mayNot("read objects outside the prefix", ask("s3:GetObject", object(other, "nodes2/"), mine)),
    may("list objects", listed("nodes/AWS:Application/")),
    mayNot("list objects outside the prefix", listed("nodes2/")),
    mayNot("list the whole bucket", ask("s3:ListBucket", bucket, mine)),
    mayNot("list another account's bucket", listed("nodes/", { "s3:ResourceAccount": outsider })),
    mayNot("list objects without s3:ResourceAccount", listed("nodes/", {})),
    mayNot(
        "list another bucket of the account",
        ask("s3:ListBucket", `${bucket}2`, { ...mine, "s3:prefix": "nodes/AWS:Application/" }),
    ),
    may("decrypt by the key's alias", ask("kms:Decrypt", keyArn("a"), { ...viaS3, ...aliases(alias) })),
    mayNot(
        "decrypt with a key that has another alias",
        ask("kms:Decrypt", keyArn("e"), { ...viaS3, ...aliases(`${alias}2`) }),
    ),
    mayNot(
        "decrypt with a key that has the alias in another Region",
        ask("kms:Decrypt", inOtherRegion(keyArn("a")), { ...viaS3, ...aliases(alias) }),
    ),
    mayNot("decrypt with a key without an alias", ask("kms:Decrypt", keyArn("e"), viaS3)),
    mayNot("decrypt without kms:ViaService", ask("kms:Decrypt", keyArn("a"), aliases(alias))),
    mayNot(
        "decrypt via another service",
        ask("kms:Decrypt", keyArn("a"), { "kms:ViaService": "ssm.eu-west-1.amazonaws.com", ...aliases(alias) }),
    ),
    mayNot("write objects", ask("s3:PutObject", object(ownSync), mine)),
    mayNot("create a sync", ask("ssm:CreateResourceDataSync", sync(ownSync), toDestination)),
    mayNot("delete inventory data", ask("ssm:DeleteInventory")),
]);

const { readers } = reading;

describeIssues("InventorySync validation", inventorySync, scope, [
    ["a bucket of accounts", accounts],
    ["a bucket of an organization", organization],
    ["a sync of a member account", member],
    ["neither bucket nor sync", { readers }, /^ has neither "bucket" nor "sync"$/],
    ["a sync without a bucket", { sync: {} }, /^sync has no destination bucket$/],
    [
        "a sync to an existing bucket next to a created one",
        { bucket: {}, sync: { bucketName: "acme-other", keyPrefix: "nodes" } },
        /^sync\.bucketName applies only to an existing bucket/,
        /^sync\.keyPrefix applies only to an existing bucket/,
    ],
    [
        "an organization sync to a bucket of accounts",
        { bucket: {}, sync: { organization: true } },
        /^sync\.organization contradicts/,
    ],
    [
        "administrators without a sync",
        { bucket: {}, administrators: reading.administrators },
        /^administrators has no sync to administer$/,
    ],
    [
        "mutually exclusive args of the bucket",
        { bucket: { accountIds: [ownSync], organizationId: "o-a1b2c3d4e5", kmsKeyArn: keyArn("a"), createKey: true } },
        /^bucket has "accountIds" and "organizationId"$/,
        /^bucket has "kmsKeyArn" and "createKey"$/,
    ],
    [
        "wildcard accounts and Regions",
        { bucket: { accountIds: ["*"], syncRegions: ["*"] }, sync: {} },
        /^bucket\.accountIds\[0\] is not a 12-digit account ID/,
        /^bucket\.syncRegions\[0\] is not a Region code/,
    ],
    ["a wildcard organization", { bucket: { organizationId: "o-*" } }, /^bucket\.organizationId is not the ID/],
    [
        "a key in another Region",
        { bucket: { kmsKeyArn: keyArn("a", "us-east-1") } },
        /^bucket\.kmsKeyArn is in Region us-east-1/,
    ],
    [
        "a key in another Region than the bucket",
        { sync: { bucketName: "acme-inventory", bucketRegion: "eu-central-1", kmsKeyArn: keyArn("a") } },
        /^sync\.kmsKeyArn is in Region eu-west-1, but the bucket is in eu-central-1$/,
    ],
    [
        "a key in another Region than the stack and its bucket",
        { sync: { bucketName: "acme-inventory", kmsKeyArn: keyArn("a", "us-east-1") } },
        /^sync\.kmsKeyArn is in Region us-east-1, but the bucket is in eu-west-1$/,
    ],
    [
        "duplicate accounts and Regions",
        { bucket: { accountIds: [ownSync, other, ownSync], syncRegions: ["eu-west-1", "eu-west-1"] } },
        /^bucket\.accountIds\[2\] duplicates bucket\.accountIds\[0\]$/,
        /^bucket\.syncRegions\[1\] duplicates bucket\.syncRegions\[0\]$/,
    ],
    ["an upper-case bucket name", { bucket: { bucketName: "Acme" } }, /^bucket\.bucketName is not a bucket name/],
    [
        "a sync name of 65 characters",
        { ...member, sync: { ...member.sync, syncName: "a".repeat(65) } },
        /^sync\.syncName is not the name/,
    ],
    [
        "a reason that is too short",
        { bucket: { acceptUnguardedAclCheck: "no" } },
        /^bucket\.acceptUnguardedAclCheck is not a reason/,
    ],
    ["no grantees", { bucket: {}, readers: { grantees: {} } }, /^readers\.grantees has neither/],
]);
