/** Which managed policies of a stack only limit what others grant: they are permissions boundaries and nothing else. */
import { attachmentPaths } from "../documents/resourceTypes/attachments";
import { isDocument } from "../documents/resourceTypes";
import { getOwn } from "../documents/values/paths";
import { nameKey } from "./graph";
import { attachmentTypes, managedTypes, principalTypes } from "./links";
import { referencesOf } from "./references";
import type { StackResource } from "./stackResource";

const boundaryProperty = "permissionsBoundary";

/** How a resource refers to a managed policy: as a boundary, or in any other property. */
interface Uses {
    readonly asBoundary: ReadonlySet<string>;
    readonly otherwise: ReadonlySet<string>;
    /** Whether an attachment exists of which only the deployment knows the policy. */
    readonly isIncomplete: boolean;
}

const has = (table: Readonly<Record<string, unknown>>, type: string): boolean => Object.hasOwn(table, type);

/** The ARNs and names, and the URNs, by which resources use managed policies. */
const usesIn = (resources: readonly StackResource[]): Uses => {
    const asBoundary = new Set<string>();
    const otherwise = new Set<string>();
    let isIncomplete = false;
    for (const resource of resources) {
        for (const [property, urns] of Object.entries(resource.dependencies)) {
            if (!isDocument(resource.type, property)) {
                const uses = property === boundaryProperty ? asBoundary : otherwise;
                urns.forEach((urn) => uses.add(urn));
            }
        }
        if (has(principalTypes, resource.type)) {
            referencesOf(resource, boundaryProperty).texts.forEach((arn) => asBoundary.add(nameKey(arn)));
        }
        for (const path of attachmentPaths[resource.type] ?? []) {
            const { texts, urns } = referencesOf(resource, path);
            texts.forEach((arn) => otherwise.add(nameKey(arn)));
            isIncomplete ||= has(attachmentTypes, resource.type) && texts.length + urns.length === 0;
        }
    }
    return { asBoundary, otherwise, isIncomplete };
};

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** The URN of a managed policy, and the keys of its ARN and name. */
const keysOfPolicy = ({ type, urn, props }: StackResource): readonly string[] => {
    const row = managedTypes[type];
    const arn = row && text(getOwn(props, row.arn));
    const name = row && text(getOwn(props, row.name));
    const path = text(getOwn(props, "path")) ?? "/";
    return [urn, ...(arn === undefined ? [] : [nameKey(arn)]), ...(name === undefined ? [] : [`policy${path}${name}`])];
};

/** Whether the policy attaches itself to principals. */
const attachesItself = (resource: StackResource): boolean =>
    Object.values(managedTypes[resource.type]?.ends ?? {}).some((path) => {
        const { texts, urns } = referencesOf(resource, path);
        return texts.length + urns.length > 0;
    });

/**
 * The URNs of the managed policies that are a permissions boundary of a role or user of the stack and are not used in any
 * other property. Only a caller that has every resource of the stack can tell.
 */
export const boundaryPolicies = (resources: readonly StackResource[]): ReadonlySet<string> => {
    const policies = resources.filter(({ type }) => has(managedTypes, type));
    if (policies.length === 0) {
        return new Set();
    }
    const { asBoundary, otherwise, isIncomplete } = usesIn(resources);
    return new Set(
        policies
            .filter((policy) => {
                const keys = keysOfPolicy(policy);
                return (
                    !isIncomplete &&
                    !attachesItself(policy) &&
                    keys.some((key) => asBoundary.has(key)) &&
                    !keys.some((key) => otherwise.has(key))
                );
            })
            .map(({ urn }) => urn),
    );
};
