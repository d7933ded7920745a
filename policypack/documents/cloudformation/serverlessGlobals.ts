import { getOwn, keysOf } from "../values/paths";
import type { TemplateBudget } from "./budget";

const prefix = "AWS::Serverless::";

/** How deeply values are merged; a policy document nests less deeply. */
const deepest = 16;

const isObject = (value: unknown): value is object =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** A function of CloudFormation replaces the global value: SAM merges before functions are resolved. */
const isFunction = (value: object): boolean => keysOf(value).some((key) => key === "Ref" || key.startsWith("Fn::"));

const merged = (global: unknown, own: unknown, budget: TemplateBudget, depth = deepest): unknown => {
    budget.step();
    if (own === undefined) {
        return global;
    }
    if (Array.isArray(global) && Array.isArray(own)) {
        budget.step(global.length + own.length);
        return [...(global as readonly unknown[]), ...(own as readonly unknown[])];
    }
    if (!isObject(global) || !isObject(own) || isFunction(global) || isFunction(own) || depth === 0) {
        return own;
    }
    const keys = new Set([...keysOf(global), ...keysOf(own)]);
    return Object.fromEntries(
        [...keys].map((key) => [key, merged(getOwn(global, key), getOwn(own, key), budget, depth - 1)]),
    );
};

/**
 * The properties of a resource with those that the section `Globals` of a SAM template sets for its type. A resource
 * overrides plain values, adds to lists, and merges objects.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html (2026-12-01)
 */
export const withGlobals = (globals: unknown, type: string, properties: unknown, budget: TemplateBudget): unknown => {
    const global = type.startsWith(prefix) ? getOwn(globals, type.slice(prefix.length)) : undefined;
    return global === undefined ? properties : merged(global, properties, budget);
};
