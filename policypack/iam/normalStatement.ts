/** One statement of a document, from whatever stands there to normal form; what cannot be read becomes a flaw. */
import type { DocumentKind, Flaw, NormalPrincipal, NormalStatement } from "./normalDocument";
import { conditions } from "./normalCondition";
import { isMembers, shown } from "./shape";
import { longestWord, strangers, words } from "./words";

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

function principals(value: unknown, path: string, flaws: Flaw[]): readonly NormalPrincipal[] {
    if (value === undefined) return [];
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
    return Object.keys(value).flatMap((type) => {
        const kind = Object.hasOwn(principalTypes, type) ? principalTypes[type] : undefined;
        if (kind === undefined) {
            flaws.push(...strangers({ [type]: 0 }, Object.keys(principalTypes), path, "trust"));
            return [];
        }
        return words(value[type], `${path}.${type}`, flaws).map((one) => ({
            ...one,
            kind: kind === "aws" && one.text === "*" ? ("everyone" as const) : kind,
        }));
    });
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
    flaws.push(...strangers(value, statementElements, path, kind));
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
        principals: principals(value.Principal, `${path}.Principal`, flaws),
        notPrincipals: principals(value.NotPrincipal, `${path}.NotPrincipal`, flaws),
        actions: words(value.Action, `${path}.Action`, flaws),
        notActions: words(value.NotAction, `${path}.NotAction`, flaws),
        resources: words(value.Resource, `${path}.Resource`, flaws),
        notResources: words(value.NotResource, `${path}.NotResource`, flaws),
        conditions: conditions(value.Condition, `${path}.Condition`, flaws),
    };
}
