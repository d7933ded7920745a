import { checkConstraints, UNKNOWN, type Constraints } from "../../components/pattern/constraints";
import { patternConstraints, rolePatternConstraints } from "../../components/pattern/commonConstraints";
import { roleArn } from "../../components/pattern/values";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { nameCollisions } from "./nameCollisions";
import { ConfigError } from "./error";
import { instancesOf, type Instance, type StackContext } from "./instances";
import { patterns } from "./patterns";
import type { GivenConfig } from "./read";
import { resolveReferences, type Resolved } from "./references";
import { mapLeaves, EncryptedValue, encryptedValuesIn, step } from "./encrypted";
import { namespace, type Settings } from "./settings";
import { checkTypes } from "./checkTypes";
import { orderComponents } from "./dependencyOrder";

/** A config that is right, as far as its values say. */
export interface CheckedConfig {
    readonly settings: Settings;
    readonly instances: readonly Resolved[];
    /** Which component is made after which others. */
    readonly after: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The ARN of a policy, or the boundary of a component of this stack. */
const boundary = {
    description: `${rolePatternConstraints.permissionsBoundary.description}, or pattern.name of this stack`,
    pattern: `${String(rolePatternConstraints.permissionsBoundary.pattern)}|[A-Za-z]+\\.[A-Za-z0-9_.-]+`,
};

/** What the limits of the common args say of the settings. */
const settingsConstraints: Constraints<Settings> = {
    properties: {
        assumeRoleArn: roleArn,
        namePrefix: patternConstraints.namePrefix,
        tags: patternConstraints.tags,
        permissionsBoundary: boundary,
        path: patternConstraints.path,
    },
};

/** Problems of a component's args, told under where the config names the component. */
export const prefixPaths = (path: string, issues: readonly ValidationIssue[]): readonly ValidationIssue[] =>
    issues.map((issue) => ({ ...issue, path: issue.path === "" ? path : step(path, issue.path) }));

/** Whatever stands for an encrypted value breaks no limit: nobody here can read it. */
const withoutSecrets = (value: unknown): unknown =>
    mapLeaves(value, (leaf) => (leaf instanceof EncryptedValue ? UNKNOWN : leaf));

/** Whether something in the args is not known, encrypted or a reference to nothing. */
const hasMarks = (args: unknown): boolean => {
    let found = false;
    mapLeaves(args, (leaf) => (found ||= leaf === UNKNOWN));
    return found;
};

/** The args are judged as resolved, so what a limit says of an ARN is never said of a reference. */
const argIssues = (instance: Resolved, isBroken: boolean): readonly ValidationIssue[] => {
    const { pattern, path, scope, resolved: args } = instance;
    const values = withoutSecrets(args) as Resolved["resolved"];
    const single = [
        ...instance.issues,
        ...prefixPaths(path, checkConstraints(pattern.constraints as Constraints<unknown>, values, scope.location)),
    ];
    try {
        // What is wrong by itself needs no second word on how it stands to others.
        const reported = new Set(single.map((issue) => issue.path));
        return [
            ...single,
            ...prefixPaths(path, pattern.validate(values, scope)).filter((issue) => !reported.has(issue.path)),
        ];
    } catch (error) {
        // How args stand to each other cannot be asked where one has the wrong type or is not known.
        if (isBroken || hasMarks(values) || single.length > 0) {
            return single;
        }
        throw error;
    }
};

/** Settings are needed before any component, where nothing could be kept secret. */
const encryptedSettings = (settings: unknown): readonly ValidationIssue[] =>
    encryptedValuesIn(settings).map(({ path }) => ({
        path,
        message: "is encrypted, but settings of the stack stand in names and documents in plain text",
        fix: "Write it in plain text.",
    }));

/** The config without its patterns. */
const settingsIn = (config: GivenConfig): Settings =>
    Object.fromEntries(Object.entries(config).filter(([key]) => !patterns.has(key)));

/** Whether a problem stands at a path or below it. */
const isAtOrBelow = (path: string, issue: ValidationIssue): boolean =>
    issue.path === path || issue.path.startsWith(`${path}.`) || issue.path.startsWith(`${path}[`);

/** What a setting is wrong in is told once, not again of every component that it would fill in. */
const validSettings = (settings: Settings, issues: readonly ValidationIssue[]): Settings =>
    Object.fromEntries(
        Object.entries(settings).filter(([key]) => !issues.some((issue) => isAtOrBelow(`${namespace}:${key}`, issue))),
    );

/** What the schema says is left out, the limits say too where they are asked without a schema. */
const dropRestated = (
    shape: readonly ValidationIssue[],
    issues: readonly ValidationIssue[],
): readonly ValidationIssue[] => {
    const reported = new Set(shape.map(({ path, message }) => `${path} ${message}`));
    return issues.filter(({ path, message }) => {
        const [, holder = "", name = ""] = /^(.*)\.(\w+)$/.exec(path) ?? [];
        return message !== "is missing" || !reported.has(`${holder} lacks "${name}"`);
    });
};

/** One thing is told once, however many checks meet it. */
const uniqueIssues = (issues: readonly ValidationIssue[]): readonly ValidationIssue[] => [
    ...new Map(issues.map((issue) => [`${issue.path} ${issue.message}`, issue])).values(),
];

/**
 * The config, once nothing in it is wrong.
 *
 * @throws ConfigError with every problem at once.
 */
export const checkConfig = (config: GivenConfig, context: StackContext): CheckedConfig => {
    const settings = settingsIn(config);
    const shape = checkTypes(config);
    const ofSettings = [
        ...encryptedSettings(settings),
        ...checkConstraints(settingsConstraints, withoutSecrets(settings)).map((issue) => ({
            ...issue,
            path: `${namespace}:${issue.path}`,
        })),
    ];
    const all = instancesOf(config, validSettings(settings, [...shape, ...ofSettings]), context);
    const isBroken = ({ path }: Instance): boolean => shape.some((issue) => isAtOrBelow(path, issue));
    const sound = all.filter((instance) => !isBroken(instance));
    const broken = new Set(all.filter(isBroken).map(({ reference }) => reference));
    const instances = all.map((instance) => resolveReferences(instance, sound, broken));
    const { after, issues: cycles } = orderComponents(instances.flatMap(({ references }) => references));
    const issues = uniqueIssues([
        ...shape,
        ...ofSettings,
        ...dropRestated(
            shape,
            instances.flatMap((instance) => argIssues(instance, isBroken(instance))),
        ),
        ...cycles,
        ...nameCollisions(sound),
    ]);
    if (issues.length > 0) {
        throw new ConfigError(issues);
    }
    return { settings, instances, after };
};
