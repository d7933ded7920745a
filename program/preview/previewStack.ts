import type { AwsLocation } from "../../components/pattern/location";
import { partitionOfRegion } from "../../policypack/iam";
import { locationOfAssumedRole } from "../config/assumedRole";
import { ConfigError } from "../config/error";
import { PolicyViolationError } from "../plan/violationError";
import { namespace } from "../config/settings";
import { findStackFile, projectIn, stackConfigAt } from "../config/stackFile";
import { planStackFile } from "./planStackFile";
import { blockedViolations, isBlocking } from "./readDocuments";
import { jsonOf, reportOf, type PreviewReport } from "./report";
import { runPreview } from "./run";
import { textOf } from "./text";

/** The stack to preview, the location, and the output format. */
export interface PreviewOptions {
    /** @default - `dev`, or the only stack with a config file in the folder. */
    readonly stack?: string;
    /** The config file of the stack. @default - `Pulumi.<stack>.yaml` in the folder. */
    readonly config?: string;
    /** The project. @default - the one of `Pulumi.yaml` in the folder. */
    readonly project?: string;
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

/** Whether the options or the config tell the account; otherwise the one of the examples is assumed. */
export const isAccountKnown = ({ account }: PreviewOptions, config: Readonly<Record<string, unknown>>): boolean =>
    account !== undefined || locationOfAssumedRole(config[`${namespace}:assumeRoleArn`]) !== undefined;

/** The location for ARNs: from the options, then from the config, then defaults. */
export const locationOf = (options: PreviewOptions, config: Readonly<Record<string, unknown>>): AwsLocation => {
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
    const { json = false, colors = false } = options;
    try {
        const project = options.project ?? projectIn(folder);
        const { stack, ...file } = findStackFile(folder, options);
        const config = stackConfigAt(file);
        const location = locationOf(options, config);
        try {
            const isAccountAssumed = !isAccountKnown(options, config);
            const plan = planStackFile(config, { project, stack, location, isAccountAssumed });
            const run = await runPreview(program, {
                project,
                stack,
                location,
                config,
                existingRoles: plan.existingRoles,
                providerLocations: plan.providerLocations,
                plan,
            });
            const report = reportOf(run, plan, location);
            return {
                code: report.findings.some(isBlocking) ? exitCode.blocked : exitCode.compliant,
                stdout: json ? jsonOf(report) : textOf(report, colors),
                stderr: "",
            };
        } catch (error) {
            if (error instanceof PolicyViolationError) {
                const stdout = json ? jsonOf(blockedReport(stack, error)) : "";
                return { code: exitCode.blocked, stdout, stderr: error.message };
            }
            throw error;
        }
    } catch (error) {
        if (error instanceof ConfigError) {
            return { code: exitCode.invalidConfig, stdout: "", stderr: error.message };
        }
        throw error;
    }
};
