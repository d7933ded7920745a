/** The networks of statements that differ in nothing else: as statements are ORed, they admit the union of them. */
import type { ConditionModel, PolicyModel, PolicyString, PrincipalModel, StatementModel } from "../model/document";
import { operatorNamed } from "../syntax/conditionOperators";
import { memoizeLast } from "../syntax/memoize";

const sourceIp = "aws:sourceip";

/** A clause that lists the networks that are admitted. */
const listsNetworks = ({ key, operator }: ConditionModel): boolean => {
    const known = operatorNamed(operator);
    return key === sourceIp && known?.compares === "address" && !known.negated;
};

const sorted = (strings: readonly PolicyString[]): readonly string[] => strings.map(({ text }) => text).sort();

const namesOf = (principals: readonly PrincipalModel[]): readonly string[] =>
    principals.map(({ kind, text }) => `${kind} ${text}`).sort();

/** Everything of an Allow but its networks, its Sid and its path. */
const restOf = (one: StatementModel): string =>
    JSON.stringify([
        namesOf(one.principals),
        namesOf(one.notPrincipals),
        sorted(one.actions).map((action) => action.toLowerCase()),
        sorted(one.notActions).map((action) => action.toLowerCase()),
        sorted(one.resources),
        sorted(one.notResources),
        one.conditions
            .map((clause) =>
                JSON.stringify([
                    clause.setPrefix,
                    clause.operator,
                    clause.ifExists,
                    clause.key,
                    listsNetworks(clause) ? [] : sorted(clause.values),
                ]),
            )
            .sort(),
    ]);

/** The statement with these networks in the clause that lists them. */
const withNetworks = (one: StatementModel, values: readonly PolicyString[]): StatementModel => ({
    ...one,
    conditions: one.conditions.map((clause) => (listsNetworks(clause) ? { ...clause, values } : clause)),
});

const networksOf = ({ conditions }: StatementModel): readonly PolicyString[] =>
    conditions.filter(listsNetworks).flatMap(({ values }) => values);

/** The statements that share everything but their networks, each with the networks of all of them. */
export const statementsWithUnion = memoizeLast(
    ({ statements }: PolicyModel): ReadonlyMap<StatementModel, StatementModel> => {
        const listing = statements.filter(
            ({ effect, conditions }) => effect === "Allow" && conditions.filter(listsNetworks).length === 1,
        );
        const groups = new Map<string, StatementModel[]>();
        for (const one of listing.length > 1 ? listing : []) {
            const rest = restOf(one);
            const group = groups.get(rest);
            if (group === undefined) {
                groups.set(rest, [one]);
            } else {
                group.push(one);
            }
        }
        const union = new Map<StatementModel, StatementModel>();
        for (const group of groups.values()) {
            if (group.length > 1) {
                const networks = group.flatMap(networksOf);
                group.forEach((one) => union.set(one, withNetworks(one, networks)));
            }
        }
        return union;
    },
);
