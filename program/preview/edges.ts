import { attachmentsOf } from "../../policypack/documents/resourceTypes/attachments";
import { passRoleGrants, serviceOf, trusts } from "../../policypack/iam";
import type { AwsLocation } from "../../components/pattern/location";
import type { EmittedDocument } from "./readDocuments";
import type { PreviewedResource } from "./registrations";

/** Who may assume a role, or pass one; read from the documents, not from the config. */
export interface Edge {
    readonly kind: "trust" | "passRole";
    /** `group ops`, `role arn:…`, or the principal of a trust. */
    readonly from: string;
    /** ARN of the role. */
    readonly to: string;
    /** The service that assumes the role, or gets it passed; undefined for any, or for a principal that is none. */
    readonly service?: string;
    /** What else must hold: `aws:SourceAccount = 123456789012`. */
    readonly conditions: readonly string[];
    /** Where it is written: the resource, its property, the place in the document. */
    readonly path: string;
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The ARN of an IAM resource, computed as AWS does: a preview does not know it from AWS. */
const iamArn = ({ partition, accountId }: AwsLocation, kind: string, { inputs, name }: PreviewedResource): string =>
    `arn:${partition}:iam::${accountId}:${kind}${text(inputs.path) ?? "/"}${text(inputs.name) ?? name}`;

const roleType = "aws:iam/role:Role";

/** The properties that name whom a policy, inline or attached, belongs to. */
const holders = [
    ["user", "user"],
    ["group", "group"],
    ["role", "role"],
    ["users", "user"],
    ["groups", "group"],
    ["roles", "role"],
] as const;

const holdersNamed = ({ inputs }: PreviewedResource): readonly string[] =>
    holders.flatMap(([property, kind]) =>
        [inputs[property]].flat().flatMap((name) => (typeof name === "string" ? [`${kind} ${name}`] : [])),
    );

/** Who holds what a document grants: whoever its resource names, or whoever its policy is attached to. */
export const holdersOf = (
    { resource }: EmittedDocument,
    resources: readonly PreviewedResource[],
    location: AwsLocation,
): readonly string[] => {
    if (resource.type === roleType) {
        return [`role ${text(resource.inputs.name) ?? resource.name}`];
    }
    const inline = holdersNamed(resource);
    if (inline.length > 0) {
        return inline;
    }
    const arn = iamArn(location, "policy", resource);
    const attached = resources.flatMap((other) =>
        attachmentsOf(other.type, other.inputs).some((attachment) => attachment.arn === arn)
            ? other.type === roleType
                ? [`role ${text(other.inputs.name) ?? other.name}`]
                : holdersNamed(other)
            : [],
    );
    return attached.length > 0 ? attached : [`whoever holds policy ${text(resource.inputs.name) ?? resource.name}`];
};

const at = ({ resource, property }: EmittedDocument, path: string): string => `${resource.urn} ${property} ${path}`;

const trustEdges = (emitted: EmittedDocument, location: AwsLocation): readonly Edge[] =>
    emitted.document === undefined
        ? []
        : trusts(emitted.document).map(({ kind, principal, guards, path }) => ({
              kind: "trust",
              from: principal,
              to:
                  emitted.resource.type === roleType
                      ? iamArn(location, "role", emitted.resource)
                      : emitted.resource.name,
              ...(kind === "service" ? { service: principal } : {}),
              conditions: guards,
              path: at(emitted, path),
          }));

const passRoleEdges = (
    emitted: EmittedDocument,
    resources: readonly PreviewedResource[],
    location: AwsLocation,
): readonly Edge[] => {
    const grants = emitted.document === undefined ? [] : passRoleGrants(emitted.document);
    const from = grants.length === 0 ? [] : holdersOf(emitted, resources, location);
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

/** Every edge of trust and of PassRole that the documents draw. */
export const edgesOf = (
    documents: readonly EmittedDocument[],
    resources: readonly PreviewedResource[],
    location: AwsLocation,
): readonly Edge[] => [
    ...documents.flatMap((emitted) => trustEdges(emitted, location)),
    ...documents.flatMap((emitted) => passRoleEdges(emitted, resources, location)),
];

/** What AWS calls the services of these principals. */
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

const plain = (service: string | undefined): string =>
    service === undefined ? "any service" : (serviceNames[serviceOf(service)] ?? service);

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);

/** An edge in plain words: `group ops may pass role patching-1a2b3c4d to Systems Manager`. */
export const edgeSentence = ({ kind, from, to, service, conditions }: Edge): string => {
    const said =
        kind === "passRole"
            ? `${from} may pass role ${nameIn(to)} to ${plain(service)}`
            : `${service === undefined ? from : plain(service)} may assume role ${nameIn(to)}`;
    return conditions.length === 0 ? said : `${said}, if ${conditions.join(" and ")}`;
};
