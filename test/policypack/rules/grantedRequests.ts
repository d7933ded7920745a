/** Compares what two documents allow, by an independent simulator, over the actions and resources that they name. */
import { runSimulation, runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { DocumentKind } from "../../../policypack/iam";

type Json = Readonly<Record<string, unknown>>;
type Context = Readonly<Record<string, string | string[]>>;

const account = "123456789012";
/** Another account than that of any principal, so that a resource-based policy alone decides. */
const resourceAccount = "210987654321";
const role = `arn:aws:iam::${resourceAccount}:role/request`;

/** A request that a statement names, without its context. */
export interface Request {
    readonly principal: string;
    readonly action: string;
    readonly resource: string;
}

const someObject = "arn:aws:s3:::x/x";

const list = (value: unknown): readonly string[] =>
    [value].flat().filter((one): one is string => typeof one === "string");

export const statementsOf = (document: unknown): readonly Json[] =>
    [(typeof document === "string" ? (JSON.parse(document) as Json) : (document as Json)).Statement].flat() as Json[];

const concrete = (pattern: string): string =>
    pattern
        .trim()
        .replace(/\$\{[^}]*\}/g, "x")
        .replace(/[*?]/g, "x");

const fieldValues = ["aws", "iam", "eu-west-1", account];

/** A resource that the pattern matches. */
const concreteResource = (pattern: string): string => {
    if (!pattern.startsWith("arn:")) {
        return someObject;
    }
    const [, ...fields] = pattern.trim().split(":");
    const known = fields.slice(0, 4).map((field, at) => (/^[*?]+$/.test(field) ? (fieldValues[at] ?? "x") : field));
    return concrete(["arn", ...known, ...fields.slice(4)].join(":"));
};

const concreteAction = (pattern: string): string => {
    const [service = "", ...name] = pattern.trim().split(":");
    return /[*?]/.test(service) ? "s3:GetObject" : `${service}:${concrete(name.join(":"))}`;
};

const principalsOf = (principal: unknown): readonly string[] => {
    const { Service, AWS, Federated } = (typeof principal === "object" ? principal : {}) as Json;
    return [
        ...list(Service),
        ...list(AWS)
            .filter((one) => !/[*?]/.test(one))
            .map((one) =>
                /^\d+$/.test(one) || one.endsWith(":root") ? one.replace(/^(\d+)$/, "arn:aws:iam::$1:root") : one,
            )
            .map((one) => one.replace(/:root$/, ":user/asker")),
        ...list(Federated).filter((one) => !/[*?]/.test(one)),
    ];
};

const asker = `arn:aws:iam::${account}:user/asker`;

/** The requests that the Allow statements of a document name. */
export const requestsIn = (kind: DocumentKind, document: unknown): readonly Request[] =>
    statementsOf(document)
        .filter(({ Effect }) => Effect === "Allow")
        .flatMap(({ Principal, Action, NotAction, Resource, NotResource }) => {
            const actions =
                NotAction === undefined ? list(Action).map(concreteAction) : ["s3:GetObject", "ec2:DescribeVpcs"];
            const named = NotResource === undefined ? list(Resource ?? "*").map(concreteResource) : [someObject];
            const resources = kind === "trust" ? [role] : named;
            return (kind === "grant" ? [asker] : principalsOf(Principal)).flatMap((principal) =>
                actions.flatMap((action) => resources.map((resource) => ({ principal, action, resource }))),
            );
        });

const valueFor = (operator: string, values: readonly string[]): string | undefined => {
    const [first] = values;
    if (/^null$/i.test(operator)) {
        return first === "false" ? "x" : undefined;
    }
    if (first === undefined || /not/i.test(operator)) {
        return undefined;
    }
    return /address/i.test(operator) ? (first.split("/", 1)[0] ?? "") : concrete(first);
};

/** A context that satisfies the conditions of a statement. */
const contextOf = ({ Condition = {} }: Json): Context =>
    Object.fromEntries(
        Object.entries(Condition as Record<string, Json>).flatMap(([operator, keys]) =>
            Object.entries(keys).flatMap(([key, values]) => {
                const bare = operator.replace(/^For(Any|All)Values?:/i, "").replace(/IfExists$/i, "");
                const value = valueFor(bare, [values].flat().map(String));
                const isMultivalued = /^For(Any|All)Values?:/i.test(operator);
                return value === undefined ? [] : [[key, isMultivalued ? [value] : value]];
            }),
        ),
    );

/** The contexts of requests: those of each statement of one document, with those of each of the other. */
export const contextsOf = (before: unknown, after: unknown): readonly Context[] => {
    const all = [before, after].map((document) => [
        {},
        ...statementsOf(document)
            .filter(({ Effect }) => Effect === "Allow")
            .map(contextOf),
    ]);
    return (all[0] ?? []).flatMap((one) => (all[1] ?? []).map((other) => ({ ...one, ...other })));
};

const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

/** The simulator does not read a pattern whose wildcard stands for the colon: `iam*PassRole`. */
const isAcrossColon = (action: string): boolean => action.trim() !== "*" && !action.includes(":");

/**
 * Whether the document allows the request; undefined if the simulator cannot tell: the strict one, which evaluates
 * resource-based policies, knows only the actions of the service authorization reference.
 */
export const isAllowed = async (
    kind: DocumentKind,
    document: unknown,
    { principal, action, resource }: Request,
    context: Context,
): Promise<boolean | undefined> => {
    if (statementsOf(document).some(({ Action }) => list(Action).some(isAcrossColon))) {
        return undefined;
    }
    const isPerson = /^arn:[^:]*:(iam|sts)::/.test(principal) && !/:(oidc|saml)-provider\//.test(principal);
    const policy = { Version: "2012-10-17", ...(document as Json) };
    const identity = kind === "grant" ? policy : everything;
    const simulation = {
        identityPolicies: kind === "grant" || isPerson ? [{ name: "identity", policy: identity }] : [],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        ...(kind === "grant" ? {} : { resourcePolicy: policy }),
        request: {
            principal,
            action,
            resource: { resource, accountId: kind === "grant" ? account : resourceAccount },
            contextVariables: {
                ...(isPerson
                    ? { "aws:PrincipalArn": principal, "aws:PrincipalAccount": principal.split(":")[4] ?? "" }
                    : { "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": principal }),
                ...context,
            },
        },
    } as unknown as Simulation;
    if (kind === "grant") {
        return runUnsafeSimulation(simulation, {}) === "Allowed";
    }
    const result = await runSimulation(simulation, {});
    return result.resultType === "error" ? undefined : result.overallResult === "Allowed";
};
