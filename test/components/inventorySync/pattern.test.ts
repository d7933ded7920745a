import * as assert from "node:assert/strict";
import type { InventorySyncArgs } from "../../../components/inventorySync/args";
import type { Unwrap } from "../../../components/pattern/args";
import { inventorySync } from "../../../components/inventorySync/pattern";
import type { PolicyDocument } from "../../../policypack/iam";
import { describeAccess, inOtherRegion, may, mayNot, type Context, type Request } from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { accounts, member, organization, reading } from "./fixture";
import { keyArn } from "../managedInstance/fixture";

type Args = Unwrap<InventorySyncArgs>;

const scope = namingScope("InventorySync");
const documents = (args: Args) => inventorySync.documents(scope, args);
const bucket = "arn:aws:s3:::acme-inventory";
const own = "123456789012";
const other = "210987654321";
const stranger = "333333333333";
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

describe("the documents of inventories", () => {
    it("let each account deliver below a prefix of its own", () => {
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
                    StringEquals: { "aws:SourceAccount": [own, other] },
                    ArnLike: { "aws:SourceArn": [...syncs(own), ...syncs(other)] },
                },
            },
            deliver(own),
            deliver(other),
            overHttp,
        ]);
    });

    it("let an organization deliver and tag, with the one key", () => {
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

    it("leave the guard of the access list's check out for a reason, which stays with the finding", () => {
        const reason = "Tried on 3 May: the sync failed.";
        const planned = documents({ bucket: { acceptUnguardedAclCheck: reason } }).bucket;
        assert.equal(planned?.document.Statement[0]?.Condition, undefined);
        assert.deepEqual(planned?.accepted, [{ rule: "iam-resource-confused-deputy", sid: "CheckBucketAcl", reason }]);
    });

    it("leave a key made here to IAM, and ask of an existing one no more than delivering takes", () => {
        const sids = (args: Args) => documents(args).key?.document.Statement.map(({ Sid }) => Sid);
        assert.deepEqual(sids(accounts), ["LeaveToIam", "EncryptInventory"]);
        assert.deepEqual(sids(organization), ["EncryptInventory"]);
        assert.equal(sids({ bucket: {} }), undefined);
        assert.equal(sids(member), undefined);
    });

    it("have an ARN only where they are made", () => {
        const { bucket: theirs, sync: made } = inventorySync.names(scope, member);
        assert.equal(theirs.arn, undefined);
        assert.match(made.arn ?? "", /^arn:aws:ssm:eu-west-1:123456789012:resource-data-sync\/acme-test-ops-sync-/);
        const { name } = inventorySync.names({ ...scope, project: "_Acme", name: "Node_Fleet" }, { bucket: {} }).bucket;
        assert.match(name, /^acme-test-node-fleet-inventory-[0-9a-f]{8}$/);
    });
});

const standing = (args: Args) => (): World => ({
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

describeAccess("a bucket of accounts", standing(accounts), [
    ...[own, other].flatMap((account) => [
        may(`take the inventory of ${account}`, put(account, { ...acl, ...forAccount(account) })),
        may(`take that of another Region`, put(account, { ...acl, ...forAccount(account, "us-east-1") })),
        mayNot(`take that of a third Region`, put(account, { ...acl, ...forAccount(account, "eu-west-2") })),
        mayNot(`take another account's as ${account}'s`, put(account, { ...acl, ...forAccount(stranger) })),
        mayNot(
            `take what another account's sync sends for ${account}`,
            put(account, { ...acl, "aws:SourceAccount": account, "aws:SourceArn": sync(stranger) }),
        ),
        mayNot(
            `take what another account sends with a sync of ${account}`,
            put(account, { ...acl, "aws:SourceAccount": stranger, "aws:SourceArn": sync(account) }),
        ),
        mayNot(
            `take what no sync of ${account} sends`,
            put(account, {
                ...acl,
                "aws:SourceAccount": account,
                "aws:SourceArn": `arn:aws:ssm:eu-west-1:${account}:document/a`,
            }),
        ),
        mayNot(
            `take what nothing in the other Region sends for ${account}`,
            put(account, {
                ...acl,
                "aws:SourceAccount": account,
                "aws:SourceArn": `arn:aws:ssm:us-east-1:${account}:document/a`,
            }),
        ),
        mayNot(
            `take what a sync of no account sends for ${account}`,
            put(account, { ...acl, "aws:SourceAccount": account, "aws:SourceArn": sync(stranger, "us-east-1") }),
        ),
        mayNot(`take it for no account`, put(account, { ...acl, "aws:SourceArn": sync(account) })),
        mayNot(`take it of no sync`, put(account, { ...acl, "aws:SourceAccount": account })),
        mayNot(
            `take it for another owner`,
            put(account, { ...acl, ...forAccount(account), "s3:x-amz-acl": "private" }),
        ),
        mayNot(
            `take it for no owner`,
            put(account, { "s3:x-amz-server-side-encryption": "aws:kms", ...forAccount(account) }),
        ),
        mayNot(
            `take it encrypted otherwise`,
            put(account, { ...acl, ...forAccount(account), "s3:x-amz-server-side-encryption": "AES256" }),
        ),
        mayNot(
            `take it without a word on encryption`,
            put(account, { "s3:x-amz-acl": "bucket-owner-full-control", ...forAccount(account) }),
        ),
        mayNot(`take it without TLS`, put(account, { ...acl, ...forAccount(account), "aws:SecureTransport": "false" })),
        mayNot(`take it of another service`, put(account, { ...acl, ...forAccount(account) }, "config.amazonaws.com")),
        mayNot(`take it at the root`, put(account, { ...acl, ...forAccount(account) }, undefined, "")),
        may(`say its access list to ${account}`, asService("s3:GetBucketAcl", bucket, forAccount(account))),
        mayNot(
            `say it to ${account} from a third Region`,
            asService("s3:GetBucketAcl", bucket, forAccount(account, "eu-west-2")),
        ),
        mayNot(
            `say it to what is no sync of ${account}`,
            asService("s3:GetBucketAcl", bucket, {
                "aws:SourceAccount": account,
                "aws:SourceArn": `arn:aws:ssm:eu-west-1:${account}:document/a`,
            }),
        ),
        mayNot(
            `say it to what is none of the other Region`,
            asService("s3:GetBucketAcl", bucket, {
                "aws:SourceAccount": account,
                "aws:SourceArn": `arn:aws:ssm:us-east-1:${account}:document/a`,
            }),
        ),
    ]),
    mayNot("take one account's below the prefix of the other", put(own, { ...acl, ...forAccount(other) })),
    mayNot("take the other's below the prefix of the one", put(other, { ...acl, ...forAccount(own) })),
    mayNot("say its access list to a stranger", asService("s3:GetBucketAcl", bucket, forAccount(stranger))),
    mayNot(
        "say it to a stranger's sync",
        asService("s3:GetBucketAcl", bucket, { "aws:SourceAccount": own, "aws:SourceArn": sync(stranger) }),
    ),
    mayNot(
        "say it to a stranger's sync of the other Region",
        asService("s3:GetBucketAcl", bucket, {
            "aws:SourceAccount": own,
            "aws:SourceArn": sync(stranger, "us-east-1"),
        }),
    ),
    mayNot(
        "say it to a stranger with a sync of ours",
        asService("s3:GetBucketAcl", bucket, { "aws:SourceAccount": stranger, "aws:SourceArn": sync(own) }),
    ),
    mayNot("say it to no account", asService("s3:GetBucketAcl", bucket, { "aws:SourceArn": sync(own) })),
    mayNot("say it to no sync", asService("s3:GetBucketAcl", bucket, { "aws:SourceAccount": own })),
    may("encrypt for an account", asService("kms:GenerateDataKey", keyArn("a"), forAccount(own))),
    may("encrypt for the other", asService("kms:GenerateDataKey", keyArn("a"), forAccount(other, "us-east-1"))),
    mayNot("encrypt for a stranger", asService("kms:GenerateDataKey", keyArn("a"), forAccount(stranger))),
    ...[own, other].flatMap((account) => [
        mayNot(
            `encrypt from a third Region of ${account}`,
            asService("kms:GenerateDataKey", keyArn("a"), forAccount(account, "eu-west-2")),
        ),
        ...["eu-west-1", "us-east-1"].flatMap((region) => [
            mayNot(
                `encrypt for a stranger's sync in ${region} as ${account}`,
                asService("kms:GenerateDataKey", keyArn("a"), {
                    "aws:SourceAccount": account,
                    "aws:SourceArn": sync(stranger, region),
                }),
            ),
            mayNot(
                `encrypt for no sync of ${account} in ${region}`,
                asService("kms:GenerateDataKey", keyArn("a"), {
                    "aws:SourceAccount": account,
                    "aws:SourceArn": `arn:aws:ssm:${region}:${account}:document/a`,
                }),
            ),
        ]),
    ]),
    mayNot(
        "encrypt for a stranger with a sync of ours",
        asService("kms:GenerateDataKey", keyArn("a"), { "aws:SourceAccount": stranger, "aws:SourceArn": sync(own) }),
    ),
    mayNot("encrypt for no account", asService("kms:GenerateDataKey", keyArn("a"), { "aws:SourceArn": sync(own) })),
    mayNot("encrypt for no sync", asService("kms:GenerateDataKey", keyArn("a"), { "aws:SourceAccount": own })),
    mayNot("decrypt for an account", asService("kms:Decrypt", keyArn("a"), forAccount(own))),
]);

const inOrganization = { "aws:SourceOrgID": "o-a1b2c3d4e5" };
const withKey = { ...acl, "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn("a") };

const without = (context: Context, key: string): Context =>
    Object.fromEntries(Object.entries({ ...context, ...inOrganization }).filter(([name]) => name !== key));

describeAccess("a bucket of an organization", standing(organization), [
    may("take the inventory of any account of it", put(stranger, { ...withKey, ...inOrganization }, undefined, "")),
    mayNot(
        "take another organization's",
        put(stranger, { ...withKey, "aws:SourceOrgID": "o-0000000000" }, undefined, ""),
    ),
    mayNot("take it of none", put(stranger, withKey, undefined, "")),
    mayNot(
        "take it for another owner",
        put(own, { ...withKey, ...inOrganization, "s3:x-amz-acl": "private" }, undefined, ""),
    ),
    mayNot("take it for no owner", put(own, without(withKey, "s3:x-amz-acl"), undefined, "")),
    mayNot(
        "take it encrypted otherwise",
        put(own, { ...withKey, ...inOrganization, "s3:x-amz-server-side-encryption": "AES256" }, undefined, ""),
    ),
    mayNot("take it in no word", put(own, without(withKey, "s3:x-amz-server-side-encryption"), undefined, "")),
    ...[keyArn("e"), inOtherRegion(keyArn("a")), keyArn("a").replace(own, other)].map((key) =>
        mayNot(
            `take it with ${key}`,
            put(
                own,
                { ...withKey, ...inOrganization, "s3:x-amz-server-side-encryption-aws-kms-key-id": key },
                undefined,
                "",
            ),
        ),
    ),
    mayNot("take it with no key", put(own, { ...acl, ...inOrganization }, undefined, "")),
    mayNot(
        "take what is of no account",
        asService("s3:PutObject", `${bucket}/a.json`, { ...withKey, ...inOrganization }),
    ),
    mayNot(
        "take it without TLS",
        put(own, { ...withKey, ...inOrganization, "aws:SecureTransport": "false" }, undefined, ""),
    ),
    may("take tags", asService("s3:PutObjectTagging", object(own, ""), inOrganization)),
    mayNot(
        "take another organization's tags",
        asService("s3:PutObjectTagging", object(own, ""), { "aws:SourceOrgID": "o-0" }),
    ),
    mayNot("take nobody's tags", asService("s3:PutObjectTagging", object(own, ""), {})),
    may("say its access list", asService("s3:GetBucketAcl", bucket, inOrganization)),
    mayNot("say it to another organization", asService("s3:GetBucketAcl", bucket, { "aws:SourceOrgID": "o-0" })),
    mayNot("say it to none", asService("s3:GetBucketAcl", bucket, {})),
    may("encrypt", asService("kms:GenerateDataKey", keyArn("a"), inOrganization)),
    mayNot(
        "encrypt for another organization",
        asService("kms:GenerateDataKey", keyArn("a"), { "aws:SourceOrgID": "o-0" }),
    ),
    mayNot("encrypt for none", asService("kms:GenerateDataKey", keyArn("a"), {})),
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
        may("make it", ask("ssm:CreateResourceDataSync", sync(own), toDestination)),
        may("delete it", ask("ssm:DeleteResourceDataSync", sync(own), toDestination)),
        mayNot(
            "make one that gathers",
            ask("ssm:CreateResourceDataSync", sync(own), { "ssm:SyncType": "SyncFromSource" }),
        ),
        mayNot("make one of no type", ask("ssm:CreateResourceDataSync", sync(own))),
        mayNot("make another", ask("ssm:CreateResourceDataSync", `${sync(own)}2`, toDestination)),
        mayNot("make it in another Region", ask("ssm:CreateResourceDataSync", inOtherRegion(sync(own)), toDestination)),
        may("list syncs", ask("ssm:ListResourceDataSync")),
        mayNot("read inventories", ask("ssm:GetInventory")),
    ],
    { resources: true },
);

const mine = { "s3:ResourceAccount": own };
const viaS3 = { "kms:ViaService": "s3.eu-west-1.amazonaws.com" };
const aliases = (name: string): Context => ({ "kms:ResourceAliases": [`alias/${name}`] });
const { name: alias } = inventorySync.names(scope, accounts).key;
const listed = (prefix: string, context: Context = mine): Request =>
    ask("s3:ListBucket", bucket, { ...context, "s3:prefix": prefix });

describeAccess("a reader of inventories", held(accounts, "readers"), [
    may("read inventories of the Region", ask("ssm:GetInventory")),
    may("read those of every account", ask("s3:GetObject", object(other), mine)),
    mayNot("read them in a stranger's bucket", ask("s3:GetObject", object(other), { "s3:ResourceAccount": stranger })),
    mayNot("read them where the owner is not known", ask("s3:GetObject", object(other))),
    mayNot("read beside the prefix", ask("s3:GetObject", object(other, "nodes2/"), mine)),
    may("list them", listed("nodes/AWS:Application/")),
    mayNot("list beside the prefix", listed("nodes2/")),
    mayNot("list all", ask("s3:ListBucket", bucket, mine)),
    mayNot("list a stranger's", listed("nodes/", { "s3:ResourceAccount": stranger })),
    mayNot("list where the owner is not known", listed("nodes/", {})),
    mayNot(
        "list another bucket of the account",
        ask("s3:ListBucket", `${bucket}2`, { ...mine, "s3:prefix": "nodes/AWS:Application/" }),
    ),
    may("decrypt them by the key's alias", ask("kms:Decrypt", keyArn("a"), { ...viaS3, ...aliases(alias) })),
    mayNot(
        "decrypt with a key of another alias",
        ask("kms:Decrypt", keyArn("e"), { ...viaS3, ...aliases(`${alias}2`) }),
    ),
    mayNot(
        "decrypt with a key of the alias in another Region",
        ask("kms:Decrypt", inOtherRegion(keyArn("a")), { ...viaS3, ...aliases(alias) }),
    ),
    mayNot("decrypt with a key of no alias", ask("kms:Decrypt", keyArn("e"), viaS3)),
    mayNot("decrypt through no service", ask("kms:Decrypt", keyArn("a"), aliases(alias))),
    mayNot(
        "decrypt through another",
        ask("kms:Decrypt", keyArn("a"), { "kms:ViaService": "ssm.eu-west-1.amazonaws.com", ...aliases(alias) }),
    ),
    mayNot("write one", ask("s3:PutObject", object(own), mine)),
    mayNot("make a sync", ask("ssm:CreateResourceDataSync", sync(own), toDestination)),
    mayNot("delete inventories", ask("ssm:DeleteInventory")),
]);

const { readers } = reading;

describeIssues("the problems of inventories", inventorySync, scope, [
    ["none of accounts", accounts],
    ["none of an organization", organization],
    ["none of a member", member],
    ["neither bucket nor sync", { readers }, /^ has neither "bucket" nor "sync"$/],
    ["a sync to nowhere", { sync: {} }, /^sync delivers to no bucket$/],
    [
        "a sync to two buckets",
        { bucket: {}, sync: { bucketName: "acme-other", keyPrefix: "nodes" } },
        /^sync\.bucketName is of another bucket/,
        /^sync\.keyPrefix is of another bucket/,
    ],
    [
        "a sync that contradicts its bucket",
        { bucket: {}, sync: { organization: true } },
        /^sync\.organization contradicts/,
    ],
    [
        "administrators of nothing",
        { bucket: {}, administrators: reading.administrators },
        /^administrators have no sync to change$/,
    ],
    [
        "two kinds of deliverers and of keys",
        { bucket: { accountIds: [own], organizationId: "o-a1b2c3d4e5", kmsKeyArn: keyArn("a"), createKey: true } },
        /^bucket has "accountIds" and "organizationId"$/,
        /^bucket has "kmsKeyArn" and "createKey"$/,
    ],
    [
        "every account, every organization, every Region",
        { bucket: { accountIds: ["*"], syncRegions: ["*"] }, sync: {} },
        /^bucket\.accountIds\[0\] is not the 12 digits/,
        /^bucket\.syncRegions\[0\] is not a Region's code/,
    ],
    ["an organization by pattern", { bucket: { organizationId: "o-*" } }, /^bucket\.organizationId is not the id/],
    [
        "a key of another Region",
        { bucket: { kmsKeyArn: keyArn("a", "us-east-1") } },
        /^bucket\.kmsKeyArn is of Region us-east-1/,
    ],
    [
        "a key of another Region than the bucket's",
        { sync: { bucketName: "acme-inventory", bucketRegion: "eu-central-1", kmsKeyArn: keyArn("a") } },
        /^sync\.kmsKeyArn is of Region eu-west-1, but the bucket is in eu-central-1$/,
    ],
    [
        "a key of another Region than the stack's, where the bucket is",
        { sync: { bucketName: "acme-inventory", kmsKeyArn: keyArn("a", "us-east-1") } },
        /^sync\.kmsKeyArn is of Region us-east-1, but the bucket is in eu-west-1$/,
    ],
    [
        "accounts and Regions given twice",
        { bucket: { accountIds: [own, other, own], syncRegions: ["eu-west-1", "eu-west-1"] } },
        /^bucket\.accountIds\[2\] is given twice$/,
        /^bucket\.syncRegions\[1\] is given twice$/,
    ],
    ["a bucket with capitals", { bucket: { bucketName: "Acme" } }, /^bucket\.bucketName is not a bucket name/],
    [
        "a long sync",
        { ...member, sync: { ...member.sync, syncName: "a".repeat(65) } },
        /^sync\.syncName is not the name/,
    ],
    ["no reason", { bucket: { acceptUnguardedAclCheck: "no" } }, /^bucket\.acceptUnguardedAclCheck is not a reason/],
    ["no grantee", { bucket: {}, readers: { grantees: {} } }, /^readers\.grantees has neither/],
]);
