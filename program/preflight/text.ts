import { groupBy } from "../../policypack/graph/groupBy";
import type { CheckResult } from "./check";
import type { Preflight, Requirement } from "./requirements";

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** The components that name a resource. */
const neededBy = ({ paths }: Requirement): string => {
    const components = new Set(
        paths.map((path) =>
            path
                .replace(/^[^:]*:/, "")
                .split(".")
                .slice(0, 2)
                .join("."),
        ),
    );
    return [...components].join(", ");
};

const requirementLine = (requirement: Requirement): string =>
    `  ${requirement.kind} ${requirement.id}  [${neededBy(requirement)}]`;

/** The list of what a stack takes to exist. */
export const listText = (
    stack: string,
    { locations, requirements, policyCounts }: Preflight,
    isAccountAssumed: boolean,
): string => {
    const byAccount = groupBy(requirements, ({ accountId }) => accountId);
    return [
        `Stack ${stack} deploys to:`,
        ...locations.map(
            ({ provider, accountId, region, assumeRoleArn }) =>
                `  account ${accountId}, ${region}${provider === undefined ? "" : ` (provider ${provider})`}` +
                (assumeRoleArn === undefined ? "" : `, with role ${assumeRoleArn}`),
        ),
        ...(isAccountAssumed ? ["  The account is assumed: use --account, or --check with credentials."] : []),
        ...[...byAccount].flatMap(([accountId, all]) => [
            "",
            `Must exist in account ${accountId}: ${count(all.length, "resource")}`,
            ...all.map(requirementLine),
        ]),
        ...(requirements.length === 0 ? ["", "Nothing must exist before the deployment."] : []),
        "",
        `Managed policies attached by this stack: ${count(policyCounts.length, "principal")}`,
        ...policyCounts.map(
            ({ kind, name, accountId, count: attached, quota }) =>
                `  ${kind} ${name} (${accountId}): ${attached}, with a quota of ${quota}`,
        ),
        "",
        "AWS was not read. With credentials, --check looks up each of them.",
    ].join("\n");
};

/** The results of a check. */
export const resultsText = (stack: string, results: readonly CheckResult[]): string => {
    const widest = Math.max(...results.map(({ status }) => status.length));
    const of = (status: CheckResult["status"]): number => results.filter((one) => one.status === status).length;
    return [
        `Preflight of stack ${stack}:`,
        ...results.map(
            ({ status, subject, detail }) =>
                `  ${status.padEnd(widest)}  ${subject}${detail === undefined ? "" : `: ${detail}`}`,
        ),
        "",
        `${of("found")} found, ${of("missing")} missing, ${of("over quota")} over quota, ${count(of("warning"), "warning")}, ${of("not checked")} not checked.`,
    ].join("\n");
};
