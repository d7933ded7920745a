import { brokenLimits, unresolved, type Limits } from "../components/catalogue/limits";
import { patternLimits, rolePatternLimits } from "../components/catalogue/patternLimits";
import { roleArn } from "../components/catalogue/valueLimits";
import type { Problem } from "../components/catalogue";
import { collisions } from "./collisions";
import { ConfigError } from "./configError";
import { instancesOf, type Surroundings } from "./instance";
import type { GivenConfig } from "./readConfig";
import { resolved, type Resolved } from "./references";
import { mapLeaves, Secure, securesIn, step } from "./secure";
import { namespace, type Settings } from "./settings";
import { shapeProblems } from "./shape";
import { waiting } from "./waiting";

/** A config that is right, as far as its values say. */
export interface CheckedConfig {
    readonly settings: Settings;
    readonly instances: readonly Resolved[];
    /** Which component is made after which others. */
    readonly after: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What the limits of the common args say of the settings. */
const settingsLimits: Limits<Settings> = {
    properties: {
        assumeRoleArn: roleArn,
        namePrefix: patternLimits.namePrefix,
        tags: patternLimits.tags,
        permissionsBoundary: rolePatternLimits.permissionsBoundary,
        path: patternLimits.path,
    },
};

const under = (path: string, problems: readonly Problem[]): readonly Problem[] =>
    problems.map((problem) => ({ ...problem, path: problem.path === "" ? path : step(path, problem.path) }));

/** Whatever stands for an encrypted value breaks no limit: nobody here can read it. */
const masked = (value: unknown): unknown => mapLeaves(value, (leaf) => (leaf instanceof Secure ? unresolved : leaf));

/** The args are judged as resolved, so what a limit says of an ARN is never said of a reference. */
const limitProblems = (
    { pattern, path, resolved: args, identity }: Resolved,
    isBroken: boolean,
): readonly Problem[] => {
    const values = masked(args) as Resolved["resolved"];
    const limits = brokenLimits(pattern.limits as Limits<unknown>, values);
    try {
        return under(path, [...limits, ...pattern.problems(values, identity)]);
    } catch (error) {
        // What relates several args cannot be asked of args of the wrong type, which are reported as such.
        if (isBroken) {
            return under(path, limits);
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

const settingsIn = (config: GivenConfig): Settings => config;

/** Several checks may meet at one place; the first that spoke was the more general. */
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
    const all = instancesOf(config, settings, around);
    const isBroken = ({ path }: { readonly path: string }): boolean =>
        shape.some(
            (problem) =>
                problem.path === path ||
                (/^[.[]/.test(problem.path.slice(path.length)) && problem.path.startsWith(path)),
        );
    const sound = all.filter((instance) => !isBroken(instance));
    const broken = new Set(all.filter(isBroken).map(({ reference }) => reference));
    const instances = all.map((instance) => resolved(instance, sound, broken));
    const { after, problems: cycles } = waiting(instances.flatMap(({ references }) => references));
    const { assumeRoleArn, namePrefix, tags, permissionsBoundary, path } = settings;
    const problems = once([
        ...shape,
        ...secureSettings({ assumeRoleArn, namePrefix, tags, permissionsBoundary, path }),
        ...under(
            namespace,
            brokenLimits(settingsLimits, masked({ assumeRoleArn, namePrefix, tags, permissionsBoundary, path })),
        ).map((problem) => ({ ...problem, path: problem.path.replace(".", ":") })),
        ...instances.flatMap((instance) => [...instance.problems, ...limitProblems(instance, isBroken(instance))]),
        ...cycles,
        ...collisions(sound),
    ]);
    if (problems.length > 0) {
        throw new ConfigError(problems);
    }
    return { settings, instances, after };
};
