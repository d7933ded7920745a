import type { FlowLogDeliveryArgs } from "../../../components/flowLogDelivery/args";
import type { Unwrap } from "../../../components/pattern/args";
import { keyArn } from "../managedInstance/fixture";

type Args = Unwrap<FlowLogDeliveryArgs>;

export const creators = {
    grantees: { groups: ["network"] },
    resourceIds: [
        "vpc-0123456789abcdef0",
        "subnet-0123456789abcdef0",
        "eni-0123456789abcdef0",
        "nat-0123456789abcdef0",
        "tgw-0123456789abcdef0",
        "tgw-attach-0123456789abcdef0",
    ],
    deleteFlowLogs: true,
};

/** Both destinations, with flow log IDs and creators. */
export const everything: Args = {
    logGroup: { retentionDays: 90, kmsKeyArn: keyArn("a") },
    bucket: { bucketName: "acme-flow-logs", keyPrefix: "network", sourceRegions: ["eu-west-1", "eu-west-2"] },
    flowLogIds: ["fl-0123456789abcdef0"],
    creators,
};
