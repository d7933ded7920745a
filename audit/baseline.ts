/** Violations that are known: listed in a file, each with a reason and, if it is to be fixed, a last day. */
import { getOwn } from "../policypack/documents/values/paths";
import { isFingerprint } from "../policypack/engine/fingerprint";
import { formatStack, namesStack, stackOf, stackPattern, type StackName } from "../policypack/engine/stacks";

/** An entry of a baseline. */
export interface BaselineEntry {
    readonly fingerprint: string;
    /** The rule, for readers. */
    readonly rule?: string;
    /** The resource, for readers. */
    readonly resource?: string;
    /** The stack: `PROJECT/STACK`. @default - every audited stack. */
    readonly stack?: string;
    readonly reason?: string;
    /** The last day on which the entry counts, as `YYYY-MM-DD` (UTC). @default - it counts forever. */
    readonly expires?: string;
}

/** The file that `--update-baseline` writes. */
interface BaselineFile {
    readonly version: 1;
    readonly entries: readonly BaselineEntry[];
}

/** A violation, as far as a baseline is concerned. */
export interface Known {
    readonly fingerprint: string;
    readonly rule: string;
    readonly resource: string;
    readonly stack: StackName;
}

const text = (value: unknown, key: string): string | undefined => {
    const found = getOwn(value, key);
    return typeof found === "string" ? found : undefined;
};

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));

/** An entry of the format of this version. */
const entryIssues = (entry: unknown, at: number): readonly string[] => {
    const where = `entries[${at}]`;
    const expires = getOwn(entry, "expires");
    const stack = getOwn(entry, "stack");
    return [
        ...(text(entry, "fingerprint") === undefined ? [`${where} has no fingerprint; remove it.`] : []),
        ...(expires !== undefined && !(typeof expires === "string" && isDay(expires))
            ? [`${where}.expires is ${JSON.stringify(expires)}; write the last day as YYYY-MM-DD.`]
            : []),
        ...(stack !== undefined && !(typeof stack === "string" && new RegExp(stackPattern).test(stack))
            ? [`${where}.stack is ${JSON.stringify(stack)}; write STACK or PROJECT/STACK.`]
            : []),
    ];
};

/** An entry of an earlier `--json` output names its resource by URN. */
const ofJsonViolation = (violation: unknown): BaselineEntry => {
    const urn = text(violation, "urn");
    const rule = text(violation, "rule");
    return {
        fingerprint: text(violation, "fingerprint") ?? "",
        ...(rule === undefined ? {} : { rule }),
        ...(urn === undefined ? {} : { resource: urn, stack: formatStack(stackOf(urn)) }),
    };
};

/** The entries of a baseline file: of this version, a list of fingerprints, or the JSON of an earlier audit. */
const entriesOf = (
    file: unknown,
): { readonly entries: readonly BaselineEntry[]; readonly issues: readonly string[] } => {
    const written = getOwn(file, "entries");
    if (Array.isArray(written)) {
        const issues = written.flatMap(entryIssues);
        return { entries: issues.length === 0 ? (written as readonly BaselineEntry[]) : [], issues };
    }
    const listed: unknown = Array.isArray(file) ? file : getOwn(file, "findings");
    return Array.isArray(listed)
        ? {
              entries: listed.map((one: unknown) =>
                  typeof one === "string" ? { fingerprint: one } : ofJsonViolation(one),
              ),
              issues: [],
          }
        : {
              entries: [],
              issues: [
                  "It is no baseline; write it with --update-baseline, or use a list of fingerprints or the output of " +
                      "the audit with --format json.",
              ],
          };
};

/** A baseline, and which of its entries matched. */
export class Baseline {
    readonly issues: readonly string[];
    private readonly entries: readonly BaselineEntry[];
    private readonly byFingerprint = new Map<string, BaselineEntry[]>();
    private readonly used = new Set<BaselineEntry>();

    constructor(
        file: unknown,
        private readonly day: string,
    ) {
        const { entries, issues } = entriesOf(file);
        this.entries = entries;
        this.issues = issues;
        for (const entry of entries) {
            this.byFingerprint.set(entry.fingerprint, [...(this.byFingerprint.get(entry.fingerprint) ?? []), entry]);
        }
    }

    /** The entry that hides a violation, if any. An entry after its last day is used, but hides nothing. */
    entryOf(violation: Known): BaselineEntry | undefined {
        const matching = this.matching(violation);
        matching.forEach((entry) => this.used.add(entry));
        return matching.find(({ expires }) => expires === undefined || expires >= this.day);
    }

    private matching({ fingerprint, stack }: Known): readonly BaselineEntry[] {
        return (this.byFingerprint.get(fingerprint) ?? []).filter(
            (entry) => entry.stack === undefined || namesStack(entry.stack, stack),
        );
    }

    /** The entries that matched no violation, after all violations were looked up, among those that were checked. */
    unusedAmong(isChecked: (entry: BaselineEntry) => boolean): readonly BaselineEntry[] {
        return this.entries.filter((entry) => !this.used.has(entry) && isChecked(entry));
    }

    /** The number of fingerprints of earlier versions, which match nothing. */
    get outdated(): number {
        return this.entries.filter(({ fingerprint }) => !isFingerprint(fingerprint)).length;
    }

    /**
     * The entries of these violations: known ones with their reasons and last days, new ones with this reason. Entries
     * that were not checked are kept.
     */
    updated(violations: readonly Known[], reason: string, isChecked: (entry: BaselineEntry) => boolean): BaselineFile {
        const entries = new Map<string, BaselineEntry>();
        for (const entry of this.entries.filter((one) => !this.used.has(one) && !isChecked(one))) {
            entries.set(`${entry.fingerprint} ${entry.stack ?? ""}`, entry);
        }
        for (const violation of violations) {
            const { fingerprint, rule, resource } = violation;
            const stack = formatStack(violation.stack);
            const [known] = this.matching(violation);
            entries.set(`${fingerprint} ${stack}`, {
                fingerprint,
                rule,
                resource,
                stack,
                reason: known?.reason ?? reason,
                ...(known?.expires === undefined ? {} : { expires: known.expires }),
            });
        }
        const order = (entry: BaselineEntry): string => [entry.rule, entry.resource, entry.fingerprint].join("\n");
        return {
            version: 1,
            entries: [...entries.values()].sort((one, other) => (order(one) < order(other) ? -1 : 1)),
        };
    }
}
