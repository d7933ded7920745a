/** Converts statements from normal form back to policy JSON, for fixes that can be pasted. */
import {
    writtenText,
    type ConditionModel,
    type PrincipalModel,
    type StatementModel,
    type PolicyString,
} from "./document";

/** One statement as policy JSON. */
export type StatementJson = Readonly<Record<string, unknown>>;

const types: Readonly<Record<PrincipalModel["kind"], string>> = {
    service: "Service",
    aws: "AWS",
    federated: "Federated",
    canonical: "CanonicalUser",
    everyone: "AWS",
};

/** A single value as a string, several as a list. */
export const oneOrMore = (texts: readonly string[]): string | readonly string[] => {
    const [only, ...more] = texts;
    return only !== undefined && more.length === 0 ? only : texts;
};

const texts = (strings: readonly PolicyString[]): string | readonly string[] => oneOrMore(strings.map(writtenText));

const principalElement = (principals: readonly PrincipalModel[]): unknown => {
    if (principals.length === 1 && principals[0]?.kind === "everyone") {
        return "*";
    }
    const byType = new Map<string, PrincipalModel[]>();
    for (const principal of principals) {
        const type = types[principal.kind];
        const same = byType.get(type) ?? [];
        same.push(principal);
        byType.set(type, same);
    }
    return Object.fromEntries([...byType].map(([type, same]) => [type, texts(same)]));
};

const conditionElement = (conditions: readonly ConditionModel[]): Readonly<Record<string, unknown>> => {
    const element = new Map<string, Map<string, unknown>>();
    for (const { source, values } of conditions) {
        const keys = element.get(source.operator) ?? new Map<string, unknown>();
        element.set(source.operator, keys.set(source.key, texts(values)));
    }
    return Object.fromEntries([...element].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
};

/** The statement as policy JSON; empty elements are omitted. */
export const toStatementJson = (one: StatementModel): StatementJson => {
    const { sid, effect, principals, notPrincipals, actions, notActions, resources, notResources, conditions } = one;
    return {
        ...(sid === undefined || sid === "" ? {} : { Sid: sid }),
        Effect: effect,
        ...(principals.length === 0 ? {} : { Principal: principalElement(principals) }),
        ...(notPrincipals.length === 0 ? {} : { NotPrincipal: principalElement(notPrincipals) }),
        ...(actions.length === 0 ? {} : { Action: texts(actions) }),
        ...(notActions.length === 0 ? {} : { NotAction: texts(notActions) }),
        ...(resources.length === 0 ? {} : { Resource: texts(resources) }),
        ...(notResources.length === 0 ? {} : { NotResource: texts(notResources) }),
        ...(conditions.length === 0 ? {} : { Condition: conditionElement(conditions) }),
    };
};
