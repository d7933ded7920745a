import { isAccessLevel, valueAt } from "../../components/pattern/children";
import { nameOf } from "../../components/pattern/location";
import type { PlannedDocument } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { levelsOfTeam } from "../../components/team/levels";
import { overlaps, type Statement } from "../../policypack/iam";
import type { CheckedInstance } from "../config/check";
import { step } from "../config/encrypted";
import { teamKey } from "../config/grants";
import { granteeArns, type Computed } from "./deploymentScope";

/** Actions that AWS authorizes on a document and on a node separately, in whichever statements allow either. */
const actions = ["ssm:SendCommand", "ssm:StartSession"] as const;

/** What one access level allows an action on. */
interface Level {
    /** The reference of the level: `session.shells.users`. */
    readonly reference: string;
    /** The path of its component in the config, and of the arg that gives the level to its grantees. */
    readonly component: string;
    readonly path: string;
    /** Whether a team gets it, beside other levels. */
    readonly isOfTeam: boolean;
    readonly grantees: readonly string[];
    readonly action: string;
    /** A request reaches documents and nodes of one Region. */
    readonly region: string;
    readonly documents: ReadonlySet<string>;
    /** The nodes of each statement, with its conditions. */
    readonly nodes: ReadonlySet<string>;
}

const isDocument = (arn: string): boolean => arn.includes(":document/");
const isNode = (arn: string): boolean => /:(managed-)?instance\//.test(arn);

/** An access level with its document and its grantees. */
type Given = Pick<Level, "reference" | "component" | "path" | "isOfTeam" | "grantees" | "region"> & {
    readonly plannedDocument: PlannedDocument | undefined;
};

/** What a component gives to the grantees of its own access levels. */
const givenByComponent = ({ instance, documents }: Computed): readonly Given[] =>
    Object.entries(documents)
        .filter(([child]) => isAccessLevel(instance.pattern.children[child]))
        .map(([child, plannedDocument]) => ({
            reference: `${instance.reference}.${child}`,
            component: instance.path,
            path: `${instance.path}.${child}.grantees`,
            isOfTeam: false,
            grantees: granteeArns(instance, child),
            region: instance.scope.location.region,
            plannedDocument,
        }));

/** Who holds what a team gets: its role, or its users, groups and roles. */
const holdersOf = (instance: CheckedInstance): readonly string[] => {
    const role = instance.physicalNames.role?.arn;
    return valueAt(instance.resolved, "holder.role") === undefined || role === undefined
        ? granteeArns(instance, "policy1")
        : [role];
};

/** What a team gets, each level by itself. */
const givenToTeam = ({ instance }: Computed): readonly Given[] =>
    instance.key !== teamKey || !Array.isArray(instance.resolved.levels)
        ? []
        : levelsOfTeam(instance.resolved.levels, instance.scope).map(({ id, location, plannedDocument }) => ({
              reference: id,
              component: instance.path,
              path: step(instance.path, "grants"),
              isOfTeam: true,
              grantees: holdersOf(instance),
              region: location.region,
              plannedDocument,
          }));

const levelsOf = ({ plannedDocument, ...given }: Given): readonly Level[] =>
    actions.flatMap((action) => {
        const statements = (plannedDocument?.document.Statement ?? []).filter(({ Action }) => Action.includes(action));
        const resources = statements.flatMap(({ Resource = [] }) => Resource);
        return statements.length === 0
            ? []
            : [
                  {
                      ...given,
                      action,
                      documents: new Set(resources.filter(isDocument)),
                      nodes: new Set(
                          statements.flatMap(({ Resource = [], Condition = {} }) =>
                              Resource.filter(isNode).map((arn) => JSON.stringify([arn, Condition])),
                          ),
                      ),
                  },
              ];
    });

const hasMore = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
    [...one].some((member) => !other.has(member));

/** Whether the documents of one level and the nodes of the other combine to more than either level allows. */
const widens = (one: Level, other: Level): boolean =>
    (hasMore(one.documents, other.documents) && hasMore(other.nodes, one.nodes)) ||
    (hasMore(other.documents, one.documents) && hasMore(one.nodes, other.nodes));

const listed = (arns: Iterable<string>): string => [...arns].map(nameOf).join(", ");

/** The levels that each grantee has for an action in a Region, in the order of the stack. */
const byGrantee = (levels: readonly Level[]): ReadonlyMap<string, readonly Level[]> => {
    const groups = new Map<string, Level[]>();
    for (const level of levels) {
        for (const grantee of level.grantees) {
            const key = [level.action, level.region, grantee].join(" ");
            const group = groups.get(key);
            if (group === undefined) {
                groups.set(key, [level]);
            } else {
                group.push(level);
            }
        }
    }
    return groups;
};

const overlapping = (some: readonly string[], others: readonly string[], inLowerCase = false): readonly string[] => {
    const normal = (text: string): string => (inLowerCase ? text.toLowerCase() : text);
    return some.filter((one) => others.some((other) => overlaps(normal(one), normal(other))));
};

/** What a Deny is about besides its resources, as text. */
const denial = ({ Action, Condition = {} }: Statement): string => JSON.stringify([Action, Condition]);

/** The actions that a level denies, and another does not, on resources on which that one allows them. */
const taken = (from: Given, by: Given): readonly string[] => {
    const statements = from.plannedDocument?.document.Statement ?? [];
    const allowed = statements.filter(({ Effect }) => Effect === "Allow");
    const deniedAnyway = new Set(statements.filter(({ Effect }) => Effect === "Deny").map(denial));
    return (by.plannedDocument?.document.Statement ?? [])
        .filter((one) => one.Effect === "Deny" && !deniedAnyway.has(denial(one)))
        .flatMap(({ Action, Resource = [] }) =>
            allowed
                .filter((one) => overlapping(one.Resource ?? [], Resource).length > 0)
                .flatMap((one) => overlapping(one.Action, Action, true)),
        );
};

/** Warnings about levels of a team of which one denies what another one allows; by the path of the team. */
const deniedInTeams = (given: readonly Given[]): ReadonlyMap<string, readonly ValidationIssue[]> => {
    const warnings = new Map<string, ValidationIssue[]>();
    const ofTeams = given.filter(({ isOfTeam }) => isOfTeam);
    for (const by of ofTeams) {
        for (const from of ofTeams.filter((other) => other !== by && other.component === by.component)) {
            const denied = [...new Set(taken(from, by))];
            if (denied.length > 0) {
                const all = warnings.get(by.component) ?? [];
                all.push({
                    path: by.path,
                    message: `has a Deny of ${by.reference} that takes from ${from.reference}: ${denied.join(", ")}`,
                    fix: "Give them to different teams if both are needed in full.",
                });
                warnings.set(by.component, all);
            }
        }
    }
    return warnings;
};

/**
 * Warns about a principal that gets two access levels of which it may use the documents of one on the nodes of the
 * other. The warning stands at the later level and names the first level that it combines with. By the path of the
 * component.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html
 */
export const combinedGrantWarnings = (stack: readonly Computed[]): ReadonlyMap<string, readonly ValidationIssue[]> => {
    const given = stack.flatMap((computed) => [...givenByComponent(computed), ...givenToTeam(computed)]);
    const found = new Map<Level, { readonly first: Level; readonly grantees: string[] }>();
    for (const levels of byGrantee(given.flatMap(levelsOf)).values()) {
        levels.forEach((level, i) => {
            const first = levels.slice(0, i).find((one) => widens(one, level));
            const shared = first?.grantees.filter((grantee) => level.grantees.includes(grantee));
            if (first !== undefined && shared !== undefined && !found.has(level)) {
                found.set(level, { first, grantees: shared });
            }
        });
    }
    const warnings = new Map<string, ValidationIssue[]>();
    for (const [level, { first, grantees }] of found) {
        const all = warnings.get(level.component) ?? [];
        const combined =
            `AWS authorizes the documents and the nodes of ${level.action} separately, so ` +
            `${listed(new Set([...first.documents, ...level.documents]))} can be used on the nodes of both`;
        all.push({
            path: level.path,
            message: level.isOfTeam
                ? `gives ${listed(grantees)} ${level.reference} beside ${first.reference}: ${combined}`
                : `has ${listed(grantees)} in common with ${first.reference}: ${combined}`,
            fix: level.isOfTeam
                ? "Give them to different teams, or use the same documents or nodes in both."
                : "Use different grantees, or the same documents or nodes in both.",
        });
        warnings.set(level.component, all);
    }
    for (const [path, denied] of deniedInTeams(given)) {
        warnings.set(path, [...(warnings.get(path) ?? []), ...denied]);
    }
    return warnings;
};
