import { ConfigError } from "../config/error";
import { findStackFile, projectIn, stackConfigAt } from "../config/stackFile";
import type { StackPlan } from "../plan/plan";
import { PolicyViolationError } from "../plan/violationError";
import { planStackFile } from "../preview/planStackFile";
import { exitCode, isAccountKnown, locationOf, type CommandResult, type PreviewOptions } from "../preview/previewStack";
import { accountOfCredentials, awsReaders } from "./awsReader";
import { checkPreflight, type CheckResult } from "./check";
import { preflightOf } from "./requirements";
import { listText, resultsText } from "./text";

/** The stack, the location, and whether to check it in AWS. */
export interface PreflightOptions extends Omit<PreviewOptions, "colors"> {
    /** Whether to read AWS. */
    readonly check?: boolean;
    /** The folder whose `node_modules` has the AWS SDK. */
    readonly sdk?: string;
}

/** Whether a result of the check says that the stack cannot be deployed. */
const isFailure = ({ status }: CheckResult): boolean => status === "missing" || status === "over quota";

/** The policies that the stack attaches: those that it creates, and those that the args name. */
const policiesOf = (plan: StackPlan): ReadonlySet<string> =>
    new Set(
        plan.instances.flatMap(({ physicalNames, resolved }) => [
            ...Object.values(physicalNames).flatMap(({ arn }) => arn ?? []),
            ...[resolved.managedPolicyArns].flat().filter((arn): arn is string => typeof arn === "string"),
        ]),
    );

/** Lists what a stack takes to exist, and checks it in AWS if the options say so. */
export const preflightStack = async (folder: string, options: PreflightOptions): Promise<CommandResult> => {
    const { json = false, check = false, sdk = folder } = options;
    try {
        const project = options.project ?? projectIn(folder);
        const { stack, ...file } = findStackFile(folder, options);
        const config = stackConfigAt(file);
        const given = locationOf(options, config);
        const isKnown = isAccountKnown(options, config);
        const location =
            check && !isKnown ? { ...given, accountId: await accountOfCredentials(sdk, given.region) } : given;
        const isAccountAssumed = !check && !isKnown;
        const plan = planStackFile(config, { project, stack, location, isAccountAssumed });
        const preflight = preflightOf(plan, location);
        if (!check) {
            const stdout = json
                ? JSON.stringify(preflight, undefined, 2)
                : listText(stack, preflight, isAccountAssumed);
            return { code: exitCode.compliant, stdout, stderr: "" };
        }
        const results = await checkPreflight(preflight, policiesOf(plan), awsReaders(preflight.locations, sdk));
        return {
            code: results.some(isFailure) ? exitCode.blocked : exitCode.compliant,
            stdout: json ? JSON.stringify({ ...preflight, results }, undefined, 2) : resultsText(stack, results),
            stderr: "",
        };
    } catch (error) {
        if (error instanceof ConfigError) {
            return { code: exitCode.invalidConfig, stdout: "", stderr: error.message };
        }
        if (error instanceof PolicyViolationError) {
            return { code: exitCode.blocked, stdout: "", stderr: error.message };
        }
        throw error;
    }
};
