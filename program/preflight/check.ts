/** Checks read-only in AWS whether what a stack takes to exist does, and what its quotas leave. */
import { maximumInline } from "../../policypack/iam";
import type { PolicyCount, Preflight, Requirement } from "./requirements";

/** The answers of AWS for one provider. Each function only reads. */
export interface AccountReader {
    /** The account of the credentials. */
    readonly account: () => Promise<string>;
    /** Whether the resource exists; undefined for a kind that is not checked. Throws if AWS denies the call. */
    readonly exists: (requirement: Requirement) => Promise<boolean | undefined>;
    /** The ARNs of the managed policies attached to a principal, and the characters of its inline policies. */
    readonly policiesOf: (
        principal: Pick<PolicyCount, "kind" | "name">,
    ) => Promise<{ readonly attached: readonly string[]; readonly inlineCharacters: number }>;
    /** The numbers of `iam:GetAccountSummary`: usage and quotas. */
    readonly summary: () => Promise<Readonly<Record<string, number>>>;
}

/** The result of one check. */
export interface CheckResult {
    readonly status: "found" | "missing" | "over quota" | "warning" | "not checked";
    readonly subject: string;
    readonly detail?: string;
}

const messageOf = (error: unknown): string =>
    error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** The quota of a principal in the account summary. */
const summaryKeys = {
    user: "AttachedPoliciesPerUserQuota",
    group: "AttachedPoliciesPerGroupQuota",
    role: "AttachedPoliciesPerRoleQuota",
} as const;

const subjectOf = ({ kind, id, accountId, region }: Requirement): string => `${kind} ${id} (${accountId}, ${region})`;

const checkRequirement = async (requirement: Requirement, reader: AccountReader | undefined): Promise<CheckResult> => {
    const subject = subjectOf(requirement);
    if (reader === undefined) {
        return { status: "not checked", subject, detail: "no provider of the stack reaches this account" };
    }
    try {
        const exists = await reader.exists(requirement);
        if (exists === undefined) {
            return { status: "not checked", subject, detail: `preflight does not look up a ${requirement.kind}` };
        }
        return exists
            ? { status: "found", subject }
            : { status: "missing", subject, detail: `named at ${requirement.paths.join(", ")}` };
    } catch (error) {
        return { status: "not checked", subject, detail: messageOf(error) };
    }
};

const quotaStatus = (used: number, limit: number): CheckResult["status"] => {
    if (used > limit) {
        return "over quota";
    }
    return used === limit ? "warning" : "found";
};

/** Compares the policies of a principal with its quotas. Policies of the stack that are attached already count once. */
const checkPrincipal = async (
    { kind, name, accountId, count, quota }: PolicyCount,
    ownPolicies: ReadonlySet<string>,
    reader: AccountReader,
    summary: Readonly<Record<string, number>>,
): Promise<readonly CheckResult[]> => {
    const { attached, inlineCharacters } = await reader.policiesOf({ kind, name });
    const elsewhere = attached.filter((arn) => !ownPolicies.has(arn)).length;
    const limit = summary[summaryKeys[kind]] ?? quota;
    const subject = `${kind} ${name} (${accountId})`;
    const detail = `${count + elsewhere} of ${limit} managed policies: ${count} of this stack, ${elsewhere} elsewhere`;
    return [
        {
            status: quotaStatus(count + elsewhere, limit),
            subject,
            detail,
        },
        ...(inlineCharacters > maximumInline[kind] * 0.9
            ? [
                  {
                      status: "warning" as const,
                      subject,
                      detail: `inline policies of ${inlineCharacters} of ${maximumInline[kind]} characters`,
                  },
              ]
            : []),
    ];
};

/** The quotas of the account for what the stack creates, with a warning where less than a tenth is left. */
const checkAccount = (account: string, summary: Readonly<Record<string, number>>): readonly CheckResult[] =>
    (["Policies", "Roles", "InstanceProfiles"] as const).flatMap((resource) => {
        const [used, quota] = [summary[resource], summary[`${resource}Quota`]];
        return used === undefined || quota === undefined
            ? []
            : [
                  {
                      status: used > quota * 0.9 ? ("warning" as const) : ("found" as const),
                      subject: `account ${account}`,
                      detail: `${used} of ${quota} ${resource}`,
                  },
              ];
    });

/** The account of a provider's credentials, compared with the one that the stack deploys to. */
const checkCredentials = async (
    { accountId, provider = "of the stack" }: Preflight["locations"][number],
    reader: AccountReader,
): Promise<CheckResult> => {
    const subject = `provider ${provider}`;
    try {
        const actual = await reader.account();
        return actual === accountId
            ? { status: "found", subject, detail: `account ${accountId}` }
            : { status: "missing", subject, detail: `the credentials are of account ${actual}, not ${accountId}` };
    } catch (error) {
        return { status: "missing", subject, detail: messageOf(error) };
    }
};

/**
 * Checks everything, one account after the other. `readerOf` returns the answers for a provider by name.
 *
 * @param ownPolicies ARNs of the policies that the stack creates.
 */
export const checkPreflight = async (
    { locations, requirements, policyCounts }: Preflight,
    ownPolicies: ReadonlySet<string>,
    readerOf: (provider: string | undefined) => AccountReader,
): Promise<readonly CheckResult[]> => {
    const results: CheckResult[] = [];
    for (const location of locations) {
        const reader = readerOf(location.provider);
        const credentials = await checkCredentials(location, reader);
        results.push(credentials);
        if (credentials.status === "missing") {
            continue;
        }
        try {
            const summary = await reader.summary();
            results.push(...checkAccount(location.accountId, summary));
            for (const principal of policyCounts.filter(({ provider }) => provider === location.provider)) {
                try {
                    results.push(...(await checkPrincipal(principal, ownPolicies, reader, summary)));
                } catch (error) {
                    const subject = `policies of ${principal.kind} ${principal.name} (${principal.accountId})`;
                    results.push({ status: "not checked", subject, detail: messageOf(error) });
                }
            }
        } catch (error) {
            results.push({ status: "not checked", subject: `account ${location.accountId}`, detail: messageOf(error) });
        }
    }
    for (const requirement of requirements) {
        const location = locations.find(
            ({ provider, accountId }) => provider === requirement.provider && accountId === requirement.accountId,
        );
        results.push(await checkRequirement(requirement, location && readerOf(location.provider)));
    }
    return results;
};
