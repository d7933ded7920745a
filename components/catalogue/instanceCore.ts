import { allow, type Statement } from "../../policypack/iam";
import type { ManagedInstanceAccessArgs, Unwrap } from "../args";
import { arn, documentArn, type Place } from "./place";

type Args = Unwrap<ManagedInstanceAccessArgs>;

/** What the agent says of the instance it runs on. */
const registering = (place: Place): Statement =>
    allow("RegisterInstance", ["ssm:UpdateInstanceInformation"], [arn(place, "ec2", "instance/*")]);

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

/**
 * An instance reports compliance in its own name only: the key is that of the instance whose credentials sign the call.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-permissions.html
 */
const compliance = (place: Place): Statement =>
    allow("ReportCompliance", ["ssm:PutComplianceItems"], [arn(place, "ec2", "instance/*")], {
        StringEquals: { "ec2:SourceInstanceARN": "${ec2:SourceInstanceARN}" },
    });

/**
 * What every managed instance needs: `AmazonSSMManagedInstanceCore` without the parameters of the whole account, each
 * action on the resources it knows.
 */
export const instanceCore = (place: Place, args: Args): readonly Statement[] => {
    if (args.sessionsOnly === true) {
        return [registering(place), channels];
    }
    const instances = arn(place, "ec2", "instance/*");
    const documents = args.documents?.map((name) => documentArn(place, name)) ?? [
        documentArn(place, "*"),
        arn(place, "ssm", "document/*", { accountId: "" }),
    ];
    return [
        registering(place),
        channels,
        ...(args.ec2Messages === true ? [ec2Messages] : []),
        allow("ReadDocuments", ["ssm:DescribeDocument", "ssm:GetDocument"], documents),
        allow("ListInstanceAssociations", ["ssm:ListInstanceAssociations"], [instances]),
        // Beside what it is about, each of these asks for the instance it is about.
        allow(
            "ReportAssociations",
            ["ssm:DescribeAssociation", "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus"],
            [arn(place, "ssm", "association/*"), instances, ...documents],
        ),
        compliance(place),
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
