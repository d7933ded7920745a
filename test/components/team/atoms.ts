import type { MergeableStatement } from "../../../components/team/mergeStatements";
import { levelKeys, levelPatterns, levelsOfPattern } from "../../../components/team/levels";
import type { LevelStatements } from "../../../components/team/packStatements";
import { fixtures } from "../fixtures";
import { namingScope } from "../namingScopes";

const sorted = (values: unknown): readonly string[] => [...new Set([values].flat().map(String))].sort();

/** A condition with its keys and values in order. */
const plainCondition = (condition: MergeableStatement["Condition"] = {}): string =>
    JSON.stringify(
        Object.entries(condition)
            .flatMap(([operator, keys]) =>
                Object.entries(keys).map(([key, values]) => [
                    operator.toLowerCase(),
                    key.toLowerCase(),
                    sorted(values),
                ]),
            )
            .sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other))),
    );

/** What statements grant as a set: each action on each resource, under its condition. */
export const atomsOf = (statements: readonly MergeableStatement[]): ReadonlySet<string> =>
    new Set(
        statements.flatMap(({ Effect, Action, NotAction, Resource, NotResource, Condition }) => {
            const condition = plainCondition(Condition);
            const actions = Action ?? [`not ${sorted(NotAction).join()}`];
            const resources = Resource ?? [`not ${sorted(NotResource).join()}`];
            return actions.flatMap((action) =>
                resources.map((resource) => [Effect, action, resource, condition].join(" ")),
            );
        }),
    );

/** Every access level of the example args of every pattern. */
export const exampleLevels: readonly LevelStatements[] = fixtures.flatMap(({ component, title, documents }) => {
    const key = levelKeys.find((one) => levelPatterns[one].component === component);
    return key === undefined
        ? []
        : levelsOfPattern(levelPatterns[key]).flatMap((level) => {
              const planned = documents(namingScope(component))[level];
              return planned === undefined
                  ? []
                  : [{ id: `${key}.${title}.${level}`, statements: planned.document.Statement }];
          });
});
