/** The managed policies of a team: how many there are, and what each holds. */
import { maximumOf, memoizeByText, partitionOfRegion, type Statement } from "../../policypack/iam";
import { levelsOfTeam, type TeamLevel } from "./levels";
import {
    leastPolicies,
    packedDocuments,
    packStatements,
    policiesIn,
    type LevelStatements,
    type Packing,
} from "./packStatements";
import type { AwsLocation } from "../pattern/location";
import type { NamingScope } from "../pattern/naming";
import type { Acceptance, PlannedDocument } from "../pattern/pattern";
import { regions } from "../pattern/regions";

/**
 * The managed policies that one team can have: as many as the default quota for a role allows.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const teamPolicies = [
    ...(["policy1", "policy2", "policy3", "policy4", "policy5", "policy6", "policy7"] as const),
    ...(["policy8", "policy9", "policy10", "policy11", "policy12", "policy13", "policy14"] as const),
    ...(["policy15", "policy16", "policy17", "policy18", "policy19", "policy20"] as const),
] as const;

/** A managed policy with a part of what a team holds, for users, groups and roles. */
export type TeamPolicy = (typeof teamPolicies)[number];

/** The same for the role that the component creates. */
export type TeamRolePolicy = `role${Capitalize<TeamPolicy>}`;

export const teamRolePolicies = teamPolicies.map((policy) => `role${policy.replace(/^p/, "P")}` as TeamRolePolicy);

/** The args that the policies are computed from. */
interface PolicyArgs {
    readonly levels?: readonly unknown[];
    readonly region?: string;
}

/** What is known of the naming scope before the location of the provider is known. */
export type ScopeWithoutLocation = Omit<NamingScope, "location">;

const statementsOf = (levels: readonly TeamLevel[]): readonly LevelStatements[] =>
    levels.map(({ id, plannedDocument }) => ({ id, statements: plannedDocument.document.Statement }));

/** A location with an account that is as long as any. */
const locationIn = (region: string): AwsLocation => ({
    partition: partitionOfRegion(region),
    accountId: "0".repeat(12),
    region,
});

/** The Region with the longest code of each partition. */
const longestRegions = (): readonly string[] => {
    const longest = new Map<string, string>();
    for (const region of regions) {
        const other = longest.get(partitionOfRegion(region)) ?? "";
        longest.set(partitionOfRegion(region), region.length > other.length ? region : other);
    }
    return [...longest.values()];
};

/** The statements of a team where they are the longest: in its Region if the args tell it, else in any partition. */
const measuredStatements = (scope: ScopeWithoutLocation, { levels, region }: PolicyArgs): readonly LevelStatements[] =>
    (region === undefined ? longestRegions() : [region])
        .map((one) => statementsOf(levelsOfTeam(levels, { ...scope, location: locationIn(one) })))
        .reduce(
            (longest, other) => (JSON.stringify(other).length > JSON.stringify(longest).length ? other : longest),
            [],
        );

/** What a packing depends on, as text. */
const asText = (scope: ScopeWithoutLocation, { levels, region }: PolicyArgs): string => {
    const { project, stack, component, name, namePrefix } = scope;
    return JSON.stringify([
        { project, stack, component, name, namePrefix },
        { levels, region },
    ]);
};

/** The characters of args for which results are kept: those of some large teams. */
const cachedCharacters = 4_000_000;

/** The packings of the last teams. Each is needed once by the component, and once for each of its documents. */
const knownPacking = memoizeByText(cachedCharacters, (text): Packing => {
    const [scope, args] = JSON.parse(text) as [ScopeWithoutLocation, PolicyArgs];
    return packStatements(measuredStatements(scope, args), maximumOf.managedPolicy);
});

/** Which policy has which statement. It does not depend on the location, which a component knows too late. */
const packingOf = (scope: ScopeWithoutLocation, args: PolicyArgs): Packing => knownPacking(asText(scope, args));

/** The number of managed policies of a team. If a team cannot have so many, this is the fewest that it needs. */
export const policyCount = (scope: ScopeWithoutLocation, args: PolicyArgs): number => {
    const least = leastPolicies(measuredStatements(scope, args), maximumOf.managedPolicy);
    return least > teamPolicies.length ? least : policiesIn(packingOf(scope, args));
};

/** The acceptances of the levels for the statements of a document, whose Sids may be new. */
const acceptancesFor = (levels: readonly TeamLevel[], statements: readonly Statement[]): readonly Acceptance[] =>
    levels.flatMap(({ plannedDocument: { accepted = [], document } }) =>
        accepted.flatMap(({ rule, sid, reason }) => {
            const original = document.Statement.find(({ Sid }) => Sid === sid);
            return statements
                .filter(({ Action }) => original?.Action.every((action) => Action.includes(action)) === true)
                .map(({ Sid }) => ({ rule, sid: Sid, reason }));
        }),
    );

const computePolicies = (scope: NamingScope, args: PolicyArgs): readonly PlannedDocument[] => {
    const levels = levelsOfTeam(args.levels, scope);
    return packedDocuments(statementsOf(levels), packingOf(scope, args)).map((document) => {
        const accepted = acceptancesFor(levels, document.Statement);
        return { kind: "grant", document, ...(accepted.length === 0 ? {} : { accepted }) };
    });
};

/** Each policy is asked for by itself, but all of them are computed together. */
const knownPolicies = memoizeByText(cachedCharacters, (text): readonly PlannedDocument[] => {
    const [scope, args] = JSON.parse(text) as [NamingScope, PolicyArgs];
    return computePolicies(scope, args);
});

/** The documents of the managed policies of a team. */
export const policiesOfTeam = (scope: NamingScope, { levels, region }: PolicyArgs): readonly PlannedDocument[] =>
    knownPolicies(JSON.stringify([scope, { levels, region }]));
