import type { NamedResource } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import type { Instance } from "./instances";

/** What AWS keeps apart: IAM takes a name once whatever its path, and does not tell case apart. */
const idOf = ({ name, arn }: NamedResource): string => `${arn.split("/")[0] ?? ""}/${name}`.toLowerCase();

/** AWS makes its own policies and the service-linked roles; what the args give by ARN exists already. */
const isMade = (planned: Partial<NamedResource>, { args }: Instance): planned is NamedResource =>
    planned.arn !== undefined &&
    !/^arn:[^:]+:iam::aws:|:role\/aws-service-role\//.test(planned.arn) &&
    !Object.values(args).includes(planned.arn);

/** What is wrong with a name, and what to do. A provider of identities has no name but its URL. */
const collision = (child: string, { name, arn }: NamedResource, other: Instance): Omit<ValidationIssue, "path"> =>
    arn.includes(":oidc-provider/")
        ? {
              value: name,
              message: `is the issuer whose OIDC provider ${other.path} makes too, and an account holds one of each URL`,
              fix: `Set "${child.replace(/Provider$/, "")}.adoptProvider" in one of the two, which then uses ${arn}.`,
          }
        : {
              value: name,
              message: `is the name of its ${child}, and ${other.path} makes one of that name too`,
              fix: "Give one of the two another name; upper and lower case are the same to AWS.",
          };

/** Names that AWS would refuse because another component of the stack has them too; one for each pair of components. */
export const nameCollisions = (instances: readonly Instance[]): readonly ValidationIssue[] => {
    const first = new Map<string, Instance>();
    const reported = new Set<string>();
    return instances.flatMap((instance) =>
        Object.entries(instance.pattern.names(instance.scope, instance.args)).flatMap(([child, planned]) => {
            if (!isMade(planned, instance)) {
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
