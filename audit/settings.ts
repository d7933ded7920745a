/** The configuration of the audit: that of the pack, with the accounts and organizations written once for all rules. */
import { checkFile } from "../policypack/configurationFile";
import { getOwn, keysOf } from "../policypack/documents/values/paths";
import { schemaIssues, schema } from "../policypack/engine/configuration";
import { isFingerprint } from "../policypack/engine/fingerprint";
import { allRules } from "../policypack/rules";

/** The keys that every rule accepts and that have one value for an organization. */
export const sharedKeys = ["account", "ownAccounts", "ownOrganizations"] as const;

/** The sections of the pack, and what is wrong with them. */
export interface Settings {
    readonly sections: Readonly<Record<string, unknown>>;
    /** Full sentences. */
    readonly issues: readonly string[];
}

const isShared = (key: string): boolean => (sharedKeys as readonly string[]).includes(key);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** The section of a rule with the shared keys that it does not set itself. */
const sectionWith = (section: unknown, shared: Readonly<Record<string, unknown>>): unknown => {
    if (typeof section === "string") {
        return { enforcementLevel: section, ...shared };
    }
    return isObject(section) ? { ...shared, ...section } : (section ?? shared);
};

/** Writes the shared keys of a configuration into the section of each rule, for the pack, which has no shared keys. */
export const packSections = (file: unknown): Readonly<Record<string, unknown>> => {
    const shared = Object.fromEntries(
        sharedKeys.filter((key) => getOwn(file, key) !== undefined).map((key) => [key, getOwn(file, key)]),
    );
    const own = Object.fromEntries(
        keysOf(file)
            .filter((key) => !isShared(key))
            .map((key) => [key, getOwn(file, key)]),
    );
    return Object.keys(shared).length === 0
        ? own
        : {
              ...own,
              ...Object.fromEntries(allRules.map(({ name }) => [name, sectionWith(getOwn(own, name), shared)])),
          };
};

/** Without the exemptions of earlier versions, which the audit reports beside its result. */
const withoutOutdated = (section: unknown): unknown => {
    const exemptions = getOwn(section, "exemptions");
    return isObject(section) && Array.isArray(exemptions)
        ? {
              ...section,
              exemptions: (exemptions as readonly unknown[]).filter((one) => {
                  const fingerprint = getOwn(one, "fingerprint");
                  return typeof fingerprint !== "string" || isFingerprint(fingerprint);
              }),
          }
        : section;
};

/** Reads the configuration of the audit. A misspelt rule or key is an issue: it would have no effect. */
export const readSettings = (file: unknown, day: string): Settings => {
    if (!isObject(file)) {
        return { sections: {}, issues: checkFile(file, day).issues };
    }
    const shared = sharedKeys.flatMap((key) => {
        const value = getOwn(file, key);
        const wanted = schema[key];
        return value === undefined || wanted === undefined ? [] : schemaIssues(value, wanted, key);
    });
    const rules = Object.fromEntries(
        Object.entries(file).flatMap(([key, section]) => (isShared(key) ? [] : [[key, withoutOutdated(section)]])),
    );
    return { sections: packSections(file), issues: [...shared, ...checkFile(rules, day).issues] };
};
