import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { maximumOf } from "../../policypack/iam";
import type { InventorySyncArgs } from "./args";
import { inventoryAccessLevels } from "./validate";
import { inventorySync } from "./pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { inventoryBucket } from "./bucket.resource";
import { compliantPolicy } from "../resources/compliantPolicy";
import { resolveAfter } from "../resources/resolveAfter";
import { currentLocation } from "../resources/currentLocation";
import { validateArgs, planComponent } from "../resources/planComponent";

const descriptions = {
    administrators: "Make and delete the resource data sync of inventories.",
    readers: "Read the inventories that Systems Manager gathers.",
} as const;

/**
 * Inventories of many accounts and Regions gathered in one bucket. The account that gathers makes `bucket`, with or without a
 * sync of its own; every other account makes `sync` with the name of that bucket. Systems Manager delivers for the named
 * accounts only, each below its own prefix, or for a whole organization.
 *
 * What to know before it is used:
 * - Whoever reads the bucket knows the software and versions of every node.
 * - AWS takes five syncs an account and Region, shared with those of Explorer, and changes none: a change replaces it.
 * - An existing key needs the statement of the output `keyPolicy` in its own policy, or no delivery succeeds.
 *
 * @example
 * const inventory = new InventorySync("fleet", {
 *     bucket: { accountIds: ["123456789012", "210987654321"], createKey: true },
 *     sync: {},
 *     readers: { grantees: { groups: ["audit"] } },
 * });
 * export const { bucketName } = inventory;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-resource-data-sync.html
 */
export class InventorySync extends pulumi.ComponentResource {
    /** Name of the bucket made here, once it takes deliveries; undefined without a bucket. */
    readonly bucketName?: pulumi.Output<string>;
    /** ARN of the bucket made here, once it takes deliveries; undefined without a bucket. */
    readonly bucketArn?: pulumi.Output<string>;
    /** ARN of the key that the bucket made here encrypts with; undefined without a key. */
    readonly kmsKeyArn?: pulumi.Output<string>;
    /** What the policy of an existing key must allow, as a document; undefined without one. */
    readonly keyPolicy?: pulumi.Output<string>;
    /** Name of the sync, once it delivers; undefined without a sync. */
    readonly syncName?: pulumi.Output<string>;
    /** ARN of the sync, once it delivers; undefined without a sync. */
    readonly syncArn?: pulumi.Output<string>;
    /** ARN of the administrators' policy, once attached to all its grantees; undefined without administrators. */
    readonly administratorPolicyArn?: pulumi.Output<string>;
    /** ARN of the readers' policy, once attached to all its grantees; undefined without readers. */
    readonly readerPolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: InventorySyncArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:InventorySync", name, validateArgs(inventorySync, name, args), opts);
        const { names, documents } = planComponent(this, inventorySync, name, args);
        const { bucket, sync, region } = args;

        if (bucket !== undefined) {
            const { name: bucketName, kmsKeyArn } = inventoryBucket(this, name, bucket, {
                bucketName: names.bucket.name,
                aliasName: names.key.name,
                policy: documents.bucket,
                keyPolicy: documents.key,
                args,
            });
            this.bucketName = bucketName;
            this.bucketArn = pulumi.all([names.bucket.arn, bucketName]).apply(([arn = ""]) => arn);
            if (kmsKeyArn !== undefined) {
                this.kmsKeyArn = kmsKeyArn;
            }
            if (bucket.kmsKeyArn !== undefined) {
                this.keyPolicy = compliantPolicy(documents.key, this, maximumOf.keyPolicy);
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
            documents,
            descriptions,
            args,
        });
        this.administratorPolicyArn = administrators;
        this.readerPolicyArn = readers;

        this.registerOutputs({
            bucketName: this.bucketName,
            bucketArn: this.bucketArn,
            kmsKeyArn: this.kmsKeyArn,
            keyPolicy: this.keyPolicy,
            syncName: this.syncName,
            syncArn: this.syncArn,
            administratorPolicyArn: administrators,
            readerPolicyArn: readers,
        });
    }
}
