import { brokenLimits, unresolved, type Limits } from "../../components/pattern/constraints";
import { patternLimits, rolePatternLimits } from "../../components/pattern/commonConstraints";
import { roleArn } from "../../components/pattern/values";
import type { Problem } from "../../components/pattern/validationIssue";
import { collisions } from "./nameCollisions";
import { ConfigError } from "./error";
import { instancesOf, type Instance, type Surroundings } from "./instances";
import { patterns } from "./patterns";
import type { GivenConfig } from "./read";
import { resolved, type Resolved } from "./references";
import { mapLeaves, Secure, securesIn, step } from "./encrypted";
import { namespace, type Settings } from "./settings";
import { shapeProblems } from "./checkTypes";
import { waiting } from "./dependencyOrder";

/** A config that is right, as far as its values say. */
export interface CheckedConfig {
    readonly settings: Settings;
    readonly instances: readonly Resolved[];
    /** Which component is made after which others. */
    readonly after: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The ARN of a policy, or the boundary of a component of this stack. */
const boundary = {
    allowed: `${rolePatternLimits.permissionsBoundary.allowed}, or pattern.name of this stack`,
    pattern: `${String(rolePatternLimits.permissionsBoundary.pattern)}|[A-Za-z]+\\.[A-Za-z0-9_.-]+`,
};

/** What the limits of the common args say of the settings. */
const settingsLimits: Limits<Settings> = {
    properties: {
        assumeRoleArn: roleArn,
        namePrefix: patternLimits.namePrefix,
        tags: patternLimits.tags,
        permissionsBoundary: boundary,
        path: patternLimits.path,
    },
};

/** Problems of a component's args, told under where the config names the component. */
export const under = (path: string, problems: readonly Problem[]): readonly Problem[] =>
    problems.map((problem) => ({ ...problem, path: problem.path === "" ? path : step(path, problem.path) }));

/** Whatever stands for an encrypted value breaks no limit: nobody here can read it. */
const masked = (value: unknown): unknown => mapLeaves(value, (leaf) => (leaf instanceof Secure ? unresolved : leaf));

/** Whether something in the args is not known, encrypted or a reference to nothing. */
const hasMarks = (args: unknown): boolean => {
    let found = false;
    mapLeaves(args, (leaf) => (found ||= leaf === unresolved));
    return found;
};

/** The args are judged as resolved, so what a limit says of an ARN is never said of a reference. */
const argProblems = (instance: Resolved, isBroken: boolean): readonly Problem[] => {
    const { pattern, path, identity, resolved: args } = instance;
    const values = masked(args) as Resolved["resolved"];
    const single = [
        ...instance.problems,
        ...under(path, brokenLimits(pattern.limits as Limits<unknown>, values, identity.place)),
    ];
    try {
        // What is wrong by itself needs no second word on how it stands to others.
        const told = new Set(single.map((problem) => problem.path));
        return [
            ...single,
            ...under(path, pattern.problems(values, identity)).filter((problem) => !told.has(problem.path)),
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
const secureSettings = (settings: unknown): readonly Problem[] =>
    securesIn(settings).map(({ path }) => ({
        path,
        message: "is encrypted, but settings of the stack stand in names and documents in plain text",
        fix: "Write it in plain text.",
    }));

/** The config without its patterns. */
const settingsIn = (config: GivenConfig): Settings =>
    Object.fromEntries(Object.entries(config).filter(([key]) => !patterns.has(key)));

/** Whether a problem stands at a path or below it. */
const within = (path: string, problem: Problem): boolean =>
    problem.path === path || problem.path.startsWith(`${path}.`) || problem.path.startsWith(`${path}[`);

/** What a setting is wrong in is told once, not again of every component that it would fill in. */
const soundSettings = (settings: Settings, problems: readonly Problem[]): Settings =>
    Object.fromEntries(
        Object.entries(settings).filter(([key]) => !problems.some((problem) => within(`${namespace}:${key}`, problem))),
    );

/** What the schema says is left out, the limits say too where they are asked without a schema. */
const untold = (shape: readonly Problem[], problems: readonly Problem[]): readonly Problem[] => {
    const told = new Set(shape.map(({ path, message }) => `${path} ${message}`));
    return problems.filter(({ path, message }) => {
        const [, holder = "", name = ""] = /^(.*)\.(\w+)$/.exec(path) ?? [];
        return message !== "is missing" || !told.has(`${holder} lacks "${name}"`);
    });
};

/** One thing is told once, however many checks meet it. */
const once = (problems: readonly Problem[]): readonly Problem[] => [
    ...new Map(problems.map((problem) => [`${problem.path} ${problem.message}`, problem])).values(),
];

/**
 * The config, once nothing in it is wrong.
 *
 * @throws ConfigError with every problem at once.
 */
export const checkConfig = (config: GivenConfig, around: Surroundings): CheckedConfig => {
    const settings = settingsIn(config);
    const shape = shapeProblems(config);
    const ofSettings = [
        ...secureSettings(settings),
        ...brokenLimits(settingsLimits, masked(settings)).map((problem) => ({
            ...problem,
            path: `${namespace}:${problem.path}`,
        })),
    ];
    const all = instancesOf(config, soundSettings(settings, [...shape, ...ofSettings]), around);
    const isBroken = ({ path }: Instance): boolean => shape.some((problem) => within(path, problem));
    const sound = all.filter((instance) => !isBroken(instance));
    const broken = new Set(all.filter(isBroken).map(({ reference }) => reference));
    const instances = all.map((instance) => resolved(instance, sound, broken));
    const { after, problems: cycles } = waiting(instances.flatMap(({ references }) => references));
    const problems = once([
        ...shape,
        ...ofSettings,
        ...untold(
            shape,
            instances.flatMap((instance) => argProblems(instance, isBroken(instance))),
        ),
        ...cycles,
        ...collisions(sound),
    ]);
    if (problems.length > 0) {
        throw new ConfigError(problems);
    }
    return { settings, instances, after };
};
