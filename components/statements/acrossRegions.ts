import type { Conditions, Statement } from "../../policypack/iam";
import type { AwsLocation } from "../pattern/location";

const list = (value: string | readonly string[] = []): readonly string[] => [value].flat();

const unique = (one: readonly string[], other: readonly string[]): readonly string[] => [
    ...new Set([...one, ...other]),
];

const mergeConditions = (one: Conditions, other: Conditions): Conditions =>
    Object.fromEntries(
        Object.entries(one).map(([operator, keys]) => [
            operator,
            Object.fromEntries(
                Object.entries(keys).map(([key, values]) => [key, unique(list(values), list(other[operator]?.[key]))]),
            ),
        ]),
    );

const mergeStatements = (one: Statement, other: Statement): Statement => ({
    ...one,
    ...(one.Resource === undefined ? {} : { Resource: unique(one.Resource, other.Resource ?? []) }),
    ...(one.Condition === undefined ? {} : { Condition: mergeConditions(one.Condition, other.Condition ?? {}) }),
});

/**
 * Statements for several Regions, written once: each names what it names in all of them. The statements differ in nothing
 * but the Region.
 */
export const mergeAcrossRegions = (
    location: AwsLocation,
    regions: readonly string[],
    statementsOf: (location: AwsLocation) => readonly Statement[],
): readonly Statement[] =>
    regions
        .map((region) => statementsOf({ ...location, region }))
        .reduce((all, next) => all.map((statement, i) => mergeStatements(statement, next[i] ?? statement)));
