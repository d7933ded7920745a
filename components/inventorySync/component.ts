import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { InventorySyncArgs } from "./args";
import { inventoryAccessLevels } from "./validate";
import { inventorySync } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { inventoryBucket } from "./bucket.resource";
import { resolveAfter } from "../resources/resolveAfter";
import { currentLocation } from "../resources/currentLocation";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    administrators: "Make and delete the resource data sync of inventories.",
    readers: "Read the inventories that Systems Manager gathers.",
} as const;

/**
 * Collects the inventory data of several accounts and Regions in one bucket. The central account sets `bucket`, with or
 * without a `sync` of its own; every other account sets `sync` with that bucket's name. Systems Manager may deliver
 * only for the given accounts, each below its own prefix, or for a whole organization.
 *
 * Before you use it:
 * - The bucket reveals the software and versions of every node to its readers.
 * - AWS allows five resource data syncs per account and Region, shared with those of Explorer. A sync cannot be
 *   updated: a change replaces it.
 * - The policy of an existing key must contain the statement of the output `keyPolicy`, or every delivery fails.
 *
 * @example
 * const inventory = new InventorySync("fleet", {
 *     bucket: { accountIds: ["123456789012", "210987654321"], createKey: true },
 *     sync: {},
 *     readers: { grantees: { groups: ["audit"] } },
 * });
 * export const { bucketName } = inventory;
 *
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-resource-data-sync.html
 */
export class InventorySync extends pulumi.ComponentResource {
    /** Name of the created bucket. Resolves once the bucket accepts deliveries. Undefined without a bucket. */
    readonly bucketName?: pulumi.Output<string>;
    /** ARN of the created bucket. Resolves once the bucket accepts deliveries. Undefined without a bucket. */
    readonly bucketArn?: pulumi.Output<string>;
    /** ARN of the KMS key that encrypts the created bucket. Undefined without a key. */
    readonly kmsKeyArn?: pulumi.Output<string>;
    /** The policy document that an existing key's policy must contain, as JSON. Undefined without an existing key. */
    readonly keyPolicy?: pulumi.Output<string>;
    /** Name of the sync. Resolves once it exists. Undefined without a sync. */
    readonly syncName?: pulumi.Output<string>;
    /** ARN of the sync. Resolves once it exists. Undefined without a sync. */
    readonly syncArn?: pulumi.Output<string>;
    /**
     * ARN of the administrators' policy. Resolves once it is attached to all grantees. Undefined without a policy.
     */
    readonly administratorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `administrators` as JSON; undefined unless the level is set without grantees. */
    readonly administratorPolicyJson?: pulumi.Output<string>;
    /** ARN of the readers' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly readerPolicyArn?: pulumi.Output<string>;
    /** Policy document of `readers` as JSON; undefined unless the level is set without grantees. */
    readonly readerPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: InventorySyncArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:InventorySync", name, validateArgs(inventorySync, name, args), opts);
        const { names, policies } = planComponent(this, inventorySync, name, args);
        const { bucket, sync, region } = args;

        if (bucket !== undefined) {
            const { name: bucketName, kmsKeyArn } = inventoryBucket(this, name, bucket, {
                bucketName: names.bucket.name,
                aliasName: names.key.name,
                policies,
                args,
            });
            this.bucketName = bucketName;
            this.bucketArn = pulumi.all([names.bucket.arn, bucketName]).apply(([arn = ""]) => arn);
            if (kmsKeyArn !== undefined) {
                this.kmsKeyArn = kmsKeyArn;
            }
            if (bucket.kmsKeyArn !== undefined) {
                this.keyPolicy = policies.key;
            }
        }

        if (sync !== undefined) {
            const made = new ssm.ResourceDataSync(
                `${name}-sync`,
                {
                    name: names.sync.name,
                    s3Destination: {
                        bucketName: this.bucketName ?? sync.bucketName ?? "",
                        region: sync.bucketRegion ?? currentLocation({ parent: this }, region).region,
                        prefix: bucket?.keyPrefix ?? sync.keyPrefix,
                        kmsKeyArn: this.kmsKeyArn ?? sync.kmsKeyArn,
                        syncFormat: "JsonSerDe",
                        destinationDataSharing:
                            (sync.organization ?? bucket?.organizationId !== undefined)
                                ? { destinationDataSharingType: "Organization" }
                                : undefined,
                    },
                    region,
                },
                { parent: this },
            );
            this.syncName = resolveAfter(names.sync.name, [made]);
            this.syncArn = resolveAfter(names.sync.arn as pulumi.Output<string>, [made]);
        }

        const { administrators, readers } = granteePolicies(this, name, inventoryAccessLevels, {
            names,
            policies,
            descriptions,
            args,
        });
        this.administratorPolicyArn = administrators.arn;
        this.administratorPolicyJson = administrators.json;
        this.readerPolicyArn = readers.arn;
        this.readerPolicyJson = readers.json;

        this.registerOutputs({
            bucketName: this.bucketName,
            bucketArn: this.bucketArn,
            kmsKeyArn: this.kmsKeyArn,
            keyPolicy: this.keyPolicy,
            syncName: this.syncName,
            syncArn: this.syncArn,
            administratorPolicyArn: this.administratorPolicyArn,
            administratorPolicyJson: this.administratorPolicyJson,
            readerPolicyArn: this.readerPolicyArn,
            readerPolicyJson: this.readerPolicyJson,
        });
    }
}
