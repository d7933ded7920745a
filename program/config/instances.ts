import type { NamingScope } from "../../components/pattern/naming";
import type { AwsLocation } from "../../components/pattern/location";
import type { Args, ErasedPattern } from "./patterns";
import { patterns, takes } from "./patterns";
import type { GivenConfig } from "./read";
import { isRecord } from "./encrypted";
import { providersOf, type DeclaredProvider } from "./providers";
import { commonArgs, namespace, type Settings } from "./settings";

/** The key of a component in the config that names its provider. It is no arg: it becomes a resource option. */
export const providerKey = "provider";

/** The project, stack and AWS location of a run. */
export interface StackContext {
    readonly project: string;
    readonly stack: string;
    readonly location: AwsLocation;
    /** Whether the account is only assumed, because neither credentials nor the config tell it. */
    readonly isAccountAssumed?: boolean;
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
    /** The name of its provider in the config; undefined for the provider of the stack. */
    readonly providerName?: string;
    /** Its provider. Undefined for the provider of the stack, and for one that is unknown or invalid. */
    readonly provider?: DeclaredProvider;
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
export const instancesOf = (config: GivenConfig, settings: Settings, context: StackContext): readonly Instance[] => {
    const providers = providersOf(settings, context.location);
    return [...patterns].flatMap(([key, pattern]) =>
        Object.entries(isRecord(config[key]) ? config[key] : {}).flatMap(([name, given]) => {
            if (!isRecord(given)) {
                return [];
            }
            const { [providerKey]: providerName, ...givenArgs } = given;
            const args = withCommonArgs(pattern, givenArgs, settings);
            const { project, stack } = context;
            const provider = typeof providerName === "string" ? providers.get(providerName) : undefined;
            const location = provider?.location ?? context.location;
            const scope: NamingScope = {
                location: { ...location, region: textOr(args.region, location.region) },
                project,
                stack,
                component: pattern.component,
                name,
                namePrefix: textOr(args.namePrefix, undefined),
            };
            const path = `${namespace}:${key}.${name}`;
            const instance = { key, name, path, reference: `${key}.${name}`, pattern, args, scope };
            return [
                {
                    ...instance,
                    ...(typeof providerName === "string" ? { providerName } : {}),
                    ...(provider === undefined ? {} : { provider }),
                },
            ];
        }),
    );
};
