import type { PatchAccessArgs } from "../../../components/patch/args";
import type { Unwrap } from "../../../components/pattern/args";
import { notificationRole } from "../runCommand/fixture";

type Args = Unwrap<PatchAccessArgs>;

export const predefined = "arn:aws:ssm:eu-west-1:075727635805:patchbaseline/pb-0123456789abcdef0";
export const baselineId = "pb-0fedcba9876543210";

/** All args. */
export const everything: Args = {
    administrators: {
        grantees: { groups: ["security"] },
        createBaselines: true,
        patchGroups: true,
        defaultBaseline: true,
        predefinedBaselineArns: [predefined],
    },
    patchers: {
        grantees: { groups: ["ops"] },
        documents: ["AWS-RunPatchBaseline", "AWS-RunPatchBaselineWithHooks", "Acme-PatchNow"],
        acceptHooks: true,
        targetTags: { PatchGroup: ["web"], Environment: ["dev"] },
        outputBucketName: "acme-output",
        notificationRoleArns: [notificationRole],
        cancel: true,
    },
    readers: { grantees: { users: ["ana"] }, predefinedBaselineArns: [predefined] },
};

/** One baseline and one node. */
export const narrow: Args = {
    administrators: { grantees: { groups: ["security"] }, baselineIds: [baselineId], patchGroups: true },
    patchers: { grantees: { groups: ["ops"] }, nodeIds: ["i-0123456789abcdef0"] },
};
