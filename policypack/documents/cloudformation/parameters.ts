/** The parameters of a template: their values, and what is known of those without one. */

import { deferred } from "../../iam";
import { isUnknown } from "../values/unknown";
import { keysOf, getOwn } from "../values/paths";
import type { Choice, Choices } from "./choices";

/** The parameters that a stack gives to its template. */
export interface GivenParameters {
    /** Name to value, which may be unknown. */
    readonly values: Readonly<Record<string, unknown>>;
    /** Whether not even the names are known. */
    readonly areUnknown: boolean;
}

/** A value of a parameter: known, or one of its allowed values. */
export type ParameterValue = { readonly value: unknown } | { readonly choice: Choice };

const isList = (type: unknown): boolean =>
    typeof type === "string" && (type === "CommaDelimitedList" || type.startsWith("List<"));

/** The value of a parameter of these types is the name of an SSM parameter, which CloudFormation resolves. */
const isLookedUp = (type: unknown): boolean =>
    typeof type === "string" && type.startsWith("AWS::SSM::Parameter::Value<");

const isPlain = (value: unknown): boolean => typeof value !== "object" || value === null;

/** More allowed values than this are not read one by one. */
const maxAllowed = 200;

/**
 * Whether a pattern requires a character: it starts with a literal or a class that is not optional, and has no
 * alternatives. The pattern is not run, because a template could make it backtrack for very long.
 */
const requiresCharacter = (pattern: unknown): boolean =>
    typeof pattern === "string" && /^\^?(?:\[(?:[^\]\\]|\\.)+\]|\\.|[\w:/.-])(?![*?]|\{0?,)[^|]*$/.test(pattern);

/** Whether a declared parameter can have no characters, as far as its declaration tells. */
const canBeEmpty = (declared: unknown): boolean => {
    const type = getOwn(declared, "Type");
    const isText = type === undefined || type === "String" || type === "CommaDelimitedList";
    return (
        isText && !(Number(getOwn(declared, "MinLength")) > 0) && !requiresCharacter(getOwn(declared, "AllowedPattern"))
    );
};

/** A parameter of a list type is written as comma-separated text. */
const splitList = (value: unknown, type: unknown): unknown =>
    typeof value === "string" && isList(type) ? value.split(",").map((part) => part.trim()) : value;

export class Parameters {
    private readonly values = new Map<string, ParameterValue>();

    constructor(
        private readonly declared: unknown,
        given: GivenParameters,
        choices: Choices,
    ) {
        for (const name of new Set([...keysOf(declared), ...Object.keys(given.values)])) {
            const value = this.read(name, given, choices);
            if (value !== undefined) {
                this.values.set(name, value);
            }
        }
    }

    /** The value of a parameter; undefined if it is unknown, or no parameter. */
    valueOf(name: string): ParameterValue | undefined {
        return this.values.get(name);
    }

    /** Whether an unknown value of this name can be empty. What the program knows later is not guessed. */
    canBeEmpty(name: string): boolean {
        const declared = getOwn(this.declared, name);
        return !name.startsWith("AWS.") && !this.values.has(name) && canBeEmpty(declared);
    }

    private read(name: string, given: GivenParameters, choices: Choices): ParameterValue | undefined {
        const declared = getOwn(this.declared, name);
        const type = getOwn(declared, "Type");
        const value = getOwn(given.values, name) ?? getOwn(declared, "Default");
        const parts = [value].flat();
        if (given.areUnknown || isLookedUp(type) || parts.some(isUnknown) || !parts.every(isPlain)) {
            return { value: deferred(name) };
        }
        if (value !== undefined) {
            return { value: splitList(value, type) };
        }
        const allowed = getOwn(declared, "AllowedValues");
        return Array.isArray(allowed) && allowed.length <= maxAllowed && allowed.every(isPlain)
            ? this.oneOf(name, allowed, type, choices)
            : undefined;
    }

    private oneOf(
        name: string,
        allowed: readonly unknown[],
        type: unknown,
        choices: Choices,
    ): ParameterValue | undefined {
        const options = [...new Set(allowed)].map((one) => splitList(one, type));
        if (options.length < 2) {
            return options.length === 0 ? undefined : { value: options[0] };
        }
        return { choice: choices.of(`parameter ${name}`, options) };
    }
}

/** A list of parameters, as stack sets have: `{ ParameterKey, ParameterValue }`, under the names of any provider. */
const listedParameter = (entry: unknown): readonly (readonly [string, unknown])[] => {
    const members = new Map(keysOf(entry).map((key) => [key.toLowerCase().replaceAll("_", ""), getOwn(entry, key)]));
    const key = members.get("parameterkey");
    // The value before the update is not known.
    return typeof key === "string" ? [[key, members.get("parametervalue") ?? deferred(key)]] : [];
};

export const noParameters: GivenParameters = { values: {}, areUnknown: false };

const givenBy = (parameters: unknown, base = noParameters): GivenParameters => {
    const entries: readonly (readonly [string, unknown])[] = Array.isArray(parameters)
        ? parameters.flatMap(listedParameter)
        : keysOf(parameters).map((name) => [name, getOwn(parameters, name)]);
    const known = entries.filter(([, value]) => value !== undefined && value !== null);
    return {
        values: { ...base.values, ...Object.fromEntries(known) },
        areUnknown: base.areUnknown || isUnknown(parameters),
    };
};

const eitherCase = (value: unknown, name: string): unknown =>
    getOwn(value, name) ?? getOwn(value, name.charAt(0).toUpperCase() + name.slice(1));

const elementsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * The parameters of a stack or stack set, once for each group of stack instances that overrides some. `holder` is the
 * object with the property of the template.
 */
export const givenParameters = (holder: unknown): readonly GivenParameters[] => {
    const all = givenBy(eitherCase(holder, "parameters"));
    const groups = [
        holder,
        ...elementsOf(eitherCase(holder, "stackInstancesGroup")),
        ...elementsOf(eitherCase(holder, "stackInstancesGroups")),
    ];
    const overrides = groups.map((group) => eitherCase(group, "parameterOverrides"));
    return [all, ...overrides.filter((one) => one !== undefined).map((one) => givenBy(one, all))];
};
