import type { Unwrap } from "../pattern/args";
import { UNKNOWN } from "../pattern/constraints";
import { duplicateIssues } from "../pattern/duplicates";
import type { NamingScope } from "../pattern/naming";
import type { ValidationIssue } from "../pattern/validationIssue";
import { valueAt } from "../pattern/children";
import type { TeamAccessArgs } from "./args";
import { holderIssues } from "./holder";
import { levelsSelected, levelsSet, scopeOfSource, sourcesIn, type Source } from "./levels";
import { policyCount, teamPolicies } from "./policies";

type Args = Unwrap<TeamAccessArgs>;

/** The paths of the values that are not known yet. */
const unknownIn = (value: unknown, path: string): readonly string[] => {
    if (value === UNKNOWN) {
        return [path];
    }
    if (Array.isArray(value)) {
        return value.flatMap((element: unknown, i) => unknownIn(element, `${path}[${String(i)}]`));
    }
    return typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([name, inner]) => unknownIn(inner, `${path}.${name}`))
        : [];
};

const outputIssues = (levels: unknown): readonly ValidationIssue[] =>
    unknownIn(levels, "levels").map((path) => ({
        path,
        message: "is not a plain value, but the number of policies depends on it",
        fix: "Use a plain value: names and ARNs of these components are computed, so you can write them as text.",
    }));

/** The args of an access level that only its own component uses. */
const ownArgs = ["grantees", "createPolicy"] as const;

const ownArgIssues = (source: Source): readonly ValidationIssue[] =>
    levelsSet(source).flatMap((level) =>
        ownArgs.flatMap((arg) => {
            const value = valueAt(source.args, `${level}.${arg}`);
            return value === undefined
                ? []
                : [
                      {
                          path: `${source.path}.${level}.${arg}`,
                          value,
                          message: "has no effect here: the holder of the team gets the access level",
                          fix: "Remove it.",
                      },
                  ];
        }),
    );

/** Reports access levels that the args do not set. */
const selectionIssues = (source: Source): readonly ValidationIssue[] => {
    const { path, selection } = source;
    const set = levelsSet(source);
    const available = set.length === 0 ? "the args set none" : `the args set ${set.join(", ")}`;
    return [
        ...duplicateIssues(`${path}.levels`, selection.levels),
        ...(selection.levels ?? []).flatMap((level, i) =>
            set.includes(level)
                ? []
                : [
                      {
                          path: `${path}.levels[${String(i)}]`,
                          value: level,
                          message: `is an access level that the args do not set; ${available}`,
                          fix: `Set "${level}", or select another level.`,
                      },
                  ],
        ),
        ...(selection.levels === undefined && set.length === 0
            ? [{ path, message: "sets no access level", fix: "Set at least one access level of the pattern." }]
            : []),
    ];
};

const join = (path: string, inner: string): string => (inner === "" ? path : `${path}.${inner}`);

/** The issues of a component's own args, in its own Region. */
const patternIssues = (source: Source, team: NamingScope | undefined): readonly ValidationIssue[] => {
    const scope = team === undefined ? undefined : scopeOfSource(source, team);
    const { pattern, args, path } = source;
    return pattern.validate(args, scope).map((issue) => ({ ...issue, path: join(path, issue.path) }));
};

/** Reports access levels that two elements of `levels` describe. */
const repeatedLevels = (sources: readonly Source[]): readonly ValidationIssue[] => {
    const seen = new Map<string, string>();
    return sources.flatMap((source) =>
        levelsSelected(source).flatMap((level) => {
            const id = `${source.key} ${source.selection.componentName ?? ""} ${level}`;
            const first = seen.get(id);
            seen.set(id, first ?? source.path);
            return first === undefined
                ? []
                : [
                      {
                          path: `${source.path}.${level}`,
                          message: `is an access level that ${first} also describes`,
                          fix: 'Set "componentName" to the name of each component, or remove one of them.',
                      },
                  ];
        }),
    );
};

/** Reports more policies than a holder can have. */
const countIssues = (args: Args, scope: NamingScope): readonly ValidationIssue[] => {
    const count = policyCount(scope, args);
    return count <= teamPolicies.length
        ? []
        : [
              {
                  path: "levels",
                  message: `needs ${String(count)} managed policies, but a team can have ${String(teamPolicies.length)}`,
                  fix: "Give some of the access levels to another team.",
              },
          ];
};

/** Validates the args of a team, and those of the components whose access levels it gets. */
export const validateTeam = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => {
    const sources = sourcesIn(args.levels);
    const issues = [
        ...holderIssues(args, scope),
        ...outputIssues(args.levels),
        ...sources.flatMap((source) => [
            ...ownArgIssues(source),
            ...selectionIssues(source),
            ...patternIssues(source, scope),
        ]),
        ...repeatedLevels(sources),
    ];
    return issues.length > 0 || scope === undefined || sources.length === 0 ? issues : countIssues(args, scope);
};
