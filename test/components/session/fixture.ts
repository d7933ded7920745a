import type { SessionAccessArgs } from "../../../components/session/args";
import type { Unwrap } from "../../../components/pattern/args";
import { keyArn } from "../managedInstance/fixture";

type Args = Unwrap<SessionAccessArgs>;

export const users: NonNullable<Args["users"]> = {
    grantees: { groups: ["developers"] },
    targetTags: { Environment: ["dev"], Team: ["web", "batch"] },
    documents: ["SSM-SessionManagerRunShell", "Acme-TailLogs"],
};

export const preferences: NonNullable<Args["preferences"]> = {
    idleSessionTimeoutMinutes: 15,
    maxSessionDurationMinutes: 480,
    kmsKeyArn: keyArn("a"),
    logGroup: { logGroupName: "/ssm/sessions" },
    bucket: { bucketName: "acme-sessions", keyPrefix: "web" },
    runAs: true,
    runAsDefaultUser: "operator",
    shellProfile: { linux: "cd ~" },
};

/** Every kind of session and every access level. */
export const everything: Args = {
    users: { ...users, ssh: true, portForwarding: true, remotePortForwarding: true, console: true },
    preferences,
    administrators: { grantees: { roles: ["platform"] }, deletePreferences: true },
    auditors: {
        grantees: { groups: ["audit"] },
        logGroupNames: ["/ssm/sessions"],
        records: { bucketName: "acme-sessions", keyPrefix: "web", kmsKeyArn: keyArn("b", "eu-central-1") },
    },
};

/** The args that switch unverified facts. */
export const otherwise: NonNullable<Args["users"]> = {
    grantees: { users: ["ana"] },
    nodeIds: ["i-0123456789abcdef0", "mi-0123456789abcdef0"],
    portForwarding: true,
    documentAccessCheck: false,
    ownDataChannelsOnly: true,
    ownSessionsAnywhere: true,
};
