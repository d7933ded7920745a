import { isForGrantees } from "../../components/pattern/children";
import { nameOf } from "../../components/pattern/location";
import type { PlannedDocument } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { granteeArns, type Computed } from "./deploymentScope";

/** Actions that AWS authorizes on a document and on a node separately, in whichever statements allow either. */
const actions = ["ssm:SendCommand", "ssm:StartSession"] as const;

/** What one access level allows an action on. */
interface Level {
    /** The reference of the level: `session.shells.users`. */
    readonly reference: string;
    /** The path of its component in the config, and of the level. */
    readonly component: string;
    readonly path: string;
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

const levelsOf = ({ instance, documents }: Computed): readonly Level[] =>
    Object.entries(documents)
        .filter(([child]) => isForGrantees(instance.pattern.children[child]))
        .flatMap(([child, planned]: readonly [string, PlannedDocument | undefined]) =>
            actions.flatMap((action) => {
                const statements = (planned?.document.Statement ?? []).filter(({ Action }) => Action.includes(action));
                const resources = statements.flatMap(({ Resource = [] }) => Resource);
                return statements.length === 0
                    ? []
                    : [
                          {
                              reference: `${instance.reference}.${child}`,
                              component: instance.path,
                              path: `${instance.path}.${child}`,
                              grantees: granteeArns(instance, child),
                              action,
                              region: instance.scope.location.region,
                              documents: new Set(resources.filter(isDocument)),
                              nodes: new Set(
                                  statements.flatMap(({ Resource = [], Condition = {} }) =>
                                      Resource.filter(isNode).map((arn) => JSON.stringify([arn, Condition])),
                                  ),
                              ),
                          },
                      ];
            }),
        );

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

/**
 * Warns about a principal that gets two access levels of which it may use the documents of one on the nodes of the
 * other. The warning stands at the later level and names the first level that it combines with. By the path of the
 * component.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html
 */
export const combinedGrantWarnings = (stack: readonly Computed[]): ReadonlyMap<string, readonly ValidationIssue[]> => {
    const found = new Map<Level, { readonly first: Level; readonly grantees: string[] }>();
    for (const levels of byGrantee(stack.flatMap(levelsOf)).values()) {
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
        all.push({
            path: `${level.path}.grantees`,
            message:
                `has ${listed(grantees)} in common with ${first.reference}: AWS authorizes the documents and the nodes of ` +
                `${level.action} separately, so ${listed(new Set([...first.documents, ...level.documents]))} can be used ` +
                "on the nodes of both",
            fix: "Use different grantees, or the same documents or nodes in both.",
        });
        warnings.set(level.component, all);
    }
    return warnings;
};
