import { configurationOf, schemaIssues } from "./engine/configuration";
import { allRules } from "./rules";
import { exemptionOf, statusOf } from "./engine/exemptions";
import { keysOf, getOwn } from "./documents/values/paths";

/** What is wrong with a configuration file, and what is right and still worth knowing. */
export interface FileCheck {
    readonly issues: readonly string[];
    readonly notes: readonly string[];
}

const levels = ["advisory", "mandatory", "remediate", "disabled"];

/** Letters to change, add or take away until one word is the other. */
const distance = (one: string, other: string): number => {
    let above = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i += 1) {
        const row = [i];
        for (let j = 1; j <= other.length; j += 1) {
            const changed = (above[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
            row.push(Math.min(changed, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
        }
        above = row;
    }
    return above[other.length] ?? 0;
};

const nearest = (word: string, known: readonly string[]): string | undefined =>
    known
        .map((name) => ({ name, far: distance(word, name) }))
        .filter(({ far }) => far <= Math.max(3, word.length / 4))
        .sort((one, other) => one.far - other.far)[0]?.name;

const levelProblems = (where: string, level: unknown): readonly string[] =>
    level === undefined || levels.includes(level as string)
        ? []
        : [`${where} has the level ${JSON.stringify(level)}; write one of ${levels.join(", ")}.`];

const sectionCheck = (name: string, section: unknown, day: string): FileCheck => {
    if (typeof section === "string") {
        return { issues: levelProblems(name, section), notes: [] };
    }
    if (typeof section !== "object" || section === null || Array.isArray(section)) {
        const found = JSON.stringify(section);
        return { issues: [`${name} is ${found}; write a level, or an object with the rule's keys.`], notes: [] };
    }
    const keys = Object.fromEntries(
        keysOf(section)
            .filter((key) => key !== "enforcementLevel")
            .map((key) => [key, getOwn(section, key)]),
    );
    const { issues, exemptions } = configurationOf(keys);
    return {
        issues: [
            ...levelProblems(name, getOwn(section, "enforcementLevel")),
            ...issues.map((issue) => `${name}: ${issue}`),
        ],
        notes: exemptions
            .filter((exemption) => statusOf(exemption, day) === "expired")
            .filter(({ fingerprint }) => statusOf(exemptionOf(fingerprint, exemptions), day) === "expired")
            .map(
                ({ fingerprint, reason, expires }) =>
                    `${name}: the exemption of ${fingerprint} ("${reason}") ended on ${expires}; fix the finding or renew it.`,
            ),
    };
};

/**
 * Checks a file for `--policy-pack-config` or a policy group. Pulumi takes an unknown rule name or key without a word,
 * so a misspelt exemption exempts nothing and a misspelt rule stays as it was.
 */
export const checkFile = (file: unknown, day: string): FileCheck => {
    if (typeof file !== "object" || file === null || Array.isArray(file)) {
        return { issues: ['The file is no JSON object; write { "RULE": { … } }.'], notes: [] };
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
        const meant = nearest(name, names);
        const advice = meant === undefined ? `the rules are ${names.join(", ")}` : `did you mean "${meant}"?`;
        return { issues: [`There is no rule "${name}"; ${advice}`], notes: [] };
    });
    return {
        issues: checks.flatMap(({ issues }) => issues),
        notes: checks.flatMap(({ notes }) => notes),
    };
};
