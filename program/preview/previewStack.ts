import type { AwsLocation } from "../../components/pattern/location";
import { partitionOfRegion } from "../../policypack/iam";
import { locationOfAssumedRole } from "../config/assumedRole";
import { ConfigError } from "../config/error";
import { PolicyViolationError } from "../plan/violationError";
import { namespace } from "../config/settings";
import { projectIn, stackConfigIn } from "../config/stackFile";
import { planStackFile } from "./planStackFile";
import { blockedViolations, isBlocking } from "./readDocuments";
import { jsonOf, reportOf, type PreviewReport } from "./report";
import { runPreview } from "./run";
import { textOf } from "./text";

/** The stack to preview, the location, and the output format. */
export interface PreviewOptions {
    readonly stack: string;
    readonly json?: boolean;
    readonly colors?: boolean;
    readonly account?: string;
    readonly region?: string;
    readonly partition?: string;
}

/** The result of a command. */
export interface CommandResult {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** The exit codes of the commands that read a stack. */
export const exitCode = { compliant: 0, blocked: 1, invalidConfig: 2 } as const;

/** The location for ARNs: from the options, then from the config, then defaults. */
const locationOf = (options: PreviewOptions, config: Readonly<Record<string, unknown>>): AwsLocation => {
    const { "aws:region": configured, [`${namespace}:assumeRoleArn`]: assumed } = config;
    const { partition, accountId } = locationOfAssumedRole(assumed) ?? {};
    const region = options.region ?? (typeof configured === "string" ? configured : "eu-west-1");
    return {
        partition: options.partition ?? partition ?? partitionOfRegion(region),
        accountId: options.account ?? accountId ?? "123456789012",
        region,
    };
};

/** The report of a stack that is blocked by policy: nothing is built, so it contains only the violations. */
const blockedReport = (stack: string, { blocked }: PolicyViolationError): PreviewReport => ({
    stack,
    resources: [],
    outputs: {},
    edges: [],
    findings: blockedViolations(blocked),
    warnings: [],
});

/** Runs a program like `pulumi preview` in this folder and reports the resources it would create. */
export const previewStack = async (
    program: () => Promise<unknown>,
    folder: string,
    options: PreviewOptions,
): Promise<CommandResult> => {
    const { stack, json = false, colors = false } = options;
    try {
        const project = projectIn(folder);
        const config = stackConfigIn(folder, stack);
        const location = locationOf(options, config);
        const plan = planStackFile(config, { project, stack, location });
        const run = await runPreview(program, {
            project,
            stack,
            location,
            config,
            existingRoles: plan.existingRoles,
            plan,
        });
        const report = reportOf(run, plan, location);
        return {
            code: report.findings.some(isBlocking) ? exitCode.blocked : exitCode.compliant,
            stdout: json ? jsonOf(report) : textOf(report, colors),
            stderr: "",
        };
    } catch (error) {
        if (error instanceof ConfigError) {
            return { code: exitCode.invalidConfig, stdout: "", stderr: error.message };
        }
        if (error instanceof PolicyViolationError) {
            const stdout = json ? jsonOf(blockedReport(stack, error)) : "";
            return { code: exitCode.blocked, stdout, stderr: error.message };
        }
        throw error;
    }
};
