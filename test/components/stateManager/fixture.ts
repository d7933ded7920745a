import type { StateManagerAccessArgs } from "../../../components/stateManager/args";
import type { Unwrap } from "../../../components/pattern/args";

type Args = Unwrap<StateManagerAccessArgs>;

export const assumeRole = "arn:aws:iam::123456789012:role/images";
export const grantees = { groups: ["ops"] };

/** Documents, runbooks and creators with every option. */
export const everything: Args = {
    roleName: "associations",
    runCommand: {
        documents: ["AWS-UpdateSSMAgent", "Acme-Configure"],
        targetTags: { Environment: ["dev"] },
        outputBucketName: "acme-output",
    },
    automation: { runbooks: ["Acme-RefreshImage"], assumeRoleArns: [assumeRole] },
    creators: { grantees, deleteAssociations: true, startAssociations: true },
};

export const associationId = "8dfe3659-4309-493a-8755-0123456789ab";

/** One association with one runbook and any dispatch role. */
export const narrow: Args = {
    roleName: "associations",
    automation: { runbooks: ["Acme-RefreshImage"] },
    creators: { grantees, associationIds: [associationId], anyDispatchRole: true },
};
