/** Writes the exemptions of the first version for this one, from a configuration and the exports of its stacks. Pure. */
import { audit, type Audit } from "../audit";
import { keysOf, getOwn } from "../documents/values/paths";
import type { Exemption } from "../engine/exemptions";
import { isFingerprint } from "../engine/fingerprint";
import type { ResourceViolation } from "../engine/violation";
import { firstFingerprint } from "./firstFingerprint";

/** An exemption of the first version. */
export interface FirstExemption {
    readonly rule: string;
    readonly fingerprint: string;
    readonly reason: string;
    readonly expires: string;
}

/** A migrated configuration. */
export interface Migration {
    /** The configuration for this version. It has no exemption of the first version. */
    readonly sections: Readonly<Record<string, unknown>>;
    /** The exemptions of the first version that were written, each with the violations that it matched. */
    readonly migrated: readonly { readonly from: FirstExemption; readonly to: readonly ResourceViolation[] }[];
    /** Those that match no violation of the exports, so that nothing was written for them. */
    readonly unmatched: readonly FirstExemption[];
}

type Section = Readonly<Record<string, unknown>>;

const textAt = (value: unknown, key: string): string => {
    const found = getOwn(value, key);
    return typeof found === "string" ? found : "";
};

/** The sections without what does not change what the rules find: exemptions and levels. */
const settingsIn = (sections: unknown): Section =>
    Object.fromEntries(
        keysOf(sections).map((name) => {
            const section = getOwn(sections, name);
            const keys = keysOf(typeof section === "object" ? section : {}).filter(
                (key) => key !== "exemptions" && key !== "enforcementLevel",
            );
            return [name, Object.fromEntries(keys.map((key) => [key, getOwn(section, key)]))];
        }),
    );

/** The exemptions that one of the first version becomes: one for each violation, for all stacks with it. */
const exemptionsFor = (
    { reason, expires }: FirstExemption,
    matching: readonly (readonly [violation: ResourceViolation, stack: string])[],
): readonly Exemption[] => {
    const stacksOf = new Map<string, Set<string>>();
    for (const [{ fingerprint }, stack] of matching) {
        stacksOf.set(fingerprint, (stacksOf.get(fingerprint) ?? new Set()).add(stack));
    }
    return [...stacksOf].map(([fingerprint, stacks]) => ({ fingerprint, stacks: [...stacks], reason, expires }));
};

/** Exemptions of the first version name one stack each. Those of this version that differ in it only become one. */
const merged = (exemptions: readonly Exemption[]): readonly Exemption[] => {
    const byContent = new Map<string, Exemption>();
    for (const exemption of exemptions) {
        const { fingerprint, reason, expires, stacks } = exemption;
        const key = JSON.stringify([fingerprint, reason, expires]);
        const known = byContent.get(key)?.stacks ?? [];
        byContent.set(key, { ...exemption, stacks: [...new Set([...known, ...stacks])] });
    }
    return [...byContent.values()];
};

/** The violations of all exports, by the rule and fingerprint of the first version. */
class MatchingViolations {
    private readonly found = new Map<string, (readonly [ResourceViolation, string])[]>();

    constructor(audits: readonly Audit[]) {
        for (const { violations, packViolations, stack } of audits) {
            for (const violation of [...violations, ...packViolations]) {
                const key = `${violation.rule.name} ${firstFingerprint(violation)}`;
                const known = this.found.get(key) ?? [];
                known.push([violation, stack.stack]);
                this.found.set(key, known);
            }
        }
    }

    of({ rule, fingerprint }: FirstExemption): readonly (readonly [ResourceViolation, string])[] {
        return this.found.get(`${rule} ${fingerprint}`) ?? [];
    }
}

/**
 * Writes each exemption of the first version for the violations that it matches in the exports. All else in the
 * configuration stays as it is, exemptions of this version included.
 *
 * @throws Error if a value is not a stack export.
 */
export const migrateExemptions = (sections: unknown, exports: readonly unknown[], day: string): Migration => {
    const settings = settingsIn(sections);
    const matching = new MatchingViolations(exports.map((exported) => audit(exported, settings, day)));
    const migrated: { from: FirstExemption; to: readonly ResourceViolation[] }[] = [];
    const unmatched: FirstExemption[] = [];
    const migrate = (from: FirstExemption): readonly Exemption[] => {
        const found = matching.of(from);
        if (found.length === 0) {
            unmatched.push(from);
            return [];
        }
        migrated.push({ from, to: found.map(([violation]) => violation) });
        return exemptionsFor(from, found);
    };
    const migrateSection = (rule: string, section: unknown): unknown => {
        const written: unknown = getOwn(section, "exemptions");
        if (!Array.isArray(written)) {
            return section;
        }
        const all: readonly unknown[] = written;
        const first = all.filter((one) => !isOfThisVersion(one));
        return {
            ...(section as Section),
            exemptions: [
                ...all.filter(isOfThisVersion),
                ...merged(
                    first.flatMap((one) =>
                        migrate({
                            rule,
                            fingerprint: textAt(one, "fingerprint"),
                            reason: textAt(one, "reason"),
                            expires: textAt(one, "expires"),
                        }),
                    ),
                ),
            ],
        };
    };
    return {
        sections: Object.fromEntries(
            keysOf(sections).map((name) => [name, migrateSection(name, getOwn(sections, name))]),
        ),
        migrated,
        unmatched,
    };
};

const isOfThisVersion = (exemption: unknown): boolean => isFingerprint(textAt(exemption, "fingerprint"));
