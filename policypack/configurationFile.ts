import { distance } from "fastest-levenshtein";
import { configurationOf, describeValue, schemaIssues } from "./engine/configuration";
import { allRules } from "./rules";
import { statusOf, type Exemption } from "./engine/exemptions";
import { keysOf, getOwn } from "./documents/values/paths";

/** The result of checking a configuration file: issues, and notes on valid content. */
export interface FileCheck {
    readonly issues: readonly string[];
    readonly notes: readonly string[];
}

const levels = ["advisory", "mandatory", "remediate", "disabled"];

const nearest = (word: string, known: readonly string[]): string | undefined =>
    known
        .map((name) => ({ name, far: distance(word, name) }))
        .filter(({ far }) => far <= Math.max(3, word.length / 4))
        .sort((one, other) => one.far - other.far)[0]?.name;

const levelIssues = (where: string, level: unknown): readonly string[] =>
    level === undefined || levels.includes(level as string)
        ? []
        : [`${where} has the level ${describeValue(level)}; expected one of ${levels.join(", ")}.`];

/** Whether another exemption of the same fingerprint is for the same stacks, and has not expired. */
const isRenewed = ({ fingerprint, stacks }: Exemption, exemptions: readonly Exemption[], day: string): boolean =>
    exemptions.some(
        (other) =>
            other.fingerprint === fingerprint &&
            statusOf(other, day) === "exempt" &&
            stacks.every((pattern) => other.stacks.includes(pattern)),
    );

const sectionCheck = (name: string, section: unknown, day: string): FileCheck => {
    if (typeof section === "string") {
        return { issues: levelIssues(name, section), notes: [] };
    }
    if (typeof section !== "object" || section === null || Array.isArray(section)) {
        const found = describeValue(section);
        return {
            issues: [`${name} is ${found}; expected a level, or an object with the rule's configuration.`],
            notes: [],
        };
    }
    const keys = Object.fromEntries(
        keysOf(section)
            .filter((key) => key !== "enforcementLevel")
            .map((key) => [key, getOwn(section, key)]),
    );
    const { issues, exemptions } = configurationOf(keys);
    return {
        issues: [
            ...levelIssues(name, getOwn(section, "enforcementLevel")),
            ...issues.map((issue) => `${name}: ${issue}`),
        ],
        notes: exemptions
            .filter((exemption) => statusOf(exemption, day) === "expired")
            .filter((exemption) => !isRenewed(exemption, exemptions, day))
            .map(
                ({ fingerprint, reason, expires }) =>
                    `${name}: the exemption of ${fingerprint} ("${reason}") expired on ${expires}; ` +
                    "fix the violation or renew the exemption.",
            ),
    };
};

/**
 * Checks a configuration file for `--policy-pack-config` or a policy group. Pulumi silently ignores unknown rule names
 * and keys, so a misspelled exemption or rule name has no effect.
 */
export const checkFile = (file: unknown, day: string): FileCheck => {
    if (typeof file !== "object" || file === null || Array.isArray(file)) {
        return { issues: ['The file is not a JSON object; expected { "RULE": { … } }.'], notes: [] };
    }
    const names = allRules.map(({ name }) => name);
    const checks = keysOf(file).map((name): FileCheck => {
        const section = getOwn(file, name);
        if (name === "environments") {
            const wanted = { type: "array", items: { type: "string" } } as const;
            return { issues: schemaIssues(section, wanted, name), notes: [] };
        }
        if (name === "all" || names.includes(name)) {
            return sectionCheck(name, section, day);
        }
        const match = nearest(name, names);
        const advice = match === undefined ? `the rules are ${names.join(", ")}.` : `did you mean "${match}"?`;
        return { issues: [`Unknown rule "${name}"; ${advice}`], notes: [] };
    });
    return {
        issues: checks.flatMap(({ issues }) => issues),
        notes: checks.flatMap(({ notes }) => notes),
    };
};
