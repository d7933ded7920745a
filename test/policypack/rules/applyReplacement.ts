import * as assert from "node:assert/strict";
import type { Violation } from "../../../policypack/engine/violation";
import type { RuleOptions } from "../../../policypack/engine/rule";

type Json = Record<string, unknown>;

/** What a reader writes in place of a placeholder. Other placeholders stand for a name. */
const placeholdersOf = ({
    account,
    ownAccounts = [],
    ownOrganizations = [],
}: Partial<RuleOptions>): Readonly<Record<string, string>> => ({
    ACCOUNT_ID: account ?? ownAccounts[0] ?? "123456789012",
    ROLE_NAME: "Fresh",
    "SERVICE.amazonaws.com": "ssm.amazonaws.com",
    "o-ORGANIZATION_ID": ownOrganizations[0] ?? "o-abcdefghij",
    REGION: "eu-west-1",
});

/** The text of a replacement with its placeholders filled in. */
export const fillIn = (
    { replacement = "", replaces }: Pick<Violation, "replacement" | "replaces">,
    settings: Partial<RuleOptions> = {},
): string => {
    const values = placeholdersOf(settings);
    return [...(replaces?.placeholders ?? [])]
        .sort((one, other) => other.length - one.length)
        .reduce((text, word) => text.replaceAll(word, values[word] ?? word.toLowerCase()), replacement);
};

const stepsOf = (path: string): readonly string[] => path.split(/[.[\]]+/).filter((step) => step !== "");

const setAt = (value: unknown, [step, ...rest]: readonly string[], to: unknown): unknown => {
    if (step === undefined) {
        return to;
    }
    if (Array.isArray(value)) {
        const replaced = (one: unknown): unknown => (rest.length === 0 ? to : [setAt(one, rest, to)]);
        return value.flatMap((one: unknown, at) => (at === Number(step) ? replaced(one) : [one]));
    }
    return { ...(value as Json), [step]: setAt((value as Json)[step], rest, to) };
};

/** A value with a replacement applied at its path: a list in place of a statement stands for several statements. */
export const applyReplacement = (
    value: unknown,
    violation: Pick<Violation, "replacement" | "replaces">,
    settings: Partial<RuleOptions> = {},
): unknown => {
    const { path, mode } = violation.replaces ?? assert.fail("a replacement names what it replaces");
    const to = JSON.parse(fillIn(violation, settings)) as unknown;
    const whole: unknown = typeof value === "string" ? JSON.parse(value) : structuredClone(value);
    const steps = stepsOf(path);
    if (mode === "set") {
        const before = steps.reduce<unknown>((at, step) => (at as Json)[step], whole);
        return setAt(whole, steps, { ...(before as Json), ...(to as Json) });
    }
    return setAt(whole, steps, to);
};
