import type { Conditions, Statement } from "../../policypack/iam";
import type { AwsLocation } from "../pattern/location";
import { grant, type PlannedDocument } from "../pattern/pattern";

const list = (value: string | readonly string[] = []): readonly string[] => [value].flat();

const union = (one: readonly string[], other: readonly string[]): readonly string[] => [...new Set([...one, ...other])];

const mergeConditions = (one: Conditions, other: Conditions): Conditions =>
    Object.fromEntries(
        Object.entries(one).map(([operator, keys]) => [
            operator,
            Object.fromEntries(
                Object.entries(keys).map(([key, values]) => [key, union(list(values), list(other[operator]?.[key]))]),
            ),
        ]),
    );

const mergeStatements = (one: Statement, other: Statement): Statement => ({
    ...one,
    ...(one.Resource === undefined ? {} : { Resource: union(one.Resource, other.Resource ?? []) }),
    ...(one.Condition === undefined ? {} : { Condition: mergeConditions(one.Condition, other.Condition ?? {}) }),
});

/** The Region of the component and its further Regions, each once. */
export const regionsOf = ({ region }: AwsLocation, furtherRegions: readonly string[] = []): readonly string[] => [
    ...new Set([region, ...furtherRegions]),
];

/**
 * Builds the statements for each Region and merges them, so that each statement covers all Regions. The statements must
 * differ in the Region only.
 */
export const mergeAcrossRegions = (
    location: AwsLocation,
    regions: readonly string[],
    statementsOf: (location: AwsLocation) => readonly Statement[],
): readonly Statement[] =>
    regions
        .map((region) => statementsOf({ ...location, region }))
        .reduce((all, next) => all.map((statement, i) => mergeStatements(statement, next[i] ?? statement)));

/** Plans an identity-based policy that covers the Region of the component and its further Regions. */
export const grantAcrossRegions = (
    location: AwsLocation,
    { furtherRegions }: { readonly furtherRegions?: readonly string[] },
    planFor: (location: AwsLocation) => PlannedDocument,
): PlannedDocument =>
    grant(
        ...mergeAcrossRegions(
            location,
            regionsOf(location, furtherRegions),
            (regional) => planFor(regional).document.Statement,
        ),
    );
