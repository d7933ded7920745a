import type { AwsLocation } from "../../components/pattern/location";
import { partitionOfRegion } from "../../policypack/iam";
import { ConfigError } from "../config/error";
import { PolicyViolationError } from "../plan/violationError";
import { namespace } from "../config/settings";
import { projectIn, stackConfigIn } from "../config/stackFile";
import { planStackFile } from "./planStackFile";
import { findingsOfBlocked, isBlocking } from "./readDocuments";
import { jsonOf, reportOf, type PreviewReport } from "./report";
import { runPreview } from "./run";
import { textOf } from "./text";

/** What to preview, and for where. */
export interface PreviewOptions {
    readonly stack: string;
    readonly json?: boolean;
    readonly colors?: boolean;
    readonly account?: string;
    readonly region?: string;
    readonly partition?: string;
}

/** What a command ends with. */
export interface CommandResult {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** The exit codes of every command over a stack. */
export const exitCode = { lawful: 0, refused: 1, badConfig: 2 } as const;

/** The place to write into ARNs: as asked for, else as the config says, else plain defaults. */
const locationOf = (options: PreviewOptions, config: Readonly<Record<string, unknown>>): AwsLocation => {
    const { "aws:region": configured, [`${namespace}:assumeRoleArn`]: assumed } = config;
    const [, partition, accountId] =
        /^arn:([a-z-]+):iam::(\d{12}):/.exec(typeof assumed === "string" ? assumed : "") ?? [];
    const region = options.region ?? (typeof configured === "string" ? configured : "eu-west-1");
    return {
        partition: options.partition ?? partition ?? partitionOfRegion(region),
        accountId: options.account ?? accountId ?? "123456789012",
        region,
    };
};

/** What the law refuses is never built, so a report of it holds the findings alone. */
const blockedReport = (stack: string, { blocked }: PolicyViolationError): PreviewReport => ({
    stack,
    resources: [],
    outputs: {},
    edges: [],
    findings: findingsOfBlocked(blocked),
    warnings: [],
});

/** Runs a program as `pulumi preview` would run it in this folder, and says what it would make. */
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
        const run = await runPreview(program, { project, stack, location, config, existingRoles: plan.existingRoles });
        const report = reportOf(run, plan, location);
        return {
            code: report.findings.some(isBlocking) ? exitCode.refused : exitCode.lawful,
            stdout: json ? jsonOf(report) : textOf(report, colors),
            stderr: "",
        };
    } catch (error) {
        if (error instanceof ConfigError) {
            return { code: exitCode.badConfig, stdout: "", stderr: error.message };
        }
        if (error instanceof PolicyViolationError) {
            const stdout = json ? jsonOf(blockedReport(stack, error)) : "";
            return { code: exitCode.refused, stdout, stderr: error.message };
        }
        throw error;
    }
};
