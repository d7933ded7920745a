import type { PolicyDocument } from "../../policypack/iam";
import type { AwsLocation } from "../../components/pattern/location";
import { home, type Made } from "./deploy";

/** The policies in force, by the ARN they apply to. `worldOf` derives them from the resources of a component. */
export interface World {
    /** The identity policies of users, groups and roles. A group represents each of its users. */
    readonly grants?: Readonly<Record<string, readonly PolicyDocument[]>>;
    /** The trust policies of roles. */
    readonly trusts?: Readonly<Record<string, PolicyDocument>>;
    /** The permissions boundaries of users and roles. */
    readonly boundaries?: Readonly<Record<string, PolicyDocument>>;
    /** The policies of topics, buckets, keys and queues. */
    readonly resourcePolicies?: Readonly<Record<string, PolicyDocument>>;
}

const kinds = ["user", "group", "role"] as const;
type Kind = (typeof kinds)[number];

const text = ({ inputs, name }: Made, property: string): string => {
    const value = inputs[property];
    if (typeof value !== "string") {
        throw new Error(`${name} has no known string at ${property}: ${JSON.stringify(value)}`);
    }
    return value;
};

const parsed = (child: Made, property: string): PolicyDocument => JSON.parse(text(child, property)) as PolicyDocument;

/** Groups documents by ARN. */
const gathered = (entries: readonly (readonly [at: string, document: PolicyDocument])[]) => {
    const by: Record<string, PolicyDocument[]> = {};
    for (const [at, document] of entries) {
        (by[at] ??= []).push(document);
    }
    return by;
};

/**
 * The policies in force once all of these resources exist: attached and inline policies, trust policies, boundaries,
 * and the policies of topics and buckets. Grantees that are not among the resources have the path `/`.
 *
 * @param others managed policies that are not among the resources, by ARN.
 */
export const worldOf = (
    made: readonly Made[],
    { partition, accountId }: AwsLocation = home,
    others: Readonly<Record<string, PolicyDocument>> = {},
): Required<World> => {
    const of = (type: string): readonly Made[] => made.filter((child) => child.type === type);
    const arnOf = (kind: string, child: Made): string =>
        `arn:${partition}:iam::${accountId}:${kind}${"path" in child.inputs ? text(child, "path") : "/"}${text(child, "name")}`;
    const roles = new Map(of("aws:iam/role:Role").map((role) => [text(role, "name"), arnOf("role", role)]));
    const policies: Readonly<Record<string, PolicyDocument>> = {
        ...others,
        ...Object.fromEntries(
            of("aws:iam/policy:Policy").map((policy) => [arnOf("policy", policy), parsed(policy, "policy")]),
        ),
    };
    const policyAt = (child: Made, property: string): PolicyDocument => {
        const arn = text(child, property);
        const policy = policies[arn];
        if (policy === undefined) {
            throw new Error(
                `${child.name} refers to ${arn}, which is not among the resources. Pass its document in "others".`,
            );
        }
        return policy;
    };
    const holder = (child: Made, kind: Kind): string => {
        const name = text(child, kind);
        return roles.get(name) ?? `arn:${partition}:iam::${accountId}:${kind}/${name}`;
    };
    const grants = kinds.flatMap((kind) => {
        const capital = kind.replace(/^./, (first) => first.toUpperCase());
        return [
            ...of(`aws:iam/${kind}PolicyAttachment:${capital}PolicyAttachment`).map(
                (child) => [holder(child, kind), policyAt(child, "policyArn")] as const,
            ),
            ...of(`aws:iam/${kind}Policy:${capital}Policy`).map(
                (child) => [holder(child, kind), parsed(child, "policy")] as const,
            ),
        ];
    });
    return {
        grants: gathered(grants),
        trusts: Object.fromEntries(
            of("aws:iam/role:Role").map((role) => [arnOf("role", role), parsed(role, "assumeRolePolicy")]),
        ),
        boundaries: Object.fromEntries(
            of("aws:iam/role:Role")
                .filter(({ inputs }) => inputs.permissionsBoundary !== undefined)
                .map((role) => [arnOf("role", role), policyAt(role, "permissionsBoundary")]),
        ),
        resourcePolicies: Object.fromEntries<PolicyDocument>([
            ...of("aws:sns/topicPolicy:TopicPolicy").map(
                (child) => [text(child, "arn"), parsed(child, "policy")] as const,
            ),
            ...of("aws:s3/bucketPolicy:BucketPolicy").map(
                (child) => [`arn:${partition}:s3:::${text(child, "bucket")}`, parsed(child, "policy")] as const,
            ),
        ]),
    };
};
