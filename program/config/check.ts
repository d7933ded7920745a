import { checkConstraints, UNKNOWN, type Constraints } from "../../components/pattern/constraints";
import { patternConstraints, rolePatternConstraints } from "../../components/pattern/commonConstraints";
import { accountOf } from "../../components/pattern/location";
import { roleArn } from "../../components/pattern/values";
import type { Names } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { nameCollisions } from "./nameCollisions";
import { ConfigError } from "./error";
import { instancesOf, providerKey, type Instance, type StackContext } from "./instances";
import { ComputedNames, resolvedNames } from "./names";
import { patterns } from "./patterns";
import type { GivenConfig } from "./read";
import { ReferenceTargets, resolveReferences, type Resolved } from "./references";
import { mapLeaves, EncryptedValue, step } from "./encrypted";
import { isMissing, missingProperty } from "./schemaIssues";
import { namespace, type Settings } from "./settings";
import { providerIssues } from "./providers";
import { providersConstraint, quotaConstraints } from "./settingsConstraints";
import { checkTypes } from "./checkTypes";
import { orderComponents } from "./dependencyOrder";
import { grantsProperty, resolveGrants, teamKey } from "./grants";

/** A valid instance with its names. */
export interface CheckedInstance extends Resolved {
    readonly physicalNames: Names;
}

/** A config that passed validation. */
export interface CheckedConfig {
    readonly settings: Settings;
    readonly instances: readonly CheckedInstance[];
    /** The components that each component is created after, by reference. */
    readonly after: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A policy ARN, or a reference to the boundary of a component in this stack. */
const boundary = {
    description: `${rolePatternConstraints.permissionsBoundary.description}, or pattern.name of this stack`,
    pattern: `${String(rolePatternConstraints.permissionsBoundary.pattern)}|[A-Za-z]+\\.[A-Za-z0-9_.-]+`,
};

/** The constraints of the common args, applied to the stack's settings. */
const settingsConstraints: Constraints<Settings> = {
    properties: {
        assumeRoleArn: roleArn,
        namePrefix: patternConstraints.namePrefix,
        tags: patternConstraints.tags,
        permissionsBoundary: boundary,
        path: patternConstraints.path,
        ...quotaConstraints,
        providers: providersConstraint,
    },
};

/** Prefixes the paths of a component's issues with the component's path in the config. */
export const prefixPaths = (path: string, issues: readonly ValidationIssue[]): readonly ValidationIssue[] =>
    issues.map((issue) => ({ ...issue, path: issue.path === "" ? path : step(path, issue.path) }));

/** Replaces encrypted values with UNKNOWN, which violates no constraint: their plain text must not be evaluated. */
const withoutSecrets = (value: unknown): unknown =>
    mapLeaves(value, (leaf) => (leaf instanceof EncryptedValue ? UNKNOWN : leaf));

/** Whether the args contain an unknown value: an encrypted value or an unresolved reference. */
const hasUnknown = (args: unknown): boolean => {
    let found = false;
    mapLeaves(args, (leaf) => (found ||= leaf === UNKNOWN));
    return found;
};

/** Whether the component names a provider that the settings do not declare, or declare with an issue. */
const hasUnresolvedProvider = ({ provider, providerName }: Instance): boolean =>
    providerName !== undefined && provider === undefined;

/** Reports components whose provider the settings do not declare. */
const unknownProviders = (
    instances: readonly Instance[],
    declared: Settings["providers"],
): readonly ValidationIssue[] =>
    instances.flatMap((instance) => {
        const { path, providerName } = instance;
        const names = Object.keys(declared ?? {});
        return !hasUnresolvedProvider(instance) || names.includes(providerName ?? "")
            ? []
            : [
                  {
                      path: step(path, providerKey),
                      value: providerName,
                      message: "is not a provider of this stack",
                      fix:
                          names.length === 0
                              ? `Declare it in "${namespace}:providers".`
                              : `Use one of: ${names.join(", ")}; or declare it in "${namespace}:providers".`,
                  },
              ];
    });

/** Reports what AWS looks up in the account of the component, but is in another one. */
const otherAccounts = ({ path, scope, resolved, references }: Resolved): readonly ValidationIssue[] => {
    const { accountId } = scope.location;
    const issue = (at: string, value: unknown, account: string): ValidationIssue => ({
        path: at,
        value,
        message: `is in account ${account}, but the component deploys to account ${accountId}`,
        fix: 'Use one of the same account, or the same "provider" in both components.',
    });
    const boundaryArn = resolved.permissionsBoundary;
    const boundaryAccount = typeof boundaryArn === "string" ? accountOf(boundaryArn) : undefined;
    const boundaryPath = step(path, "permissionsBoundary");
    return [
        ...references
            .filter(({ to, required }) => required && to.scope.location.accountId !== accountId)
            .map(({ to, path: at }) => issue(at, to.reference, to.scope.location.accountId)),
        ...(boundaryAccount === undefined ||
        ["aws", accountId].includes(boundaryAccount) ||
        references.some(({ path: at }) => at === boundaryPath)
            ? []
            : [issue(boundaryPath, boundaryArn, boundaryAccount)]),
    ];
};

/** Validates the resolved args, so that constraints on ARNs are checked against ARNs and not against references. */
const argIssues = (instance: Resolved, isBroken: boolean): readonly ValidationIssue[] => {
    const { pattern, path, resolved: args } = instance;
    // ARNs cannot be compared with a location that is not known.
    const scope = hasUnresolvedProvider(instance) ? undefined : instance.scope;
    const values = withoutSecrets(args) as Resolved["resolved"];
    const single = [
        ...instance.issues,
        ...prefixPaths(path, checkConstraints(pattern.constraints as Constraints<unknown>, values, scope?.location)),
    ];
    try {
        // A value that is invalid by itself needs no second issue about its relation to other args.
        const reported = new Set(single.map((issue) => issue.path));
        return [
            ...single,
            ...prefixPaths(path, pattern.validate(values, scope)).filter((issue) => !reported.has(issue.path)),
        ];
    } catch (error) {
        // Relations between args cannot be validated if one of them has the wrong type or is unknown.
        if (isBroken || hasUnknown(values) || single.length > 0) {
            return single;
        }
        throw error;
    }
};

/** Validates a team with its grants, which stand in the config for its levels. */
const grantedIssues = ({ pattern, path, resolved, scope }: Resolved): readonly ValidationIssue[] =>
    pattern.validate(resolved, scope).map((issue) => ({ ...issue, path: step(path, grantsProperty.name) }));

/** The config without its patterns: the settings of the stack. */
const settingsIn = (config: GivenConfig): Settings =>
    Object.fromEntries(Object.entries(config).filter(([key]) => !patterns.has(key)));

/** The paths that have an issue at or below them: `a.b[0]` is below `a.b` and `a`. */
const pathsWithIssues = (issues: readonly ValidationIssue[]): ReadonlySet<string> =>
    new Set(
        issues.flatMap(({ path }) => [path, ...[...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index))]),
    );

/** The settings without issues. An invalid setting is reported once, not again for each component that inherits it. */
const validSettings = (settings: Settings, issues: readonly ValidationIssue[]): Settings => {
    const invalid = pathsWithIssues(issues);
    return Object.fromEntries(Object.entries(settings).filter(([key]) => !invalid.has(`${namespace}:${key}`)));
};

/** Drops issues about values whose type the schema already reported, or that it reported as missing. */
const dropRestated = (
    shape: readonly ValidationIssue[],
    issues: readonly ValidationIssue[],
): readonly ValidationIssue[] => {
    const reported = new Set(
        shape.flatMap(({ path, message }) => (isMissing(message) ? [`${path} ${message}`] : [path])),
    );
    return issues.filter(({ path }) => {
        const [, parent = "", name = ""] = /^(.*)\.(\w+)$/.exec(path) ?? [];
        return !reported.has(path) && !reported.has(`${parent} ${missingProperty(name)}`);
    });
};

/** Removes duplicates: several checks may report the same issue. */
const uniqueIssues = (issues: readonly ValidationIssue[]): readonly ValidationIssue[] => [
    ...new Map(issues.map((issue) => [`${issue.path} ${issue.message}`, issue])).values(),
];

/**
 * Validates the config and resolves its references.
 *
 * @throws ConfigError with all issues at once.
 */
export const checkConfig = (given: GivenConfig, context: StackContext): CheckedConfig => {
    const { config, issues: shape } = checkTypes(given);
    const settings = settingsIn(config);
    const ofSettings = checkConstraints(settingsConstraints, withoutSecrets(settings)).map((issue) => ({
        ...issue,
        path: `${namespace}:${issue.path}`,
    }));
    const valid = validSettings(settings, [...shape, ...ofSettings]);
    const all = instancesOf(config, valid, context);
    const malformed = pathsWithIssues(shape);
    const isBroken = (instance: Instance): boolean => malformed.has(instance.path) || hasUnresolvedProvider(instance);
    const sound = all.filter((instance) => !isBroken(instance));
    const broken = new Set(all.filter(isBroken).map(({ reference }) => reference));
    const names = new ComputedNames();
    const targets = new ReferenceTargets(sound, names);
    const referring = all.map((instance) => resolveReferences(instance, targets, broken));
    const { instances, issues: ofGrants } = resolveGrants(referring, broken);
    const { after, issues: cycles } = orderComponents(instances.flatMap(({ references }) => references));
    const issues = uniqueIssues([
        ...shape,
        ...dropRestated(shape, [
            ...ofSettings,
            ...referring.flatMap((instance) => argIssues(instance, isBroken(instance))),
            ...ofGrants,
        ]),
        ...providerIssues(valid, context.location),
        ...unknownProviders(all, settings.providers),
        ...instances.filter((instance) => !isBroken(instance)).flatMap(otherAccounts),
        ...cycles,
        ...nameCollisions(sound, names),
    ]);
    // What a team gets can be validated only once all of it is valid by itself.
    const ofTeams = issues.length > 0 ? [] : instances.filter(({ key }) => key === teamKey).flatMap(grantedIssues);
    if (issues.length + ofTeams.length > 0) {
        throw new ConfigError([...issues, ...ofTeams]);
    }
    return {
        settings,
        instances: instances.map((instance) => ({
            ...instance,
            physicalNames: resolvedNames(instance, names.of(instance), instance.resolved),
        })),
        after,
    };
};
