/** `npm run preflight`: lists what a stack takes to exist, and checks it read-only with `--check`. */
import { Command } from "commander";
import { matching, show } from "./commandLine";
import { isAccountId, isRegionCode } from "../policypack/iam";
import { MissingSdkError } from "../program/preflight/awsReader";
import { preflightStack, type PreflightOptions } from "../program/preflight/preflightStack";
import { exitCode } from "../program/preview/previewStack";

const command = new Command("preflight")
    .description(
        "Lists what a stack takes to exist: users, groups, roles, VPCs, subnets, buckets, keys and documents, and the " +
            "quotas that it uses. With --check, reads AWS and says what is missing; changes nothing.",
    )
    .option("--stack <name>", "the stack, configured in Pulumi.<name>.yaml; defaults to dev, or to the only stack")
    .option("--config <file>", "another config file, such as examples/strict/Pulumi.prod.yaml")
    .option("--check", "look everything up in AWS with the credentials of the environment")
    .option("--sdk <folder>", "the folder whose node_modules has the AWS SDK, for --check; defaults to this one")
    .option("--json", "print JSON")
    .option("--account <id>", "the account of the stack", matching(isAccountId, "a 12-digit account ID"))
    .option(
        "--region <code>",
        "the Region of the stack; defaults to aws:region in the config, then eu-west-1",
        matching(isRegionCode, "a Region code, such as eu-west-1"),
    )
    .addHelpText(
        "after",
        "\nExit code: 0 nothing is missing, 1 something is missing or blocked, 2 invalid config or option.",
    )
    .exitOverride((error) => {
        process.exit(error.exitCode === 0 ? 0 : exitCode.invalidConfig);
    })
    .action(async (options: PreflightOptions) => {
        try {
            show(await preflightStack(process.cwd(), options));
        } catch (error) {
            if (!(error instanceof MissingSdkError)) {
                throw error;
            }
            console.error(error.message);
            process.exitCode = exitCode.invalidConfig;
        }
    });

void command.parseAsync();
