import type { RunCommandAccessArgs } from "../../../components/runCommand/args";
import type { Unwrap } from "../../../components/pattern/args";

type Args = Unwrap<RunCommandAccessArgs>;

export const notificationRole = "arn:aws:iam::123456789012:role/service-role/notify";

export const grantees = { groups: ["ops"] };

/** Every arg of an operator. */
export const operator: NonNullable<Args["operator"]> = {
    documents: ["Acme-PatchNow", "AWS-RunPatchBaseline"],
    acceptRootDocuments: ["AWS-RunPatchBaseline"],
    targetTags: { Environment: ["prod"], PatchGroup: ["web", "batch"] },
    outputBucketName: "acme-output",
    notificationRoleArns: [notificationRole],
    grantees,
};

export const administrator: NonNullable<Args["administrator"]> = { documents: ["AWS-RunShellScript"], grantees };

export const reader: NonNullable<Args["reader"]> = { grantees };
