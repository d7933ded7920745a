import { RunCommandAccess } from "ssm-access";

const patching = new RunCommandAccess("patching", {
    operator: {
        documents: ["Acme-PatchNow"],
        targetTags: { PatchGroup: ["web"] },
        grantees: { groups: ["ops"] },
    },
});

export const operatorPolicyArn = patching.operatorPolicyArn;
