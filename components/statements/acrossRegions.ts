import type { Conditions, Statement } from "../../policypack/iam";
import type { Place } from "../pattern/location";

const list = (value: string | readonly string[] = []): readonly string[] => [value].flat();

const unique = (one: readonly string[], other: readonly string[]): readonly string[] => [
    ...new Set([...one, ...other]),
];

const bothConditions = (one: Conditions, other: Conditions): Conditions =>
    Object.fromEntries(
        Object.entries(one).map(([operator, keys]) => [
            operator,
            Object.fromEntries(
                Object.entries(keys).map(([key, values]) => [key, unique(list(values), list(other[operator]?.[key]))]),
            ),
        ]),
    );

const both = (one: Statement, other: Statement): Statement => ({
    ...one,
    ...(one.Resource === undefined ? {} : { Resource: unique(one.Resource, other.Resource ?? []) }),
    ...(one.Condition === undefined ? {} : { Condition: bothConditions(one.Condition, other.Condition ?? {}) }),
});

/**
 * Statements for several Regions, written once: each names what it names in all of them. The statements differ in nothing
 * but the Region.
 */
export const inRegions = (
    place: Place,
    regions: readonly string[],
    statementsOf: (place: Place) => readonly Statement[],
): readonly Statement[] =>
    regions
        .map((region) => statementsOf({ ...place, region }))
        .reduce((all, next) => all.map((statement, i) => both(statement, next[i] ?? statement)));
