import type { NamingScope } from "../../components/pattern/naming";
import type { AwsLocation } from "../../components/pattern/location";
import type { Args, ErasedPattern } from "./patterns";
import { patterns, takes } from "./patterns";
import type { GivenConfig } from "./read";
import { isRecord } from "./encrypted";
import { commonArgs, namespace, type Settings } from "./settings";

/** The project, stack and AWS location of a run. */
export interface StackContext {
    readonly project: string;
    readonly stack: string;
    readonly location: AwsLocation;
}

/** A component that the config declares. */
export interface Instance {
    readonly key: string;
    readonly name: string;
    /** Its path in the config: `ssm-access:runCommand.patching`. */
    readonly path: string;
    /** How other components refer to it: `runCommand.patching`. */
    readonly reference: string;
    readonly pattern: ErasedPattern;
    /** The args from the config, completed by the stack's settings. */
    readonly args: Args;
    readonly scope: NamingScope;
}

/** The args that the pattern rejects next to the others, such as a boundary without a role to attach it to. */
const rejectedArgs = (pattern: ErasedPattern, args: Args): ReadonlySet<string> => {
    try {
        return new Set(pattern.validate(args).map(({ path }) => path));
    } catch {
        // Args of the wrong type are reported separately.
        return new Set();
    }
};

/** Completes a component's args with the stack's settings; the component's own args take precedence. */
const withCommonArgs = (pattern: ErasedPattern, given: Args, settings: Settings): Args => {
    const common = commonArgs.filter((arg) => settings[arg] !== undefined && takes(pattern, arg));
    const filled = { ...Object.fromEntries(common.map((arg) => [arg, settings[arg]])), ...given };
    const rejected = rejectedArgs(pattern, filled);
    const args = Object.fromEntries(Object.entries(filled).filter(([arg]) => arg in given || !rejected.has(arg)));
    return common.includes("tags") && isRecord(given.tags)
        ? { ...args, tags: { ...settings.tags, ...given.tags } }
        : args;
};

const textOr = <Other>(value: unknown, other: Other): string | Other => (typeof value === "string" ? value : other);

/** All components that the config declares, in the order of the pattern list. */
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
