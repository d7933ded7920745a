/** Resolves what a team gets from the other components of a stack: `runCommand.patching.operator`. */
import { levelPatterns, levelsOfPattern } from "../../components/team/levels";
import { duplicateIssues } from "../../components/pattern/duplicates";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { isRecord, step, withPlaceholders } from "./encrypted";
import type { Reference, Resolved } from "./references";

/** The config key of the pattern whose components get access levels of others. */
export const teamKey = "team";

/** What a config says instead of the arg `levels` of a team, which is for programs of one's own. */
export const grantsProperty = {
    name: "grants",
    replaces: "levels",
    description:
        "The access levels that the team gets from components of this stack, each as pattern.name.level. " +
        "Example: [runCommand.patching.operator, session.shells.users]",
} as const;

/** Args of a component that the documents of its access levels do not depend on. */
const withoutEffect: ReadonlySet<string> = new Set(["tags"]);

/** Args of an access level for its own component: the team's holder gets the level. */
const ownArgs: ReadonlySet<string> = new Set(["grantees", "createPolicy"]);

const without = (
    args: Readonly<Record<string, unknown>>,
    names: ReadonlySet<string>,
): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(args).filter(([name]) => !names.has(name)));

/** A grant with the component that it names. */
interface Grant {
    readonly to: Resolved;
    readonly level: string;
    readonly path: string;
}

type Found = Grant | ValidationIssue;

const isGrant = (found: Found): found is Grant => "to" in found;

/** The access levels that a component's args set. */
const offeredBy = ({ pattern, resolved }: Resolved): readonly string[] =>
    levelsOfPattern(pattern).filter((level) => resolved[level] !== undefined);

/** All access levels of the stack, as a list for a message. */
const allOffered = (instances: readonly Resolved[]): string => {
    const offered = instances.flatMap((one) => offeredBy(one).map((level) => `${one.reference}.${level}`));
    return offered.length === 0 ? "none available" : offered.join(", ");
};

/** Finds the access level that a grant names; undefined if its component has issues of its own. */
const find = (
    value: string,
    path: string,
    team: Resolved,
    instances: ReadonlyMap<string, Resolved>,
    broken: ReadonlySet<string>,
): Found | undefined => {
    const [key = "", name = "", level = ""] = value.split(".");
    const reference = `${key}.${name}`;
    const to = instances.get(reference);
    const issue = (message: string, fix: string): ValidationIssue => ({ path, value, message, fix });
    if (broken.has(reference)) {
        return undefined;
    }
    if (to === undefined || !Object.hasOwn(levelPatterns, key)) {
        return issue(
            to === undefined
                ? "refers to a component that does not exist in this stack"
                : "refers to a component without access levels",
            `Use an access level of this stack: ${allOffered([...instances.values()])}.`,
        );
    }
    if (!offeredBy(to).includes(level)) {
        const offered = offeredBy(to).map((one) => `${reference}.${one}`);
        return issue(
            "refers to an access level that the component does not set",
            offered.length === 0 ? `Set "${level}" in ${to.path}.` : `Use one of: ${offered.join(", ")}.`,
        );
    }
    const { accountId, partition } = to.scope.location;
    const own = team.scope.location;
    return accountId === own.accountId && partition === own.partition
        ? { to, level, path }
        : issue(
              `is an access level in account ${accountId}, but the team is in account ${own.accountId}`,
              'Use the same "provider" in both components.',
          );
};

/** The args of the components, each with the access levels that are granted of it. */
const levelsOf = (grants: readonly Grant[], team: Resolved): readonly unknown[] => {
    const byComponent = new Map<Resolved, string[]>();
    for (const { to, level } of grants) {
        const levels = byComponent.get(to);
        if (levels === undefined) {
            byComponent.set(to, [level]);
        } else {
            levels.push(level);
        }
    }
    return [...byComponent].map(([to, levels]) => ({
        [to.key]: {
            ...Object.fromEntries(
                Object.entries(withPlaceholders(to.resolved) as Readonly<Record<string, unknown>>).flatMap(
                    ([arg, value]) => {
                        if (withoutEffect.has(arg) || (offeredBy(to).includes(arg) && !levels.includes(arg))) {
                            return [];
                        }
                        if (!levels.includes(arg) || !isRecord(value)) {
                            return [[arg, value] as const];
                        }
                        return [[arg, without(value, ownArgs)] as const];
                    },
                ),
            ),
            ...(to.scope.location.region === team.scope.location.region ? {} : { region: to.scope.location.region }),
            componentName: to.name,
            levels,
        },
    }));
};

/** Components with the grants of the teams among them, and the issues of these grants. */
export interface Granted {
    readonly instances: readonly Resolved[];
    readonly issues: readonly ValidationIssue[];
}

/** Describes what each team gets from other components by the args of these components. */
export const resolveGrants = (all: readonly Resolved[], broken: ReadonlySet<string>): Granted => {
    const sources = new Map(
        all
            .filter(({ key, reference }) => key !== teamKey && !broken.has(reference))
            .map((instance) => [instance.reference, instance]),
    );
    const issues: ValidationIssue[] = [];
    const instances = all.map((instance): Resolved => {
        if (instance.key !== teamKey) {
            return instance;
        }
        const { grants, ...args } = instance.resolved;
        const given: readonly unknown[] = Array.isArray(grants) ? grants : [];
        const path = step(instance.path, "grants");
        const found = given.flatMap((grant, i) =>
            typeof grant === "string" ? (find(grant, step(path, i), instance, sources, broken) ?? []) : [],
        );
        if (Array.isArray(grants) && given.length === 0) {
            issues.push({ path, value: grants, message: "has no access level", fix: "Name at least one." });
        }
        issues.push(
            ...found.filter((one): one is ValidationIssue => !isGrant(one)),
            ...duplicateIssues("grants", given).map((issue) => ({ ...issue, path: step(instance.path, issue.path) })),
        );
        const granted = found.filter(isGrant);
        return {
            ...instance,
            resolved: {
                ...args,
                // Known here, so that the policies need not have room for the longest ARNs of all partitions.
                region: instance.scope.location.region,
                levels: levelsOf(granted, instance),
            },
            references: [
                ...instance.references,
                ...granted.map(({ to, path }): Reference => ({ from: instance, to, path, required: false })),
            ],
        };
    });
    return { instances, issues };
};
