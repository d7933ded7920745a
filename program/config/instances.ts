import type { NamingScope } from "../../components/pattern/naming";
import type { AwsLocation } from "../../components/pattern/location";
import type { Args, ErasedPattern } from "./patterns";
import { patterns, takes } from "./patterns";
import type { GivenConfig } from "./read";
import { isRecord } from "./encrypted";
import { commonArgs, namespace, type Settings } from "./settings";

/** What the engine says of the run. */
export interface StackContext {
    readonly project: string;
    readonly stack: string;
    readonly location: AwsLocation;
}

/** One component that the config asks for. */
export interface Instance {
    readonly key: string;
    readonly name: string;
    /** Where the config names it: `ssm-access:runCommand.patching`. */
    readonly path: string;
    /** How other components refer to it: `runCommand.patching`. */
    readonly reference: string;
    readonly pattern: ErasedPattern;
    /** As given, the settings of the stack filled in. */
    readonly args: Args;
    readonly scope: NamingScope;
}

/** The args that the pattern has no use for beside the others, such as a boundary where no role is made. */
const unwanted = (pattern: ErasedPattern, args: Args): ReadonlySet<string> => {
    try {
        return new Set(pattern.validate(args).map(({ path }) => path));
    } catch {
        // Args of the wrong type, which are reported as such.
        return new Set();
    }
};

/** The settings of the stack as args of one component, under what it says itself. */
const withCommonArgs = (pattern: ErasedPattern, given: Args, settings: Settings): Args => {
    const common = commonArgs.filter((arg) => settings[arg] !== undefined && takes(pattern, arg));
    const filled = { ...Object.fromEntries(common.map((arg) => [arg, settings[arg]])), ...given };
    const idle = unwanted(pattern, filled);
    const args = Object.fromEntries(Object.entries(filled).filter(([arg]) => arg in given || !idle.has(arg)));
    return common.includes("tags") && isRecord(given.tags)
        ? { ...args, tags: { ...settings.tags, ...given.tags } }
        : args;
};

const textOr = <Other>(value: unknown, other: Other): string | Other => (typeof value === "string" ? value : other);

/** Every component that the config asks for, in the order of the catalogue. */
export const instancesOf = (config: GivenConfig, settings: Settings, context: StackContext): readonly Instance[] =>
    [...patterns].flatMap(([key, pattern]) =>
        Object.entries(isRecord(config[key]) ? config[key] : {}).flatMap(([name, given]) => {
            if (!isRecord(given)) {
                return [];
            }
            const args = withCommonArgs(pattern, given, settings);
            const { project, stack, location } = context;
            const scope: NamingScope = {
                location: { ...location, region: textOr(args.region, location.region) },
                project,
                stack,
                component: pattern.component,
                name,
                namePrefix: textOr(args.namePrefix, undefined),
            };
            const path = `${namespace}:${key}.${name}`;
            return [{ key, name, path, reference: `${key}.${name}`, pattern, args, scope }];
        }),
    );
