import { allow, type Statement } from "../../policypack/iam";
import type { NodeCoreArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import type { NodeKind } from "./kinds";
import { arn, documentArn, everyDocument, type AwsLocation } from "../pattern/location";

type Args = Unwrap<NodeCoreArgs>;

/** The channels for commands and sessions. The actions support no resource-level permissions. */
const channels: Statement = allow(
    "OpenChannels",
    [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    ],
    ["*"],
);

/** The older channel for commands. The actions support no resource-level permissions. */
const ec2Messages: Statement = allow(
    "ExchangeEc2Messages",
    [
        "ec2messages:AcknowledgeMessage",
        "ec2messages:DeleteMessage",
        "ec2messages:FailMessage",
        "ec2messages:GetEndpoint",
        "ec2messages:GetMessages",
        "ec2messages:SendReply",
    ],
    ["*"],
);

const complianceSids = ["ReportCompliance", "ReportComplianceOtherwise"] as const;

/**
 * Only nodes can report compliance: the key is present only if a node's credentials signed the request.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-permissions.html
 */
const compliance = (nodes: readonly string[], { sourceKeys }: NodeKind): readonly Statement[] =>
    sourceKeys.map((key, i) =>
        allow(complianceSids[i] ?? key, ["ssm:PutComplianceItems"], nodes, { StringEquals: { [key]: `\${${key}}` } }),
    );

/**
 * The permissions that every managed node needs: `AmazonSSMManagedInstanceCore` without access to all parameters of the
 * account, with each action limited to its resources.
 */
export const nodeCore = (location: AwsLocation, kind: NodeKind, args: Args): readonly Statement[] => {
    const nodes = kind.arns(location);
    // The agent reports the state of the node it runs on.
    const register = allow("RegisterInstance", ["ssm:UpdateInstanceInformation"], nodes);
    if (args.sessionsOnly === true) {
        return [register, channels];
    }
    const documents = args.documents?.map((name) => documentArn(location, name)) ?? everyDocument(location);
    return [
        register,
        channels,
        ...(args.ec2Messages === true ? [ec2Messages] : []),
        allow("ReadDocuments", ["ssm:DescribeDocument", "ssm:GetDocument"], documents),
        allow("ListInstanceAssociations", ["ssm:ListInstanceAssociations"], nodes),
        // AWS also authorizes each of these actions on the node.
        allow(
            "ReportAssociations",
            ["ssm:DescribeAssociation", "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus"],
            [arn(location, "ssm", "association/*"), ...nodes, ...documents],
        ),
        ...compliance(nodes, kind),
        // These actions support no resource-level permissions.
        allow(
            "ReportInventoryPatchesAndPackages",
            [
                "ssm:GetDeployablePatchSnapshotForInstance",
                "ssm:GetManifest",
                "ssm:ListAssociations",
                "ssm:PutConfigurePackageResult",
                "ssm:PutInventory",
            ],
            ["*"],
        ),
    ];
};
