/** Who holds which policies in a stack. Built from resources alone: the pack, the preview and the audit share it. */

import { attachmentPaths } from "../documents/resourceTypes/attachments";
import { documentsOf } from "../documents";
import { arnParts, parse, type PolicyModel } from "../iam";
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
import { referencesOf, type References } from "./references";
import type { StackResource } from "./stackResource";

/** A document that gives rights to a principal, and where it was written. */
export interface HeldDocument {
    readonly urn: string;
    readonly property: string;
    /** Written into the principal itself, and so counted against its quota. */
    readonly inline: boolean;
    readonly document: PolicyModel;
}

/** A role, user or group of the stack, with everything that gives it rights. */
export interface GraphPrincipal {
    readonly kind: PrincipalKind;
    readonly urn: string;
    readonly name: string;
    /** The ARN, with `*` for an account that is not known yet. */
    readonly arn: string;
    readonly trust: PolicyModel | undefined;
    readonly documents: readonly HeldDocument[];
    /** ARNs of managed policies that are not resources of the stack. */
    readonly managedPolicies: readonly string[];
}

export interface Graph {
    readonly principals: readonly GraphPrincipal[];
    /** Every resource, for rules on what is no principal. */
    readonly resources: readonly StackResource[];
}

interface DraftPrincipal extends GraphPrincipal {
    readonly documents: HeldDocument[];
    readonly managedPolicies: string[];
    readonly groups: DraftPrincipal[];
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** The properties that hold nothing unknown: a document half known says nothing. */
const knownProps = ({ props }: StackResource): unknown =>
    Object.fromEntries(
        keysOf(props)
            .filter((key) => isFullyKnown(getOwn(props, key)))
            .map((key) => [key, withoutUnknowns(getOwn(props, key))]),
    );

const documentsIn = (resource: StackResource, inline: boolean): readonly HeldDocument[] =>
    documentsOf(resource.type, knownProps(resource))
        .filter(({ kind }) => kind === "grant")
        .map(({ property, raw }) => ({ urn: resource.urn, property, inline, document: parse("grant", raw) }));

/**
 * What an ARN names, be its partition and account known or not: before an update AWS has given no ARN yet, and programs
 * that compute one know it. A policy of AWS's own is none of the stack's, whatever its name.
 */
const named = (text: string): string => {
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

/** Finds principals by what refers to them: their resource, else their ARN or name. */
class PrincipalIndex {
    private readonly byUrn = new Map<string, DraftPrincipal>();
    private readonly byName = new Map<string, DraftPrincipal[]>();

    constructor(readonly drafts: readonly DraftPrincipal[]) {
        for (const draft of drafts) {
            this.byUrn.set(draft.urn, draft);
            for (const name of [draft.name, draft.arn]) {
                const key = `${draft.kind} ${named(name)}`;
                this.byName.set(key, [...(this.byName.get(key) ?? []), draft]);
            }
        }
    }

    /** The principal a resource is, if it is one. */
    of(urn: string): readonly DraftPrincipal[] {
        const draft = this.byUrn.get(urn);
        return draft === undefined ? [] : [draft];
    }

    resolve(kind: PrincipalKind, { texts, urns }: References): readonly DraftPrincipal[] {
        const written = texts.flatMap((name) => this.byName.get(`${kind} ${named(name)}`) ?? []);
        const linked = urns.map((urn) => this.byUrn.get(urn)).filter((draft) => draft?.kind === kind);
        return [...new Set([...written, ...linked])].filter((draft) => draft !== undefined);
    }

    atEnds(resource: StackResource, ends: Ends): readonly DraftPrincipal[] {
        return Object.entries(ends).flatMap(([kind, path]) =>
            this.resolve(kind as PrincipalKind, referencesOf(resource, path)),
        );
    }
}

/** The managed policies of the stack, by resource and by ARN. */
class Managed {
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
                this.byArn.set(named(arn), documents);
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
            ...arns.flatMap((arn) => this.byArn.get(named(arn)) ?? []),
        ]);
        const others = arns.filter((arn) => !this.byArn.has(named(arn)));
        for (const principal of principals) {
            principal.documents.push(...documents);
            principal.managedPolicies.push(...others);
        }
    }
}

/** A user holds what its groups hold; what is written into the group does not count against the user's quota. */
const inherited = (draft: DraftPrincipal): GraphPrincipal => ({
    kind: draft.kind,
    urn: draft.urn,
    name: draft.name,
    arn: draft.arn,
    trust: draft.trust,
    documents: [
        ...draft.documents,
        ...draft.groups.flatMap(({ documents }) => documents.map((held) => ({ ...held, inline: false }))),
    ],
    managedPolicies: [...new Set([...draft.managedPolicies, ...draft.groups.flatMap((one) => one.managedPolicies)])],
});

const isRow = (table: Readonly<Record<string, unknown>>, { type }: StackResource): boolean =>
    Object.hasOwn(table, type);

/** Ties the policies of a stack to its principals, by name, by ARN, or by the resource a value comes from. */
export const graphOf = (resources: readonly StackResource[]): Graph => {
    const register = new PrincipalIndex(
        resources.filter((resource) => isRow(principalTypes, resource)).flatMap((resource) => draftOf(resource) ?? []),
    );
    const managed = new Managed(resources);
    for (const resource of resources) {
        const self = register.of(resource.urn);
        if (isRow(inlineTypes, resource)) {
            const documents = documentsIn(resource, true);
            register
                .atEnds(resource, inlineTypes[resource.type] ?? {})
                .forEach((draft) => draft.documents.push(...documents));
        }
        if (isRow(managedTypes, resource)) {
            register
                .atEnds(resource, managedTypes[resource.type]?.ends ?? {})
                .forEach((draft) => draft.documents.push(...managed.of(resource.urn)));
        }
        if (isRow(attachmentTypes, resource)) {
            managed.attach(resource, register.atEnds(resource, attachmentTypes[resource.type] ?? {}));
        }
        managed.attach(resource, self);
        join(resource, self, register);
    }
    return { principals: register.drafts.map(inherited), resources };
};

/** Puts users into groups, whichever side says so. */
const join = (resource: StackResource, self: readonly DraftPrincipal[], register: PrincipalIndex): void => {
    const row = Object.hasOwn(membershipTypes, resource.type) ? membershipTypes[resource.type] : undefined;
    const path = row?.groups ?? principalTypes[resource.type]?.groups;
    if (path !== undefined) {
        const users = row === undefined ? self : register.resolve("user", referencesOf(resource, row.users));
        const groups = register.resolve("group", referencesOf(resource, path));
        users.forEach((user) => user.groups.push(...groups));
    }
};
