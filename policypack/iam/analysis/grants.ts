/** What a document grants in the end: its Allows, less what its Denies take away. */
import { arnParts } from "../syntax/arn";
import { alwaysHolds, bindingOf, leftByDeny, plainly, requiresKey, trueWhenAbsent, type Binding } from "./conditions";
import { covers } from "../syntax/glob";
import { deniesIn } from "./guards";
import type { NormalDocument, NormalStatement, Word } from "../model/document";
import { anyone, type Own } from "./zoneOfTrust";
import { partitions } from "../knowledge/partitions";
import { passedToJudge, passedToService } from "./passedToService";
import { roleReach, shareRoles, type RoleReach } from "./roleScope";
import { hasAction } from "./statementMatch";
import { knowsVariables } from "./policyVersion";

const passRole = "iam:passrole";

/** One Resource that may be passed. */
export interface PassRoleGrant {
    /** Where the Resource stands. */
    readonly path: string;
    /** The role ARN pattern, as written; `*` for what a NotResource leaves in. */
    readonly resource: string;
    /** The services it may be passed to, when `iam:PassedToService` binds them. */
    readonly services: readonly string[] | undefined;
    /** The other conditions, in plain words. They do not narrow which role is passed. */
    readonly conditions: readonly string[];
}

/** A grant with what the rules want to know besides. */
export interface RoleGrant extends PassRoleGrant {
    readonly statement: NormalStatement;
    readonly reach: RoleReach;
    /** What became of `iam:PassedToService`. */
    readonly passedTo: Binding;
    /** The roles a Deny with NotResource leaves of a wider Resource: with the path of that NotResource. */
    readonly leftBy: string | undefined;
}

/** The rules ask one document after the other, so the last answer is the one that comes back. */
let last:
    | {
          readonly document: NormalDocument;
          readonly accounts: readonly string[];
          readonly grants: readonly RoleGrant[];
      }
    | undefined;

const none: readonly RoleGrant[] = [];

const areSame = (left: readonly string[], right: readonly string[]): boolean =>
    left === right || (left.length === right.length && left.every((one, at) => one === right[at]));

/** Every role the document lets its holder pass. Boundaries and trusts grant nothing. */
export function roleGrants(document: NormalDocument, own: Own = anyone): readonly RoleGrant[] {
    if (document.kind !== "grant") return none;
    if (last?.document === document && areSame(last.accounts, own.accounts)) return last.grants;
    const allows = document.statements.filter((one) => one.effect === "Allow" && hasAction(one, passRole));
    const grants = allows.length === 0 ? none : grantsLeft(document, allows, own);
    last = { document, accounts: own.accounts, grants };
    return grants;
}

function grantsLeft(document: NormalDocument, allows: readonly NormalStatement[], own: Own): readonly RoleGrant[] {
    const denies = deniesIn(document).filter((deny) => hasAction(deny, passRole));
    return allows.flatMap((one) => grantsOf(document, one, denies, own));
}

/** The public question: which roles, to which services. */
export const passRoleGrants = (document: NormalDocument): readonly PassRoleGrant[] =>
    roleGrants(document).map(({ path, resource, services, conditions }) => ({
        path,
        resource,
        services,
        conditions,
    }));

function grantsOf(
    document: NormalDocument,
    statement: NormalStatement,
    denies: readonly NormalStatement[],
    own: Own,
): readonly RoleGrant[] {
    const variables = knowsVariables(document);
    const passedTo = passedToOf(statement, denies, variables);
    const services = passedTo.state === "bound" ? passedTo.values : passedTo.state === "closed" ? [] : undefined;
    const conditions = statement.conditions.filter(({ key }) => key !== passedToService).map(plainly);
    const grants: RoleGrant[] = [];
    for (const granted of resourcesOf(statement, own)) {
        for (const { word, leftBy } of lessDenied(granted, denies, own, variables)) {
            const { text: resource, path } = word;
            const reach = roleReach(resource, variables);
            if (reach === "none") continue;
            grants.push({ path, resource, services, conditions, statement, reach, passedTo, leftBy });
        }
    }
    return grants;
}

/** A NotResource grants all but what it names; only one that names every role there is grants none. */
function resourcesOf({ resources, notResources }: NormalStatement, own: Own): readonly Word[] {
    const [first] = notResources;
    if (first === undefined) return resources;
    if (notResources.some(({ text }) => coversEveryRole(text, own))) return [];
    return [{ text: "*", path: first.path.replace(/\[0\]$/, "") }];
}

/**
 * Every role that could be passed at all: those of one's own account, where that is known, else those of any. IAM takes
 * ARNs of its own partition only, so the one the document names is the one it stands in.
 */
function coversEveryRole(pattern: string, own: Own, granted = pattern): boolean {
    const partition = partitionOf(granted) ?? partitionOf(pattern) ?? "aws";
    const places = own.accounts.length === 0 ? ["????????????"] : own.accounts;
    return places.every((account) => covers(pattern, `arn:${partition}:iam::${account}:role/?*`));
}

const partitionOf = (pattern: string): string | undefined => {
    const partition = arnParts(pattern)?.partition;
    return partition !== undefined && partitions.includes(partition) ? partition : undefined;
};

interface Left {
    readonly word: Word;
    readonly leftBy: string | undefined;
}

/** What unconditional Denies leave of a Resource. A Deny with a condition can be stepped around; it repairs nothing. */
function lessDenied(word: Word, denies: readonly NormalStatement[], own: Own, variables: boolean): readonly Left[] {
    let left: readonly Left[] = [{ word, leftBy: undefined }];
    for (const { conditions, resources, notResources } of denies) {
        if (left.length === 0 || !conditions.every(alwaysHolds)) continue;
        if (notResources.length > 0) left = left.flatMap((one) => leftByNotResource(one, notResources, variables));
        else left = left.filter((one) => !isDenied(one.word.text, resources, own));
    }
    return left;
}

const isDenied = (resource: string, denied: readonly Word[], own: Own): boolean =>
    denied.some(({ text }) => covers(text, resource) || coversEveryRole(text, own, resource));

/** A Deny of all but the listed roles leaves what both the Allow and the list name: the narrower of the two. */
function leftByNotResource({ word, leftBy }: Left, listed: readonly Word[], variables: boolean): readonly Left[] {
    const wide = roleReach(word.text, variables) === "every";
    return listed.flatMap((one) => {
        if (!shareRoles(one.text, word.text)) return [];
        if (!wide || covers(one.text, word.text)) return [{ word, leftBy }];
        return [{ word: { text: one.text, path: word.path }, leftBy: one.path }];
    });
}

/** An Allow can bind the service, and so can a Deny of every other service. */
function passedToOf(statement: NormalStatement, denies: readonly NormalStatement[], variables: boolean): Binding {
    const judge = passedToJudge(variables);
    const own = bindingOf(statement.conditions, passedToService, judge);
    if (own.state === "bound" || own.state === "closed") return own;
    const present = requiresKey(statement.conditions, passedToService);
    for (const { conditions, resources, notResources } of denies) {
        const [clause, ...more] = conditions;
        if (clause === undefined || more.length > 0) continue;
        const turned = leftByDeny(clause);
        const everywhere = notResources.length === 0 && resources.some(({ text }) => text === "*");
        if (turned === undefined || !everywhere) continue;
        const left = bindingOf([turned], passedToService, judge, present || trueWhenAbsent(clause));
        if (left.state === "bound") return left;
    }
    return own;
}
