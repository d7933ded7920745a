/** Which principals of a stack have which policies. Built from resources only; used by the pack, preview and audit. */

import { attachmentPaths } from "../documents/resourceTypes/attachments";
import { documentsOf } from "../documents";
import { arnParts, haveSameMembers, memoizeRecent, parse, type PolicyModel } from "../iam";
import { keysOf, withoutUnknowns, getOwn, isFullyKnown } from "../documents/values/paths";
import {
    attachmentTypes,
    inlineTypes,
    managedTypes,
    membershipTypes,
    principalTypes,
    type Ends,
    type PrincipalKind,
} from "./links";
import { groupBy } from "./groupBy";
import { referencesOf, type References } from "./references";
import type { StackResource } from "./stackResource";

/** An identity policy of a principal, and the resource that defines it. */
export interface HeldDocument {
    readonly urn: string;
    readonly property: string;
    /** The property, without positions in lists. */
    readonly place: string;
    /** Whether it is an inline policy, which counts against the principal's quota. */
    readonly inline: boolean;
    readonly document: PolicyModel;
}

/** A role, user or group of the stack, with all its policies. */
export interface GraphPrincipal {
    readonly kind: PrincipalKind;
    readonly urn: string;
    readonly name: string;
    /** The ARN, with `*` for an unknown account. */
    readonly arn: string;
    readonly trust: PolicyModel | undefined;
    readonly documents: readonly HeldDocument[];
    /** ARNs of managed policies that are not resources of the stack. */
    readonly managedPolicies: readonly string[];
}

export interface Graph {
    readonly principals: readonly GraphPrincipal[];
    /** Every resource, for rules on resources that are not principals. */
    readonly resources: readonly StackResource[];
}

interface DraftPrincipal extends GraphPrincipal {
    readonly documents: HeldDocument[];
    readonly managedPolicies: string[];
    readonly groups: DraftPrincipal[];
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** The fully known properties: a partially unknown document cannot be evaluated. */
const knownProps = ({ props }: StackResource): unknown =>
    Object.fromEntries(
        keysOf(props)
            .filter((key) => isFullyKnown(getOwn(props, key)))
            .map((key) => [key, withoutUnknowns(getOwn(props, key))]),
    );

const documentsIn = (resource: StackResource, inline: boolean): readonly HeldDocument[] =>
    documentsOf(resource.type, knownProps(resource))
        .filter(({ kind }) => kind === "grant")
        .map(({ property, place, raw }) => ({
            urn: resource.urn,
            property,
            place,
            inline,
            document: parse("grant", raw),
        }));

/**
 * The resource part of an ARN, to match resources whose partition and account are unknown: before an update AWS has not
 * assigned an ARN, but a program may have computed it. An AWS managed policy keeps its whole ARN, so that it never
 * matches a policy of the stack.
 */
export const nameKey = (text: string): string => {
    const arn = arnParts(text);
    return arn === undefined || arn.account === "aws" ? text : arn.resource;
};

const draftOf = (resource: StackResource): DraftPrincipal | undefined => {
    const row = principalTypes[resource.type];
    if (row === undefined) {
        return undefined;
    }
    const props = knownProps(resource);
    const name = text(getOwn(props, row.name)) ?? resource.name;
    const path = text(getOwn(props, "path")) ?? "/";
    const trust = documentsOf(resource.type, props).find(({ kind }) => kind === "trust");
    return {
        kind: row.kind,
        urn: resource.urn,
        name,
        arn: text(getOwn(props, "arn")) ?? `arn:*:iam::*:${row.kind}${path}${name}`,
        trust: trust === undefined ? undefined : parse("trust", trust.raw),
        documents: [...documentsIn(resource, true)],
        managedPolicies: [],
        groups: [],
    };
};

/** A principal under one of its names. */
interface Named {
    readonly draft: DraftPrincipal;
    readonly key: string;
}

/** Finds principals by reference: by the URN of their resource, or by ARN or name. */
class PrincipalIndex {
    private readonly byUrn: ReadonlyMap<string, DraftPrincipal>;
    private readonly byName: ReadonlyMap<string, readonly Named[]>;

    constructor(readonly drafts: readonly DraftPrincipal[]) {
        this.byUrn = new Map(drafts.map((draft) => [draft.urn, draft]));
        this.byName = groupBy(
            drafts.flatMap((draft) =>
                [draft.name, draft.arn].map((name) => ({ draft, key: `${draft.kind} ${nameKey(name)}` })),
            ),
            ({ key }) => key,
        );
    }

    /** The principal that this resource declares, if any. */
    of(urn: string): readonly DraftPrincipal[] {
        const draft = this.byUrn.get(urn);
        return draft === undefined ? [] : [draft];
    }

    resolve(kind: PrincipalKind, { texts, urns }: References): readonly DraftPrincipal[] {
        const written = texts
            .flatMap((name) => this.byName.get(`${kind} ${nameKey(name)}`) ?? [])
            .map(({ draft }) => draft);
        const linked = urns.map((urn) => this.byUrn.get(urn)).filter((draft) => draft?.kind === kind);
        return [...new Set([...written, ...linked])].filter((draft) => draft !== undefined);
    }

    atEnds(resource: StackResource, ends: Ends): readonly DraftPrincipal[] {
        return Object.entries(ends).flatMap(([kind, path]) =>
            this.resolve(kind as PrincipalKind, referencesOf(resource, path)),
        );
    }
}

/** Appends values one by one: a call takes a limited number of arguments, and a resource may attach more policies. */
const append = <Value>(list: Value[], values: Iterable<Value>): void => {
    for (const value of values) {
        list.push(value);
    }
};

/** The managed policies of the stack, by URN and by ARN. */
class ManagedPolicies {
    private readonly byUrn = new Map<string, readonly HeldDocument[]>();
    private readonly byArn = new Map<string, readonly HeldDocument[]>();

    constructor(resources: readonly StackResource[]) {
        for (const resource of resources) {
            const row = isRow(managedTypes, resource) ? managedTypes[resource.type] : undefined;
            if (row === undefined) {
                continue;
            }
            const documents = documentsIn(resource, false);
            this.byUrn.set(resource.urn, documents);
            const props = knownProps(resource);
            const name = text(getOwn(props, row.name));
            const arn = text(getOwn(props, row.arn)) ?? (name && `policy${text(getOwn(props, "path")) ?? "/"}${name}`);
            if (arn !== undefined) {
                this.byArn.set(nameKey(arn), documents);
            }
        }
    }

    of(urn: string): readonly HeldDocument[] {
        return this.byUrn.get(urn) ?? [];
    }

    attach(resource: StackResource, principals: readonly DraftPrincipal[]): void {
        const references = (attachmentPaths[resource.type] ?? []).map((path) => referencesOf(resource, path));
        const arns = references.flatMap(({ texts }) => texts);
        const documents = new Set([
            ...references.flatMap(({ urns }) => urns.flatMap((urn) => this.of(urn))),
            ...arns.flatMap((arn) => this.byArn.get(nameKey(arn)) ?? []),
        ]);
        const others = arns.filter((arn) => !this.byArn.has(nameKey(arn)));
        for (const principal of principals) {
            append(principal.documents, documents);
            append(principal.managedPolicies, others);
        }
    }
}

/** Principals that share a name hold the same documents. */
const maxShared = 16;

/** Returns the list that was given before with the same members, by which rules keep what they find in it. */
const shareLists = (): ((documents: readonly HeldDocument[]) => readonly HeldDocument[]) =>
    memoizeRecent({ most: maxShared, isSame: haveSameMembers }, (documents) => documents);

/** Adds the policies of a user's groups; a group's inline policies do not count against the user's quota. */
const withInherited = (
    draft: DraftPrincipal,
    shared: (documents: readonly HeldDocument[]) => readonly HeldDocument[],
): GraphPrincipal => ({
    kind: draft.kind,
    urn: draft.urn,
    name: draft.name,
    arn: draft.arn,
    trust: draft.trust,
    documents: shared([
        ...draft.documents,
        ...draft.groups.flatMap(({ documents }) => documents.map((held) => ({ ...held, inline: false }))),
    ]),
    managedPolicies: [...new Set([...draft.managedPolicies, ...draft.groups.flatMap((one) => one.managedPolicies)])],
});

const isRow = (table: Readonly<Record<string, unknown>>, { type }: StackResource): boolean =>
    Object.hasOwn(table, type);

/** Links the policies of a stack to its principals, by name, by ARN, or by the resource a value depends on. */
export const graphOf = (resources: readonly StackResource[]): Graph => {
    const index = new PrincipalIndex(
        resources.filter((resource) => isRow(principalTypes, resource)).flatMap((resource) => draftOf(resource) ?? []),
    );
    const managed = new ManagedPolicies(resources);
    for (const resource of resources) {
        const self = index.of(resource.urn);
        if (isRow(inlineTypes, resource)) {
            const documents = documentsIn(resource, true);
            index.atEnds(resource, inlineTypes[resource.type] ?? {}).forEach((draft) => {
                append(draft.documents, documents);
            });
        }
        if (isRow(managedTypes, resource)) {
            index.atEnds(resource, managedTypes[resource.type]?.ends ?? {}).forEach((draft) => {
                append(draft.documents, managed.of(resource.urn));
            });
        }
        if (isRow(attachmentTypes, resource)) {
            managed.attach(resource, index.atEnds(resource, attachmentTypes[resource.type] ?? {}));
        }
        managed.attach(resource, self);
        joinGroups(resource, self, index);
    }
    const shared = shareLists();
    return { principals: index.drafts.map((draft) => withInherited(draft, shared)), resources };
};

/** Adds users to groups, whichever side declares the membership. */
const joinGroups = (resource: StackResource, self: readonly DraftPrincipal[], index: PrincipalIndex): void => {
    const row = Object.hasOwn(membershipTypes, resource.type) ? membershipTypes[resource.type] : undefined;
    const path = row?.groups ?? principalTypes[resource.type]?.groups;
    if (path !== undefined) {
        const users = row === undefined ? self : index.resolve("user", referencesOf(resource, row.users));
        const groups = index.resolve("group", referencesOf(resource, path));
        users.forEach((user) => {
            append(user.groups, groups);
        });
    }
};
