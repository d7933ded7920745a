import type { Planned, Problem } from "../components/catalogue";
import type { Instance } from "./instance";

/** What AWS keeps apart: IAM takes a name once whatever its path, and does not tell case apart. */
const idOf = ({ identity }: Instance, child: string, { name, arn }: Partial<Planned>): string =>
    (arn === undefined
        ? `${identity.place.region} ${child} ${String(name)}`
        : `${String(arn.split("/")[0])}/${String(name)}`
    ).toLowerCase();

/** The names of what AWS makes, not we. */
const isLinked = ({ arn }: Partial<Planned>): boolean => arn?.includes(":role/aws-service-role/") === true;

/** Names that AWS would refuse because another component of the stack has them too; one for each pair of components. */
export const collisions = (instances: readonly Instance[]): readonly Problem[] => {
    const first = new Map<string, Instance>();
    const told = new Set<string>();
    return instances.flatMap((instance) =>
        Object.entries(instance.pattern.names(instance.identity, instance.args)).flatMap(([child, planned]) => {
            const id = idOf(instance, child, planned);
            const other = first.get(id) ?? instance;
            first.set(id, other);
            const pair = `${other.path} ${instance.path}`;
            if (other === instance || isLinked(planned) || told.has(pair)) {
                return [];
            }
            told.add(pair);
            return [
                {
                    path: instance.path,
                    value: planned.name,
                    message: `is the name of its ${child}, and ${other.path} makes one of that name too`,
                    fix: "Give one of the two another name; upper and lower case are the same to AWS.",
                },
            ];
        }),
    );
};
