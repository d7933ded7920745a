/** `npm run preview`: what `pulumi up` would make of a stack's config, without an account and without the Pulumi CLI. */
import { Command, InvalidArgumentError } from "commander";
import type { Place } from "../components/catalogue";
import { ConfigError } from "../program/configError";
import { LawError } from "../program/lawError";
import { planOfStack } from "../program/preview/planOfStack";
import { findingsOfRefused, isRefused } from "../program/preview/readDocuments";
import { jsonOf, reportOf } from "../program/preview/report";
import { runPreview } from "../program/preview/run";
import { textOf } from "../program/preview/text";
import { projectIn, stackConfigIn } from "../program/stackFile";

interface Options {
    readonly stack: string;
    readonly json?: boolean;
    readonly account?: string;
    readonly region?: string;
    readonly partition?: string;
}

/** What the run ends with, besides its text. */
const exit = { lawful: 0, refused: 1, badConfig: 2 } as const;

const partitionOf = (region: string): string =>
    region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";

/** The place to write into ARNs: as asked for, else as the config says, else plain defaults. */
const placeOf = (options: Options, config: Readonly<Record<string, unknown>>): Place => {
    const [, partition, accountId] =
        /^arn:([a-z-]+):iam::(\d{12}):/.exec(String(config["ssm-access:assumeRoleArn"])) ?? [];
    const configured = config["aws:region"];
    const region = options.region ?? (typeof configured === "string" ? configured : "eu-west-1");
    return {
        partition: options.partition ?? partition ?? partitionOf(region),
        accountId: options.account ?? accountId ?? "123456789012",
        region,
    };
};

/** What the law refuses is never built, so a report of it holds the findings alone. */
const refusedReport = (stack: string, { refused }: LawError): string =>
    JSON.stringify(
        { stack, resources: [], outputs: {}, edges: [], findings: findingsOfRefused(refused) },
        undefined,
        2,
    );

/** Runs the program as `pulumi preview` would; answers with the exit code. */
const preview = async (folder: string, options: Options): Promise<number> => {
    try {
        const project = projectIn(folder);
        const config = stackConfigIn(folder, options.stack);
        const place = placeOf(options, config);
        const plan = planOfStack(config, { project, stack: options.stack, place });
        const { default: program } = await import("../index");
        const run = await runPreview(program, { project, stack: options.stack, place, config, ...plan });
        const report = reportOf(run, plan, place);
        const isColored = process.stdout.isTTY && process.env.NO_COLOR === undefined;
        console.log(options.json === true ? jsonOf(report) : textOf(report, isColored));
        return report.findings.some(isRefused) ? exit.refused : exit.lawful;
    } catch (error) {
        if (!(error instanceof ConfigError || error instanceof LawError)) {
            throw error;
        }
        console.error(error.message);
        if (error instanceof LawError && options.json === true) {
            console.log(refusedReport(options.stack, error));
        }
        return error instanceof LawError ? exit.refused : exit.badConfig;
    }
};

const matching =
    (pattern: RegExp, allowed: string) =>
    (value: string): string => {
        if (!pattern.test(value)) {
            throw new InvalidArgumentError(`Write ${allowed}.`);
        }
        return value;
    };

const command = new Command("preview")
    .description(
        "Shows what pulumi up would make of a stack: resources, edges of trust and PassRole, outputs, URNs, and what the " +
            "law says of every policy document. Asks nothing of AWS; it does not replace pulumi preview.",
    )
    .option("--stack <name>", "the stack, whose config is Pulumi.<name>.yaml", "dev")
    .option("--json", "print the report as JSON")
    .option("--account <id>", "the account to preview for", matching(/^\d{12}$/, "the 12 digits of an account"))
    .option("--region <code>", "the Region to preview for; else aws:region of the config, else eu-west-1")
    .option("--partition <name>", "the partition to preview for; else that of the Region")
    .addHelpText("after", "\nExit code: 0 lawful, 1 the law refuses a document, 2 the config or an option is wrong.")
    .exitOverride((error) => {
        process.exit(error.exitCode === 0 ? 0 : exit.badConfig);
    })
    .action(async (options: Options) => {
        process.exitCode = await preview(process.cwd(), options);
    });

void command.parseAsync();
