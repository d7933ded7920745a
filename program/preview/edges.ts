import { attachmentsOf } from "../../policypack/documents/resourceTypes/attachments";
import { groupBy } from "../../policypack/graph/groupBy";
import { passRoleGrants, serviceOf, trusts } from "../../policypack/iam";
import type { AwsLocation } from "../../components/pattern/location";
import type { EmittedDocument } from "./readDocuments";
import type { PreviewedResource } from "./registrations";

/** A principal that may assume or pass a role, according to the policy documents. */
export interface Edge {
    readonly kind: "trust" | "passRole";
    /** `group ops`, `role arn:…`, or the principal in a trust policy. */
    readonly from: string;
    /** ARN of the role. */
    readonly to: string;
    /** The service that assumes or receives the role; undefined for any service and for other principals. */
    readonly service?: string;
    /** Further conditions: `aws:SourceAccount = 123456789012`. */
    readonly conditions: readonly string[];
    /** The location of the statement: resource URN, property and path in the document. */
    readonly path: string;
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The location of the provider of a resource. */
export type LocationOf = (resource: PreviewedResource) => AwsLocation;

/** The ARN of an IAM resource, computed because a preview does not get it from AWS. */
const iamArn = (locationOf: LocationOf, kind: string, resource: PreviewedResource): string => {
    const { partition, accountId } = locationOf(resource);
    const { inputs, name } = resource;
    return `arn:${partition}:iam::${accountId}:${kind}${text(inputs.path) ?? "/"}${text(inputs.name) ?? name}`;
};

const roleType = "aws:iam/role:Role";

/** The properties that name the principals of an inline policy or an attachment. */
const holders = [
    ["user", "user"],
    ["group", "group"],
    ["role", "role"],
    ["users", "user"],
    ["groups", "group"],
    ["roles", "role"],
] as const;

const namedHolders = ({ inputs }: PreviewedResource): readonly string[] =>
    holders.flatMap(([property, kind]) =>
        [inputs[property]].flat().flatMap((name) => (typeof name === "string" ? [`${kind} ${name}`] : [])),
    );

const physicalName = ({ inputs, name }: PreviewedResource): string => text(inputs.name) ?? name;

const roleHolder = (role: PreviewedResource): string => `role ${physicalName(role)}`;

/** A managed policy with a principal that it is attached to. */
interface AttachedPolicy {
    readonly arn: unknown;
    readonly holder: string;
}

/** The principals that each managed policy is attached to, by its ARN. */
export type AttachedHolders = ReadonlyMap<unknown, readonly AttachedPolicy[]>;

/** Reads all attachments once: reading them for every policy would take the square of the number of resources. */
export const attachedHoldersOf = (resources: readonly PreviewedResource[]): AttachedHolders =>
    groupBy(
        resources.flatMap((resource) => {
            const arns = new Set(attachmentsOf(resource.type, resource.inputs).map(({ arn }) => arn));
            const attached = resource.type === roleType ? [roleHolder(resource)] : namedHolders(resource);
            return [...arns].flatMap((arn) => attached.map((holder): AttachedPolicy => ({ arn, holder })));
        }),
        ({ arn }) => arn,
    );

/** The principals with the permissions of a document: those its resource names, or those the policy is attached to. */
export const holdersOf = (
    { resource, property, review }: EmittedDocument,
    attachedHolders: AttachedHolders,
    locationOf: LocationOf,
): readonly string[] => {
    if (review !== undefined) {
        return [`any principal with ${property} of ${resource.type.split(":").at(-1) ?? ""} ${resource.name}`];
    }
    if (resource.type === roleType) {
        return [roleHolder(resource)];
    }
    const inline = namedHolders(resource);
    if (inline.length > 0) {
        return inline;
    }
    const attached = attachedHolders.get(iamArn(locationOf, "policy", resource)) ?? [];
    return attached.length > 0
        ? attached.map(({ holder }) => holder)
        : [`any principal with policy ${physicalName(resource)}`];
};

const at = ({ resource, property }: EmittedDocument, path: string): string => `${resource.urn} ${property} ${path}`;

const trustEdges = (emitted: EmittedDocument, locationOf: LocationOf): readonly Edge[] =>
    emitted.document === undefined
        ? []
        : trusts(emitted.document).map(({ kind, principal, guards, path }) => ({
              kind: "trust",
              from: principal,
              to:
                  emitted.resource.type === roleType
                      ? iamArn(locationOf, "role", emitted.resource)
                      : emitted.resource.name,
              ...(kind === "service" ? { service: principal } : {}),
              conditions: guards,
              path: at(emitted, path),
          }));

const passRoleEdges = (
    emitted: EmittedDocument,
    attachedHolders: AttachedHolders,
    locationOf: LocationOf,
): readonly Edge[] => {
    const grants = emitted.document === undefined ? [] : passRoleGrants(emitted.document);
    const from = grants.length === 0 ? [] : holdersOf(emitted, attachedHolders, locationOf);
    return from.flatMap((holder) =>
        grants.flatMap(({ resource, services = [undefined], conditions, path }) =>
            services.map((service): Edge => ({
                kind: "passRole",
                from: holder,
                to: resource,
                ...(service === undefined ? {} : { service }),
                conditions,
                path: at(emitted, path),
            })),
        ),
    );
};

/** All trust and PassRole edges in the documents. */
export const edgesOf = (
    documents: readonly EmittedDocument[],
    resources: readonly PreviewedResource[],
    locationOf: LocationOf,
): readonly Edge[] => {
    const attachedHolders = attachedHoldersOf(resources);
    return [
        ...documents.flatMap((emitted) => trustEdges(emitted, locationOf)),
        ...documents.flatMap((emitted) => passRoleEdges(emitted, attachedHolders, locationOf)),
    ];
};

/** AWS's names of services, by the first part of the service principal. */
const serviceNames: Readonly<Record<string, string>> = {
    ssm: "Systems Manager",
    ec2: "EC2",
    events: "EventBridge",
    scheduler: "EventBridge Scheduler",
    lambda: "Lambda",
    states: "Step Functions",
    sns: "SNS",
    cloudformation: "CloudFormation",
};

const displayName = (service: string | undefined): string =>
    service === undefined ? "any service" : (serviceNames[serviceOf(service)] ?? service);

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);

/** Formats an edge as a sentence: `group ops may pass role patching-1a2b3c4d to Systems Manager`. */
export const edgeSentence = ({ kind, from, to, service, conditions }: Edge): string => {
    const sentence =
        kind === "passRole"
            ? `${from} may pass role ${nameIn(to)} to ${displayName(service)}`
            : `${service === undefined ? from : displayName(service)} may assume role ${nameIn(to)}`;
    return conditions.length === 0 ? sentence : `${sentence}, if ${conditions.join(" and ")}`;
};
