import * as assert from "node:assert/strict";
import { InventorySync } from "../../../components";
import { inventorySync } from "../../../components/inventorySync/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { namingScope } from "../namingScopes";
import { accounts, member, organization } from "./fixture";
import { keyArn } from "../managedInstance/fixture";
import { describeComponent } from "../../support/component";
import { deploy, inventory, valueOf } from "../../support/deploy";

const names = inventorySync.names(namingScope("InventorySync"), accounts);
const bucketParts = [
    ["aws:s3/bucket:Bucket", "ops-bucket"],
    ["aws:s3/bucketPolicy:BucketPolicy", "ops-bucket"],
    ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "ops-bucket"],
    ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "ops-bucket"],
] as const;
const holders = [
    ["ssm-access:index:InventorySync", "ops"],
    ["aws:iam/policy:Policy", "ops-administrators"],
    ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ops-administrators-role-platform"],
] as const;
const reading = [
    ["aws:iam/policy:Policy", "ops-readers"],
    ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-readers-group-audit"],
] as const;
const sync = ["aws:ssm/resourceDataSync:ResourceDataSync", "ops-sync"] as const;

describeComponent(InventorySync, inventorySync, {
    // Not the accounts that describeComponent replaces with one another.
    args: { ...accounts, bucket: { ...accounts.bucket, accountIds: ["123456789012", "333333333333"] } },
    inventory: [
        ...holders,
        ...bucketParts,
        ["aws:kms/alias:Alias", "ops-key"],
        ["aws:kms/key:Key", "ops-key"],
        ...reading,
        sync,
    ],
    carries: [
        ["ops-bucket", "policy", "bucket"],
        ["ops-key", "policy", "key"],
        ["ops-administrators", "policy", "administrators"],
        ["ops-readers", "policy", "readers"],
    ],
    outputs: {
        bucketName: "acme-inventory",
        bucketArn: "arn:aws:s3:::acme-inventory",
        kmsKeyArn: undefined,
        syncName: "fleet",
        syncArn: "arn:aws:ssm:eu-west-1:123456789012:resource-data-sync/fleet",
        administratorPolicyArn: names.administrators.arn,
        readerPolicyArn: names.readers.arn,
    },
    unknownAtPreview: ["ops-bucket.rules", "ops-key.targetKeyId", "ops-sync.s3Destination"],
    rejected: {
        args: {
            bucket: { accountIds: ["*"], bucketName: "A" },
            sync: { bucketName: "acme-other" },
            readers: { grantees: {} },
        },
        paths: ["bucket.accountIds[0]", "bucket.bucketName", "sync.bucketName", "readers.grantees"],
    },
});

describe("InventorySync", () => {
    it("collects the data of an organization in a bucket with an existing key, and exports its key policy", async () => {
        const { made, result } = await deploy(() => new InventorySync("ops", organization), { preview: true });
        assert.deepEqual(inventory(made), [...holders, ...bucketParts, ...reading, sync]);
        assert.deepEqual(made.find(({ name }) => name === "ops-sync")?.inputs.s3Destination, {
            bucketName: "acme-inventory",
            region: "eu-west-1",
            kmsKeyArn: keyArn("a"),
            syncFormat: "JsonSerDe",
            destinationDataSharing: { destinationDataSharingType: "Organization" },
        });
        const { document } =
            planDocuments(inventorySync, namingScope("InventorySync"), organization).key ?? assert.fail();
        assert.equal(result.keyPolicy && (await valueOf(result.keyPolicy)), JSON.stringify(document));
    });

    it("delivers to an existing bucket without creating one", async () => {
        const { made } = await deploy(() => new InventorySync("ops", member));
        assert.deepEqual(inventory(made), [holders[0], ...reading, sync]);
        const { s3Destination } = made.find(({ name }) => name === "ops-sync")?.inputs ?? {};
        assert.deepEqual(s3Destination, {
            bucketName: "acme-inventory",
            region: "us-east-1",
            prefix: "nodes",
            syncFormat: "JsonSerDe",
            destinationDataSharing: { destinationDataSharingType: "Organization" },
        });
    });

    it("rejects a bucket policy that exceeds the size limit", async () => {
        const accountIds = Array.from({ length: 30 }, (_, i) => String(100_000_000_000 + i));
        const syncRegions = ["eu-west-1", "eu-west-2", "eu-west-3", "us-east-1", "us-east-2", "us-west-1", "us-west-2"];
        await assert.rejects(
            deploy(() => new InventorySync("ops", { bucket: { accountIds, syncRegions } })),
            /characters without white space, more than the maximum of 20480.*fewer accounts, Regions or resources/s,
        );
    });

    it("blocks public access and defaults to SSE-S3", async () => {
        const { made } = await deploy(() => new InventorySync("ops", { bucket: { bucketName: "acme-inventory" } }));
        const inputs = (type: string) => made.find((child) => child.type.startsWith(type))?.inputs;
        assert.deepEqual(inputs("aws:s3/bucketPublicAccessBlock:"), {
            bucket: "acme-inventory",
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        });
        assert.deepEqual(inputs("aws:s3/bucketServerSideEncryptionConfiguration:")?.rules, [
            { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
        ]);
        assert.equal(inputs("aws:kms/key:"), undefined);
    });
});
