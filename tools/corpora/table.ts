/** The table of what was seen in the corpora, and what was decided about it. */
import type { Seen } from "./seen";

/** `false alarm`: the pack reports it and should not; `missed`: it does not and should. */
export const decisions = ["right", "false alarm", "missed", "undecided"] as const;

/** What was seen in several places, with one decision for all of them. */
export interface Group {
    readonly rule: string;
    readonly message: string;
    readonly about: string;
    readonly decision: (typeof decisions)[number];
    readonly why: string;
    /** Package to the places in it. */
    readonly places: Readonly<Record<string, readonly string[]>>;
}

/** Something seen, with its package. */
export interface SeenInPackage extends Seen {
    readonly from: string;
}

type Kind = Pick<Group, "rule" | "message" | "about">;

const kindOf = ({ rule, message, about }: Kind): string => JSON.stringify([rule, message, about]);

const keyOf = (kind: Kind, from: string, place: string): string => JSON.stringify([kindOf(kind), from, place]);

/** The keys in a table. A place that is reported twice with the same message is one entry. */
const keysIn = (groups: readonly Group[]): ReadonlyMap<string, Group> =>
    new Map(
        groups.flatMap((group) =>
            Object.entries(group.places).flatMap(([from, places]) =>
                places.map((place) => [keyOf(group, from, place), group] as const),
            ),
        ),
    );

/** What separates a table from what was seen. */
export interface Comparison {
    /** Seen, but not in the table. */
    readonly unlisted: readonly SeenInPackage[];
    /** In the table, but no longer seen. */
    readonly gone: readonly string[];
    /** Without a decision. */
    readonly undecided: readonly Group[];
}

const seenKey = (seen: SeenInPackage): string => keyOf(seen, seen.from, seen.place);

/** Compares a table with what was seen in these packages. */
export const compare = (
    groups: readonly Group[],
    seen: readonly SeenInPackage[],
    packages: readonly string[],
): Comparison => {
    const listed = keysIn(groups);
    const found = new Set(seen.map(seenKey));
    const gone = groups.flatMap((group) =>
        Object.entries(group.places).flatMap(([from, places]) =>
            places
                .filter((place) => packages.includes(from) && !found.has(keyOf(group, from, place)))
                .map((place) => `${group.rule} (${group.message}) ${group.about}: ${from} ${place}`),
        ),
    );
    return {
        unlisted: seen.filter((one) => !listed.has(seenKey(one))),
        gone,
        undecided: groups.filter(({ decision }) => decision === "undecided"),
    };
};

const byText =
    <Of>(textOf: (one: Of) => string) =>
    (one: Of, other: Of): number => {
        const [a, b] = [textOf(one), textOf(other)];
        return Number(a > b) - Number(a < b);
    };

const withPlaces = (group: Omit<Group, "places">, seen: readonly SeenInPackage[]): Group => {
    const places: Record<string, string[]> = {};
    for (const { from, place } of [...seen].sort(byText(({ from, place }) => `${from} ${place}`))) {
        const listed = (places[from] ??= []);
        if (!listed.includes(place)) {
            listed.push(place);
        }
    }
    return { ...group, places };
};

/** The table of what was seen. Known entries keep their decisions; new ones have none, in a group of their own. */
export const updated = (groups: readonly Group[], seen: readonly SeenInPackage[]): readonly Group[] => {
    const listed = keysIn(groups);
    const byGroup = new Map<string, { readonly group: Omit<Group, "places">; readonly seen: SeenInPackage[] }>();
    for (const one of seen) {
        const { rule, message, about } = one;
        const { decision, why } = listed.get(seenKey(one)) ?? { decision: "undecided" as const, why: "" };
        const key = JSON.stringify([kindOf(one), decision, why]);
        const entry = byGroup.get(key) ?? { group: { rule, message, about, decision, why }, seen: [] };
        entry.seen.push(one);
        byGroup.set(key, entry);
    }
    return [...byGroup.values()]
        .map((entry) => withPlaces(entry.group, entry.seen))
        .sort(byText((group) => JSON.stringify([kindOf(group), group.decision, group.why])));
};
