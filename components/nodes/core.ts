import { allow, type Statement } from "../../policypack/iam";
import type { NodeCoreArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import type { NodeKind } from "./kinds";
import { arn, documentArn, everyDocument, type AwsLocation } from "../pattern/location";

type Args = Unwrap<NodeCoreArgs>;

/** What carries commands and sessions. These actions know no resource, so a star is the only form. */
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

/** The older way for commands. These actions know no resource either. */
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
 * Only a node reports compliance: the key is that of the node whose credentials sign the call.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-permissions.html
 */
const compliance = (nodes: readonly string[], { sourceKeys }: NodeKind): readonly Statement[] =>
    sourceKeys.map((key, i) =>
        allow(complianceSids[i] ?? key, ["ssm:PutComplianceItems"], nodes, { StringEquals: { [key]: `\${${key}}` } }),
    );

/**
 * What every managed node needs: `AmazonSSMManagedInstanceCore` without the parameters of the whole account, each action
 * on the resources it knows.
 */
export const nodeCore = (location: AwsLocation, kind: NodeKind, args: Args): readonly Statement[] => {
    const nodes = kind.arns(location);
    // What the agent says of the node it runs on.
    const registering = allow("RegisterInstance", ["ssm:UpdateInstanceInformation"], nodes);
    if (args.sessionsOnly === true) {
        return [registering, channels];
    }
    const documents = args.documents?.map((name) => documentArn(location, name)) ?? everyDocument(location);
    return [
        registering,
        channels,
        ...(args.ec2Messages === true ? [ec2Messages] : []),
        allow("ReadDocuments", ["ssm:DescribeDocument", "ssm:GetDocument"], documents),
        allow("ListInstanceAssociations", ["ssm:ListInstanceAssociations"], nodes),
        // Beside what it is about, each of these asks for the node it is about.
        allow(
            "ReportAssociations",
            ["ssm:DescribeAssociation", "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus"],
            [arn(location, "ssm", "association/*"), ...nodes, ...documents],
        ),
        ...compliance(nodes, kind),
        // These actions know no resource.
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
