import type { NamedResource } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import type { Instance } from "./instances";

/** The identity of a name: IAM names are unique regardless of path, and not case-sensitive. */
const idOf = ({ name, arn }: NamedResource): string => `${arn.split("/")[0] ?? ""}/${name}`.toLowerCase();

/** Excludes AWS managed policies, service-linked roles, and existing resources that the args name by ARN. */
const isCreated = (planned: Partial<NamedResource>, { args }: Instance): planned is NamedResource =>
    planned.arn !== undefined &&
    !/^arn:[^:]+:iam::aws:|:role\/aws-service-role\//.test(planned.arn) &&
    !Object.values(args).includes(planned.arn);

/** The issue for a name that two components use. An OIDC provider has no name but its URL. */
const collision = (child: string, { name, arn }: NamedResource, other: Instance): Omit<ValidationIssue, "path"> =>
    arn.includes(":oidc-provider/")
        ? {
              value: name,
              message: `is the issuer of an OIDC provider that ${other.path} also creates; an account has one per URL`,
              fix: `Set "${child.replace(/Provider$/, "")}.adoptProvider" in one of them, so that it uses ${arn}.`,
          }
        : {
              value: name,
              message: `is the name of its ${child}, and ${other.path} creates one of the same name`,
              fix: "Rename one of them; names that differ only in case count as the same.",
          };

/** Names that AWS would reject as duplicates in this stack; one issue for each pair of components. */
export const nameCollisions = (instances: readonly Instance[]): readonly ValidationIssue[] => {
    const first = new Map<string, Instance>();
    const reported = new Set<string>();
    return instances.flatMap((instance) =>
        Object.entries(instance.pattern.names(instance.scope, instance.args)).flatMap(([child, planned]) => {
            if (!isCreated(planned, instance)) {
                return [];
            }
            const id = idOf(planned);
            const other = first.get(id) ?? instance;
            first.set(id, other);
            const pair = `${other.path} ${instance.path}`;
            if (other === instance || reported.has(pair)) {
                return [];
            }
            reported.add(pair);
            return [{ path: instance.path, ...collision(child, planned, other) }];
        }),
    );
};
