import type { InventorySyncArgs } from "../../../components/inventorySync/args";
import type { Unwrap } from "../../../components/pattern/args";
import { keyArn } from "../managedInstance/fixture";

type Args = Unwrap<InventorySyncArgs>;

export const reading = {
    administrators: { grantees: { roles: ["platform"] } },
    readers: { grantees: { groups: ["audit"] } },
};

/** Two accounts in a bucket with a key of its own, and a sync of the first. */
export const accounts: Args = {
    bucket: {
        bucketName: "acme-inventory",
        accountIds: ["123456789012", "210987654321"],
        syncRegions: ["eu-west-1", "us-east-1"],
        keyPrefix: "nodes",
        createKey: true,
    },
    sync: { syncName: "fleet" },
    ...reading,
};

/** An organization in a bucket with an existing key. */
export const organization: Args = {
    bucket: { bucketName: "acme-inventory", organizationId: "o-a1b2c3d4e5", kmsKeyArn: keyArn("a") },
    sync: {},
    ...reading,
};

/** An account that delivers to another one's bucket. */
export const member: Args = {
    sync: { bucketName: "acme-inventory", bucketRegion: "us-east-1", keyPrefix: "nodes", organization: true },
    readers: reading.readers,
};
