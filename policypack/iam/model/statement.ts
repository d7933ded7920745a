/** One statement of a document, from whatever stands there to normal form; what cannot be read becomes a flaw. */
import type { DocumentKind, Flaw, NormalPrincipal, NormalStatement } from "./document";
import { conditions } from "./condition";
import { isMembers, shown, type Members } from "./describeValue";
import { longestWord, strangers, words, wordsIn } from "./elements";

const statementElements = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

const principalTypes: Readonly<Record<string, NormalPrincipal["kind"]>> = {
    Service: "service",
    AWS: "aws",
    Federated: "federated",
    CanonicalUser: "canonical",
};

const nobody: readonly NormalPrincipal[] = [];

function principals(members: Members, element: string, within: string, flaws: Flaw[]): readonly NormalPrincipal[] {
    const value = members[element];
    if (value === undefined) return nobody;
    const path = `${within}.${element}`;
    if (typeof value === "string") {
        if (value.trim() === "*") return [{ kind: "everyone", text: "*", path }];
        flaws.push({
            path,
            found: shown(value),
            why: 'A principal is "*" or an object that says its type.',
            paste: `{ "AWS": ${JSON.stringify(value.slice(0, 200))} }`,
        });
        return [{ kind: "aws", text: value.trim().slice(0, longestWord), path }];
    }
    if (!isMembers(value)) {
        flaws.push({ path, found: shown(value), why: 'A principal is "*" or an object.', paste: '{ "Service": "…" }' });
        return [];
    }
    const many: NormalPrincipal[] = [];
    for (const type of Object.keys(value)) {
        const kind = Object.hasOwn(principalTypes, type) ? principalTypes[type] : undefined;
        if (kind === undefined) {
            strangers({ [type]: 0 }, Object.keys(principalTypes), path, "trust", flaws);
            continue;
        }
        for (const { text, path: where } of words(value[type], `${path}.${type}`, flaws)) {
            many.push({ kind: kind === "aws" && text === "*" ? "everyone" : kind, text, path: where });
        }
    }
    return many;
}

/** Reads one statement. What IAM would refuse is pushed to `flaws`. */
export function normalStatement(
    value: unknown,
    path: string,
    kind: DocumentKind,
    flaws: Flaw[],
): NormalStatement | undefined {
    if (!isMembers(value)) {
        flaws.push({ path, found: shown(value), why: "A statement is an object.", paste: '{ "Effect": "Allow", … }' });
        return undefined;
    }
    strangers(value, statementElements, path, kind, flaws);
    const effect = value.Effect === "Allow" || value.Effect === "Deny" ? value.Effect : undefined;
    if (effect === undefined) {
        flaws.push({
            path: `${path}.Effect`,
            found: shown(value.Effect),
            why: "An Effect is Allow or Deny, in exactly these letters.",
            paste: value.Effect === undefined ? '"Effect": "Allow"' : '"Allow"',
        });
    }
    if (value.Sid !== undefined && typeof value.Sid !== "string") {
        flaws.push({ path: `${path}.Sid`, found: shown(value.Sid), why: "A Sid is text.", paste: '"Sid": "Name"' });
    }
    return {
        path,
        sid: typeof value.Sid === "string" ? value.Sid : undefined,
        effect,
        principals: principals(value, "Principal", path, flaws),
        notPrincipals: principals(value, "NotPrincipal", path, flaws),
        actions: wordsIn(value, "Action", path, flaws),
        notActions: wordsIn(value, "NotAction", path, flaws),
        resources: wordsIn(value, "Resource", path, flaws),
        notResources: wordsIn(value, "NotResource", path, flaws),
        conditions: conditions(value.Condition, path, flaws),
    };
}
