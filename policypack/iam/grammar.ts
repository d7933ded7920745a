/** What IAM asks of a readable statement by the kind of its document, beyond its elements being readable. */
import type { DocumentKind, Flaw, NormalStatement } from "./normalDocument";

/** Letters and digits: all that a Sid of an identity policy may have. @see IAM User Guide, reference_policies_elements_sid */
const isPlain = (text: string): boolean => /^[A-Za-z0-9]*$/.test(text);

/** Reports what IAM refuses: missing and forbidden elements, Sids. The other services' own grammars vary; not judged. */
export function grammarFlaws(statements: readonly NormalStatement[], kind: DocumentKind): readonly Flaw[] {
    const sids = kind === "grant" ? sidFlaws(statements) : [];
    return kind === "grant" || kind === "trust"
        ? [...sids, ...statements.flatMap((one) => elementFlaws(one, kind))]
        : sids;
}

function sidFlaws(statements: readonly NormalStatement[]): readonly Flaw[] {
    const seen = new Set<string>();
    return statements.flatMap(({ sid, path }) => {
        if (sid === undefined || sid === "") return [];
        const again = seen.has(sid);
        seen.add(sid);
        if (!isPlain(sid)) {
            return flaw(
                `${path}.Sid`,
                `"${sid.slice(0, 120)}"`,
                "A Sid of an identity policy has letters and digits only.",
                `"Sid": "${sid.replace(/[^A-Za-z0-9]+/g, "").slice(0, 60)}"`,
            );
        }
        return again
            ? flaw(
                  `${path}.Sid`,
                  `"${sid.slice(0, 120)}" again`,
                  "A Sid stands once in a policy.",
                  `"Sid": "${sid.slice(0, 60)}2"`,
              )
            : [];
    });
}

function elementFlaws(one: NormalStatement, kind: DocumentKind): readonly Flaw[] {
    const { path, principals, notPrincipals, actions, notActions, resources, notResources } = one;
    const actionLists = Number(actions.length > 0) + Number(notActions.length > 0);
    const resourceLists = Number(resources.length > 0) + Number(notResources.length > 0);
    const people = principals.length + notPrincipals.length;
    return [
        ...(actionLists === 1
            ? []
            : flaw(
                  path,
                  actionLists === 0 ? "no Action" : "both Action and NotAction",
                  "A statement has one of the two.",
                  kind === "trust" ? '"Action": "sts:AssumeRole"' : '"Action": ["service:Name"]',
              )),
        ...(kind === "grant" && resourceLists !== 1
            ? flaw(
                  path,
                  resourceLists === 0 ? "no Resource" : "both Resource and NotResource",
                  "A statement has one of the two.",
                  '"Resource": ["arn:…"]',
              )
            : []),
        ...(kind === "grant" && people > 0
            ? flaw(
                  path,
                  "a Principal",
                  "An identity policy speaks to its holder; IAM refuses a Principal in it.",
                  "Take the Principal out.",
              )
            : []),
        ...(kind === "trust" && people === 0
            ? flaw(
                  path,
                  "no Principal",
                  "A trust policy says whom it lets in; IAM refuses one that does not.",
                  '"Principal": { "Service": "…" }',
              )
            : []),
        ...(kind === "trust" && resourceLists > 0
            ? flaw(
                  path,
                  "a Resource",
                  "A trust policy is about its own role; IAM refuses a Resource in it.",
                  "Take the Resource out.",
              )
            : []),
        ...(principals.length > 0 && notPrincipals.length > 0
            ? flaw(path, "both Principal and NotPrincipal", "A statement has one of the two.", "Keep the Principal.")
            : []),
    ];
}

const flaw = (path: string, found: string, why: string, paste: string): readonly Flaw[] => [
    { path, found, why, paste },
];
