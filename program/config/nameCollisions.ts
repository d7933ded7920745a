import { namesItself, type Child } from "../../components/pattern/children";
import type { NamedResource, Names } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import type { Instance } from "./instances";
import type { ComputedNames } from "./names";

/** The identity of a name: IAM names are unique regardless of path, and not case-sensitive. */
const idOf = ({ name, arn }: NamedResource): string => `${arn.split("/")[0] ?? ""}/${name}`.toLowerCase();

/** The issue for a name that two components use. An OIDC provider has no name but its URL. */
const collision = (
    name: string,
    { kind, existingArg }: Child,
    planned: NamedResource,
    other: Instance,
): Omit<ValidationIssue, "path"> => {
    if (kind === "serviceLinkedRole") {
        return {
            value: planned.name,
            message: `is a service-linked role that ${other.path} also creates; an account has one per service`,
            fix: "Remove the service from one of them.",
        };
    }
    return kind === "oidcProvider" && existingArg !== undefined
        ? {
              value: planned.name,
              message: `is the issuer of an OIDC provider that ${other.path} also creates; an account has one per URL`,
              fix: `Set "${existingArg}" in one of them, so that it uses ${planned.arn}.`,
          }
        : {
              value: planned.name,
              message: `is the name of its ${name}, and ${other.path} creates one of the same name`,
              fix: "Rename one of them; names that differ only in case count as the same.",
          };
};

/** AWS names a service-linked role, but each account has one per service, so two components cannot create it. */
const isUnique = (child: Child, args: unknown): boolean =>
    namesItself(child, args) || child.kind === "serviceLinkedRole";

/** The resources that only one component of a stack can create, by child. */
const ownNames = (
    { pattern, args }: Instance,
    names: Names,
): readonly (readonly [name: string, child: Child, planned: NamedResource])[] =>
    Object.entries(names).flatMap(([name, { name: physicalName, arn }]) => {
        const child = pattern.children[name];
        return child !== undefined && arn !== undefined && isUnique(child, args)
            ? [[name, child, { name: physicalName, arn }] as const]
            : [];
    });

/** Names that AWS would reject as duplicates in this stack; one issue for each pair of components. */
export const nameCollisions = (instances: readonly Instance[], names: ComputedNames): readonly ValidationIssue[] => {
    const first = new Map<string, Instance>();
    const reported = new Set<string>();
    return instances.flatMap((instance) =>
        ownNames(instance, names.of(instance)).flatMap(([name, child, planned]) => {
            const id = idOf(planned);
            const other = first.get(id) ?? instance;
            first.set(id, other);
            const pair = `${other.path} ${instance.path}`;
            if (other === instance || reported.has(pair)) {
                return [];
            }
            reported.add(pair);
            return [{ path: instance.path, ...collision(name, child, planned, other) }];
        }),
    );
};
