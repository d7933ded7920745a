/** `npm run preview`: shows the resources that `pulumi up` would create, without an AWS account or the Pulumi CLI. */
import { isatty } from "node:tty";
import { Command } from "commander";
import { createStack } from "../program";
import { matching, show } from "./commandLine";
import { isAccountId, isRegionCode } from "../policypack/iam";
import { exitCode, previewStack, type PreviewOptions } from "../program/preview/previewStack";

const command = new Command("preview")
    .description(
        "Shows what pulumi up would create for a stack: resources, trust and PassRole edges, outputs, URNs, and the " +
            "policy result of every document. Makes no AWS API calls; does not replace pulumi preview.",
    )
    .option("--stack <name>", "the stack, configured in Pulumi.<name>.yaml; defaults to dev, or to the only stack")
    .option("--config <file>", "another config file, such as examples/strict/Pulumi.prod.yaml")
    .option("--json", "print the report as JSON")
    .option("--account <id>", "the account to preview for", matching(isAccountId, "a 12-digit account ID"))
    .option(
        "--region <code>",
        "the Region to preview for; defaults to aws:region in the config, then eu-west-1",
        matching(isRegionCode, "a Region code, such as eu-west-1"),
    )
    .option(
        "--partition <name>",
        "the partition to preview for; defaults to the partition of the Region",
        matching((value) => /^aws(-[a-z]+)*$/.test(value), "a partition, such as aws or aws-cn"),
    )
    .addHelpText("after", "\nExit code: 0 compliant, 1 a document is blocked, 2 invalid config or option.")
    .exitOverride((error) => {
        process.exit(error.exitCode === 0 ? 0 : exitCode.invalidConfig);
    })
    .action(async (options: PreviewOptions) => {
        const colors = isatty(1) && process.env.NO_COLOR === undefined;
        show(await previewStack(createStack, process.cwd(), { ...options, colors }));
    });

void command.parseAsync();
