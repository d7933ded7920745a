/**
 * `npm run corpora [-- --update] [-- --only PACKAGE]`: evaluates the rules on the documents of published packages, and
 * compares what they report, and do not report, with the decisions in `decisions.json`. Needs npm, pip and their
 * registries. Exit code 1: an entry is missing, no longer seen or undecided.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { format } from "prettier";
import { withPackage } from "./download";
import { packages, type CorpusPackage } from "./packages";
import { exampleSamples } from "./pulumiExamples";
import { fileSamples, textSamples, type Sample } from "./samples";
import { documentsIn, seenIn } from "./seen";
import { compare, updated, type Group, type SeenInPackage } from "./table";
import { pluralize } from "../../policypack/iam/syntax/pluralize";

const table = join(__dirname, "decisions.json");

const read = (): readonly Group[] => JSON.parse(readFileSync(table, "utf8")) as readonly Group[];

const write = async (groups: readonly Group[]): Promise<void> => {
    writeFileSync(table, await format(JSON.stringify(groups), { parser: "json", tabWidth: 4, printWidth: 120 }));
};

const samplesIn = async ({ form, files }: CorpusPackage, folder: string): Promise<readonly Sample[]> => {
    switch (form) {
        case "files":
            return fileSamples(folder, files);
        case "text":
            return textSamples(folder, files);
        case "pulumiExamples":
            return exampleSamples(folder, files);
    }
};

/** A package in the table: without its version, so that decisions outlive an update. */
const nameOf = ({ registry, name }: CorpusPackage): string => `${registry} ${name}`;

interface Evaluated {
    readonly seen: readonly SeenInPackage[];
    readonly documents: number;
}

const evaluatePackage = async (one: CorpusPackage): Promise<Evaluated> => {
    const samples = await withPackage(one, (folder) => samplesIn(one, folder));
    const seen = samples.flatMap((sample) => seenIn(sample).map((each) => ({ ...each, from: nameOf(one) })));
    const documents = samples.flatMap(documentsIn).length;
    console.log(
        `${nameOf(one)} ${one.version}: ${pluralize(samples.length, "sample")}, ${pluralize(documents, "document")}, ${seen.length} seen`,
    );
    return { seen, documents };
};

interface Options {
    readonly update?: boolean;
    readonly only?: string;
}

const run = async ({ update = false, only = "" }: Options): Promise<0 | 1> => {
    const chosen = packages.filter(({ name }) => name.includes(only));
    const evaluated: Evaluated[] = [];
    // One after the other: the machine may be small, and the examples share the runtime of Pulumi.
    for (const one of chosen) {
        evaluated.push(await evaluatePackage(one));
    }
    const seen = evaluated.flatMap((one) => one.seen);
    const names = chosen.map(nameOf);
    if (update) {
        const others = read().flatMap(({ places, ...group }) =>
            Object.entries(places)
                .filter(([from]) => !names.includes(from) && packages.map(nameOf).includes(from))
                .flatMap(([from, listed]) => listed.map((place) => ({ ...group, from, place }))),
        );
        await write(updated(read(), [...seen, ...others]));
    }
    const { unlisted, gone, undecided } = compare(read(), seen, names);
    for (const { rule, message, about, from, place } of unlisted) {
        console.log(`not in the table: ${rule} (${message}) ${about}: ${from} ${place}`);
    }
    for (const one of gone) {
        console.log(`no longer seen: ${one}`);
    }
    for (const { rule, message, about } of undecided) {
        console.log(`undecided: ${rule} (${message}) ${about}`);
    }
    const documents = evaluated.reduce((sum, one) => sum + one.documents, 0);
    console.log(
        `${pluralize(chosen.length, "package")}, ${pluralize(documents, "document")} with statements, ${seen.length} seen: ${unlisted.length} ` +
            `not in the table, ${gone.length} no longer seen, ${pluralize(undecided.length, "group")} undecided.`,
    );
    return unlisted.length + gone.length + undecided.length === 0 ? 0 : 1;
};

const command = new Command("corpora")
    .description(
        "Evaluates the rules on the documents of published packages, and compares the result with decisions.json.",
    )
    .option("--update", "write what is seen to the table; new entries are undecided")
    .option("--only <package>", "only packages whose name contains this text", "")
    .action(async (options: Options) => {
        process.exitCode = await run(options);
    });

command.parseAsync().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
});
