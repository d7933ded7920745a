/** The access levels of a team, and their documents. */
import { memoizeByText } from "../../policypack/iam";
import { isAccessLevel, valueAt } from "../pattern/children";
import type { Unwrap } from "../pattern/args";
import type { AnyConstraint, Constraints } from "../pattern/constraints";
import type { AwsLocation } from "../pattern/location";
import type { NamingScope } from "../pattern/naming";
import type { Documents, Names, Pattern, PlannedDocument } from "../pattern/pattern";
import { automation } from "../automation/pattern";
import { defaultHostManagement } from "../defaultHostManagement/pattern";
import { document } from "../document/pattern";
import { ecsExec } from "../ecsExec/pattern";
import { edgeDevice } from "../edgeDevice/pattern";
import { fleetManager } from "../fleetManager/pattern";
import { flowLogDelivery } from "../flowLogDelivery/pattern";
import { hybridActivation } from "../hybridActivation/pattern";
import { inventorySync } from "../inventorySync/pattern";
import { maintenanceWindow } from "../maintenanceWindow/pattern";
import { managedInstance } from "../managedInstance/pattern";
import { parameter } from "../parameter/pattern";
import { patch } from "../patch/pattern";
import { runCommand } from "../runCommand/pattern";
import { runCommandNotifications } from "../runCommandNotifications/pattern";
import { serviceLinkedRoles } from "../serviceLinkedRoles/pattern";
import { session } from "../session/pattern";
import { stateManager } from "../stateManager/pattern";
import type { LevelSelection, TeamLevels } from "./levelsArgs";

/** A pattern without the types of its args. */
type LevelPattern = Pattern<Readonly<Record<string, unknown>>, Names, Documents, Readonly<Record<string, unknown>>>;

const listed = {
    runCommand,
    runCommandNotifications,
    session,
    parameter,
    patch,
    stateManager,
    inventorySync,
    serviceLinkedRoles,
    managedInstance,
    defaultHostManagement,
    hybridActivation,
    edgeDevice,
    maintenanceWindow,
    automation,
    flowLogDelivery,
    ecsExec,
    document,
    fleetManager,
} as const satisfies { readonly [Key in keyof Required<TeamLevels>]: unknown };

/** The patterns with access levels, by config key. */
export const levelPatterns = listed as unknown as Readonly<Record<keyof TeamLevels, LevelPattern>>;

export const levelKeys = Object.keys(listed) as readonly (keyof TeamLevels)[];

/** The access levels of a pattern: the args that its policies for grantees are named after. */
export const levelsOfPattern = ({ children }: Pick<LevelPattern, "children">): readonly string[] =>
    Object.entries(children).flatMap(([name, child]) => (isAccessLevel(child) ? [name] : []));

/** The constraints on one element of `levels`: those of the patterns, and of the selection. */
export const levelsConstraint = {
    properties: Object.fromEntries(
        levelKeys.map((key) => {
            const { properties, groups = [] } = levelPatterns[key].constraints as AnyConstraint;
            return [
                key,
                {
                    properties: {
                        ...properties,
                        componentName: {
                            description: "a logical name: a text that is not empty",
                            pattern: "[\\s\\S]+",
                        },
                        levels: {
                            atLeast: 1,
                            each: {
                                description: `an access level: one of ${levelsOfPattern(levelPatterns[key]).join(", ")}`,
                                pattern: levelsOfPattern(levelPatterns[key]).join("|"),
                            },
                        },
                    },
                    groups,
                },
            ];
        }),
    ),
    groups: [{ rule: "exactlyOne", of: levelKeys }],
} as unknown as Constraints<Unwrap<TeamLevels>>;

/** The args of one component, of which a team gets access levels. */
export interface Source {
    readonly key: keyof TeamLevels;
    readonly pattern: LevelPattern;
    /** Its path in the args: `levels[0].runCommand`. */
    readonly path: string;
    readonly args: Readonly<Record<string, unknown>>;
    readonly selection: LevelSelection;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** The components in `levels`. */
export const sourcesIn = (levels: readonly unknown[] = []): readonly Source[] =>
    levels.flatMap((one, i) =>
        levelKeys.flatMap((key) => {
            const given = isObject(one) ? one[key] : undefined;
            if (!isObject(given)) {
                return [];
            }
            const { componentName, levels: selected, ...args } = given;
            const selection: LevelSelection = {
                ...(typeof componentName === "string" ? { componentName } : {}),
                ...(Array.isArray(selected) ? { levels: selected.filter((level) => typeof level === "string") } : {}),
            };
            return [{ key, pattern: levelPatterns[key], path: `levels[${String(i)}].${key}`, args, selection }];
        }),
    );

/** The access levels that the args of a component set. */
export const levelsSet = ({ pattern, args }: Pick<Source, "pattern" | "args">): readonly string[] =>
    levelsOfPattern(pattern).filter((level) => valueAt(args, level) !== undefined);

/** The access levels of a component that the team gets. */
export const levelsSelected = (source: Source): readonly string[] => source.selection.levels ?? levelsSet(source);

/** What names and documents of a component are computed from, in the account of the team. */
export const scopeOfSource = ({ pattern, args, selection }: Source, team: NamingScope): NamingScope => ({
    location: { ...team.location, ...(typeof args.region === "string" ? { region: args.region } : {}) },
    project: team.project,
    stack: team.stack,
    component: pattern.component,
    name: selection.componentName ?? team.name,
    namePrefix: typeof args.namePrefix === "string" ? args.namePrefix : undefined,
});

/** An access level of a team. */
export interface TeamLevel {
    /** Identifies it: `runCommand.patching.operator`, with the Region if it is another than that of the team. */
    readonly id: string;
    readonly location: AwsLocation;
    readonly plannedDocument: PlannedDocument;
}

const computeLevels = (levels: readonly unknown[], team: NamingScope): readonly TeamLevel[] =>
    sourcesIn(levels).flatMap((source) => {
        const scope = scopeOfSource(source, team);
        return levelsSelected(source).flatMap((level) => {
            const plannedDocument = source.pattern.documents[level]?.(scope, source.args);
            return plannedDocument === undefined
                ? []
                : [{ id: `${source.key}.${scope.name}.${level}`, location: scope.location, plannedDocument }];
        });
    });

/** The characters of args for which levels are kept: those of some large teams. */
const cachedCharacters = 4_000_000;

/** The levels of the last teams: each of its policies is a document of its own, but all are made from these. */
const knownLevels = memoizeByText(cachedCharacters, (text): readonly TeamLevel[] => {
    const [levels, team] = JSON.parse(text) as [readonly unknown[], NamingScope];
    return computeLevels(levels, team);
});

/** The access levels of a team with their documents. */
export const levelsOfTeam = (levels: readonly unknown[] = [], team: NamingScope): readonly TeamLevel[] =>
    knownLevels(JSON.stringify([levels, team]));
