import type { Unwrap } from "../../../components/pattern/args";
import type { TeamAccessArgs } from "../../../components/team/args";

type Args = Unwrap<TeamAccessArgs>;
type Levels = NonNullable<Args["levels"]>[number];

/** Run Command on nodes of one tag, and the same readers as another component has. */
export const patching: Levels = {
    runCommand: {
        componentName: "patching",
        levels: ["operator"],
        operator: {
            documents: ["Acme-PatchNow"],
            targetTags: { PatchGroup: ["web"] },
            outputBucketName: "acme-output",
        },
        reader: {},
    },
};

export const shells: Levels = {
    session: {
        users: { documents: ["SSM-SessionManagerRunShell"], targetTags: { PatchGroup: ["web"] } },
    },
};

export const runbooks: Levels = {
    automation: {
        componentName: "images",
        functionArns: ["arn:aws:lambda:eu-west-1:123456789012:function:Automation-clean"],
        starters: { runbooks: ["Acme-RefreshImage"] },
        approvers: {},
    },
};

/** Args that set everything. */
export const everything: Args = {
    levels: [patching, shells, runbooks],
    holder: { groups: ["ops"], users: ["alice"], roles: ["arn:aws:iam::123456789012:role/team/oncall"] },
};

export const callerRole = "arn:aws:iam::123456789012:role/team/pipeline";

/** A role that everything may assume that the args can name together. */
export const assumed: Args = {
    levels: [shells],
    holder: {
        role: {
            trust: {
                accountIds: ["210987654321"],
                permissionSets: ["Operations", "On.Call"],
                roleArns: [callerRole],
                externalIds: ["acme-7f3a"],
                sourceIdentities: ["*@acme.example"],
            },
            maxSessionSeconds: 7200,
        },
    },
    path: "/team/",
    permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary",
};

/** A role for the users of an organization, with MFA. */
export const ofOrganization: Args = {
    levels: [shells],
    holder: { role: { trust: { organizationId: "o-0123456789", mfa: true } } },
    roleName: "oncall",
};

/** Parameter readers of one path each, with ARNs so long that they need this many policies. */
export const readersOf = (paths: number): Levels[] =>
    Array.from({ length: paths }, (_, i) => ({
        parameter: {
            componentName: `app${String(i)}`,
            readers: {
                paths: Array.from(
                    { length: 8 },
                    (_unused, j) => `/team/${String(i)}/${"long-name-of-a-service-".repeat(4)}/${String(j)}`,
                ),
            },
        },
    }));
