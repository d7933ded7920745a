import type { InventorySyncArgs } from "../../../components/inventorySync/args";
import type { Unwrap } from "../../../components/pattern/args";
import { keyArn } from "../managedInstance/fixture";

type Args = Unwrap<InventorySyncArgs>;

export const reading = {
    administrators: { grantees: { roles: ["platform"] } },
    readers: { grantees: { groups: ["audit"] } },
};

/** A bucket with its own key for two accounts, and a sync of the first account. */
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

/** A bucket with an existing key for an organization. */
export const organization: Args = {
    bucket: { bucketName: "acme-inventory", organizationId: "o-a1b2c3d4e5", kmsKeyArn: keyArn("a") },
    sync: {},
    ...reading,
};

/** A member account that delivers to another account's bucket. */
export const member: Args = {
    sync: { bucketName: "acme-inventory", bucketRegion: "us-east-1", keyPrefix: "nodes", organization: true },
    readers: reading.readers,
};
